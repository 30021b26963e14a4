"""`pipewarden drift`: what differs between a tree and what its spec renders today."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipewarden.cli.exits import Exit
from pipewarden.cli.output import deliver


class DriftFormat(StrEnum):
    """How drift is printed."""

    TEXT = "text"
    JSON = "json"


def drift(
    spec: Annotated[str, typer.Argument(metavar="SPEC", help="The spec file; `-` is stdin.")],
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that was rendered from it.")],
    form: Annotated[DriftFormat, typer.Option("--format", help="How to print it.")] = DriftFormat.TEXT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file, not to stdout.")] = None,
) -> None:
    """Say what differs between DIR and what SPEC renders today, and which files were edited by hand.

    Exits with 1 when anything differs.

    Example: pipewarden drift pipeline.yaml stack
    """
    from pipewarden.cli.configuration import shown
    from pipewarden.cli.render import read_spec
    from pipewarden.drift.differences import compare
    from pipewarden.drift.disk import files_in
    from pipewarden.drift.report import as_json, as_text
    from pipewarden.render import look, render

    rendered = render(read_spec(spec))
    found = files_in(directory)
    manifest = look(directory, ()).manifest
    differences = compare(rendered, found, manifest.digests if manifest else None)
    names = {difference.path: shown(directory / difference.path) for difference in differences}
    if form is DriftFormat.JSON:
        deliver(as_json(differences, names), output)
    else:
        deliver(as_text(differences, names, manifest is not None), output)
    raise typer.Exit(Exit.FINDINGS if differences else Exit.CLEAN)
