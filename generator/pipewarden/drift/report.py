"""The drift report: what differs, as text for a person or as JSON."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from typing import Any

from pipewarden import __version__
from pipewarden.drift.differences import DriftClass, FileDifference, FileState
from pipewarden.report.words import counted, printable

_WORDS = {
    FileState.EDITED: "edited by hand",
    FileState.TEMPLATE: "as it was rendered, but the spec or the templates have moved on",
    FileState.MISSING: "missing",
    FileState.EXTRA: "not from the templates",
}
_MOST_DIFF_LINES = 40


def to_class(difference: FileDifference) -> DriftClass:
    """The class of a difference by its bytes alone: a hand edit changes something."""
    if difference.state is FileState.EDITED:
        return DriftClass.CHANGES
    return DriftClass(difference.state.value)


def as_json(differences: tuple[FileDifference, ...], shown: dict[str, str]) -> str:
    """The report as JSON; `shown` maps a path in the tree to the path that is printed."""
    document: dict[str, Any] = {
        "schema_version": 1,
        "tool": {"name": "pipewarden", "version": __version__},
        "differences": [
            {
                "file": shown[difference.path],
                "class": to_class(difference).value,
                "address": None,
                "attribute": None,
                "old": None,
                "new": None,
                "counterexample": None,
            }
            for difference in differences
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def as_text(differences: tuple[FileDifference, ...], shown: dict[str, str], recorded: bool) -> str:
    """The report for a person; `recorded` is whether the tree has a manifest."""
    return "".join(f"{line}\n" for line in _lines(differences, shown, recorded))


def _lines(differences: tuple[FileDifference, ...], shown: dict[str, str], recorded: bool) -> Iterator[str]:
    if not recorded:
        yield "this tree has no manifest: hand edits cannot be told from templates that moved on"
    for difference in differences:
        yield f"{printable(shown[difference.path])}: {_WORDS[difference.state]}"
        yield from _short_diff(difference)
        yield ""
    if differences:
        yield f"{counted(len(differences), 'file')} drifted"
    else:
        yield "no drift: the tree is what the spec renders"


def _short_diff(difference: FileDifference) -> Iterator[str]:
    """From the rendering to what is found, cut after some lines."""
    if difference.rendered is None or difference.found is None:
        return
    old, new = (data.decode(errors="replace").splitlines() for data in (difference.rendered, difference.found))
    lines = list(difflib.unified_diff(old, new, "rendered", "found", lineterm="", n=1))
    yield from (f"  {printable(line)}" for line in lines[:_MOST_DIFF_LINES])
    if len(lines) > _MOST_DIFF_LINES:
        yield f"  … {len(lines) - _MOST_DIFF_LINES} more lines"
