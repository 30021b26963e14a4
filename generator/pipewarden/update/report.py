"""What an update did, as text for a person or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from pipewarden import __version__
from pipewarden.report.words import counted, printable
from pipewarden.update.merge import Action, Conflicts, FileMerge, reject_path

Shown = Callable[[str], str]
"""Turns a path in the tree into the path that a report shows."""

_WORDS = {
    Action.ADDED: "added",
    Action.REPLACED: "replaced by the new rendering",
    Action.MERGED: "merged: the new rendering and the hand edits",
    Action.REMOVED: "removed: it is rendered no more",
}


def as_text(merges: tuple[FileMerge, ...], left: Conflicts, shown: Shown, written: bool = True) -> str:
    """One line for each file that is not kept as it is, and a count; `written` is whether that was done."""
    return "".join(f"{printable(line)}\n" for line in _lines(merges, left, shown, written))


def as_json(merges: tuple[FileMerge, ...], shown: Shown, diff: str | None, checked: dict[str, Any] | None) -> str:
    """The update as JSON; `checked` is the JSON report of the check that follows it."""
    document: dict[str, Any] = {
        "schema_version": 1,
        "tool": {"name": "pipewarden", "version": __version__},
        "conflicts": sum(item.conflicts for item in merges),
        "files": [
            {
                "file": shown(item.path),
                "action": item.action.value,
                "conflicts": item.conflicts,
                "note": item.note,
                "rejected": shown(reject_path(item.path)) if item.reject is not None else None,
            }
            for item in merges
        ],
        "diff": diff,
        "check": checked,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _lines(merges: tuple[FileMerge, ...], left: Conflicts, shown: Shown, written: bool) -> Iterator[str]:
    for item in merges:
        if item.action is Action.CONFLICT:
            yield f"{shown(item.path)}: {_conflict(item, left, shown)}"
        elif item.action is not Action.KEPT:
            yield f"{shown(item.path)}: {'' if written else 'to be '}{_WORDS[item.action]}"
    conflicts = sum(item.conflicts for item in merges)
    done = "updated" if written else "to update"
    changed = sum(item.action is not Action.KEPT for item in merges)
    if conflicts:
        resolve = "left to resolve" if written else "to resolve"
        yield f"{counted(changed, 'file')} {done}, with {counted(conflicts, 'conflict')} {resolve}"
    else:
        yield f"{counted(changed, 'file')} {done}" if changed else "nothing to update"


def _conflict(item: FileMerge, left: Conflicts, shown: Shown) -> str:
    if item.note:
        return f"conflict: {item.note}"
    many = counted(item.conflicts, "conflict")
    if left is Conflicts.REJ:
        return f"{many}: the edits are kept, and what the templates changed there is in {shown(reject_path(item.path))}"
    return f"{many}: both sides stand between `<<<<<<<` and `>>>>>>>`; keep what is right"
