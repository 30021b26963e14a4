"""Builds the application from its verbs; each is in a file of its own and imports what it needs when it runs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from pipewarden import __version__

VERBS = ("init", "render", "check", "show", "drift", "update", "fix", "controls", "policy")


def application(verbs: Sequence[str] = VERBS) -> typer.Typer:
    """The command line with these verbs. Building all of them takes as long as importing typer."""
    made = typer.Typer(
        name="pipewarden",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(pipewarden)
    for verb in verbs:
        found = getattr(import_module(f"pipewarden.cli.{verb}"), verb)
        if isinstance(found, typer.Typer):
            made.add_typer(found)
        else:
            made.command()(found)
    return made


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pipewarden {__version__}")
        raise typer.Exit


def pipewarden(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Renders hardened Terraform for AWS CodePipeline, checks it by meaning, and reports drift.

    Exit codes: 0 clean; 1 findings, drift or conflicts; 2 usage, spec or parse error; 3 nothing was checked, or it
    could not be decided.
    """
