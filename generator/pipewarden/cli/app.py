"""The application and its verbs; each verb is in a file of its own and imports what it needs when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from pipewarden import __version__
from pipewarden.cli import check, controls, drift, fix, init, policy, render, show, update

app = typer.Typer(
    name="pipewarden",
    help="Renders hardened Terraform for AWS CodePipeline, checks it by meaning, and reports drift.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pipewarden {__version__}")
        raise typer.Exit


@app.callback()
def pipewarden(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Exit codes: 0 clean; 1 findings, drift or conflicts; 2 usage, spec or parse error; 3 nothing was checked."""


for verb in (init.init, render.render, check.check, show.show, drift.drift, update.update, fix.fix, controls.controls):
    app.command()(verb)

app.add_typer(policy.policy)
