"""The page of one control, in Markdown: what `pipewarden controls ID` prints and its documentation begins with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipewarden.control import Control


def page(control: Control) -> str:
    """The control's page, with a final newline."""
    return "\n".join(_lines(control)) + "\n"


def _lines(control: Control) -> Iterator[str]:
    yield f"# {control.id}"
    yield ""
    yield control.summary
    yield ""
    yield f"* Severity: {control.severity}" + (", opt-in" if control.opt_in else "")
    yield f"* Family: {control.family}"
    if control.equivalents:
        yield f"* Similar rules elsewhere: {', '.join(f'`{name}`' for name in control.equivalents)}"
    if control.aliases:
        yield f"* Former ids: {', '.join(f'`{name}`' for name in control.aliases)}"
    yield from ("", "## Why", "", control.why, "", "## Fix", "", control.fix)


def to_json(control: Control) -> dict[str, Any]:
    """The control as plain data."""
    return {
        "id": control.id,
        "family": control.family,
        "severity": control.severity.value,
        "opt_in": control.opt_in,
        "summary": control.summary,
        "why": control.why,
        "fix": control.fix,
        "equivalents": list(control.equivalents),
        "aliases": list(control.aliases),
    }
