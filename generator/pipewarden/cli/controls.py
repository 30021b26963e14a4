"""`pipewarden controls`: the catalogue, or one control's page."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipewarden.cli.output import deliver

if TYPE_CHECKING:
    from pipewarden.control import Control


class ListFormat(StrEnum):
    """How the catalogue is printed."""

    TEXT = "text"
    JSON = "json"


def complete_control(incomplete: str) -> list[str]:
    """The ids that begin so, for the shell's completion."""
    from pipewarden.controls import catalogue

    return [control.id for control in catalogue() if control.id.startswith(incomplete)]


def controls(
    control: Annotated[
        str | None, typer.Argument(metavar="[ID]", autocompletion=complete_control, help="One control's id.")
    ] = None,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print it.")] = ListFormat.TEXT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file, not to stdout.")] = None,
) -> None:
    """List the controls, or show one: what it asks for, why, and the Terraform that satisfies it.

    Example: pipewarden controls kms-rotation-disabled
    """
    from pipewarden.controls import catalogue

    chosen = catalogue() if control is None else (_find(control),)
    if form is ListFormat.JSON:
        deliver(_json(chosen), output)
    elif control is None:
        deliver(_table(chosen), output)
    else:
        from pipewarden.report.control_page import page

        deliver(page(chosen[0]), output)


def _find(name: str) -> Control:
    import difflib

    from pipewarden.controls import catalogue, find

    found = find(name)
    if found is None:
        near = difflib.get_close_matches(name, [control.id for control in catalogue()], n=1)
        hint = f"did you mean `{near[0]}`?" if near else "`pipewarden controls` lists them"
        raise typer.BadParameter(f"there is no control `{name}`; {hint}")
    return found


def _table(chosen: tuple[Control, ...]) -> str:
    width = max(len(control.id) for control in chosen)
    rows = (
        f"{control.id:<{width}}  {control.severity:<8}  {control.summary}{' (opt-in)' if control.opt_in else ''}\n"
        for control in chosen
    )
    return "".join(rows)


def _json(chosen: tuple[Control, ...]) -> str:
    from pipewarden.report.control_page import to_json

    document = {"schema_version": 1, "controls": [to_json(control) for control in chosen]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
