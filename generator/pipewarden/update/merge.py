"""Merges a new rendering into what lies on disk, file by file, with the last rendering as the base."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from pipewarden.git import Favour, Merged
from pipewarden.update.diff import unified

Combine = Callable[[bytes, bytes, bytes, Favour | None], Merged]
"""Merges (ours, base, theirs); see `git.merge_file`."""


class Conflicts(StrEnum):
    """How conflicts are left: as git's marks in the file, or as the file of the user with the rest in FILE.rej."""

    MARKS = "marks"
    REJ = "rej"


class Action(StrEnum):
    """What becomes of a file."""

    KEPT = "kept"
    ADDED = "added"
    REPLACED = "replaced"
    MERGED = "merged"
    REMOVED = "removed"
    CONFLICT = "conflict"


class FileMerge(Struct, frozen=True):
    """One file before and after; None where there is no such file.

    `note` says what the conflict is about where the file itself does not show it. `reject` is a diff of what the
    templates wanted and did not get; `patch` applies it to the file after.
    """

    path: str
    action: Action
    before: bytes | None
    after: bytes | None
    conflicts: int = 0
    note: str | None = None
    reject: bytes | None = None


class _Sides(Struct, frozen=True):
    """One file as it was rendered last, as it lies on disk, and as it is rendered now."""

    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


def merge(
    base: Mapping[str, bytes],
    ours: Mapping[str, bytes],
    theirs: Mapping[str, bytes],
    combine: Combine,
    left: Conflicts = Conflicts.MARKS,
) -> tuple[FileMerge, ...]:
    """What becomes of each file of the last rendering and of the new one, sorted by path."""
    return tuple(
        _merge(_Sides(path, base.get(path), ours.get(path), theirs.get(path)), combine, left)
        for path in sorted({*base, *theirs})
    )


def reject_path(path: str) -> str:
    """Where the rejected part of a file is written."""
    return f"{path}.rej"


def results(merges: tuple[FileMerge, ...]) -> Iterator[tuple[str, bytes]]:
    """All files that are there afterwards, with the rejected parts."""
    for item in merges:
        if item.after is not None:
            yield item.path, item.after
        if item.reject is not None:
            yield reject_path(item.path), item.reject


def _merge(sides: _Sides, combine: Combine, left: Conflicts) -> FileMerge:
    base, ours, theirs = sides.base, sides.ours, sides.theirs
    if ours == theirs or theirs == base:
        return FileMerge(sides.path, Action.KEPT, ours, ours)
    if ours == base:
        action = Action.REMOVED if theirs is None else Action.ADDED if ours is None else Action.REPLACED
        return FileMerge(sides.path, action, ours, theirs)
    if ours is None:
        return _deleted_by_hand(sides, left)
    if theirs is None:
        note = "it is rendered no more, and was edited by hand; remove it, or keep it as yours"
        return FileMerge(sides.path, Action.CONFLICT, ours, ours, 1, note)
    return _merge_text(sides.path, ours, base or b"", theirs, combine, left)


def _deleted_by_hand(sides: _Sides, left: Conflicts) -> FileMerge:
    if left is Conflicts.REJ:
        note = "it was deleted by hand, and the templates have changed it; it stays deleted"
        reject = unified(sides.path, None, sides.theirs)
        return FileMerge(sides.path, Action.CONFLICT, None, None, 1, note, reject)
    note = "it was deleted by hand, and the templates have changed it; it is back, delete it again if you must"
    return FileMerge(sides.path, Action.CONFLICT, None, sides.theirs, 1, note)


def _merge_text(path: str, ours: bytes, base: bytes, theirs: bytes, combine: Combine, left: Conflicts) -> FileMerge:
    if _only_crlf(ours) and b"\r\n" not in base + theirs:
        base, theirs = base.replace(b"\n", b"\r\n"), theirs.replace(b"\n", b"\r\n")
    merged = combine(ours, base, theirs, None)
    if merged.data is None:
        note = "it is no text, so nothing of the templates was merged"
        return FileMerge(path, Action.CONFLICT, ours, ours, 1, note)
    if merged.conflicts == 0:
        return FileMerge(path, Action.MERGED, ours, merged.data)
    if left is Conflicts.MARKS:
        return FileMerge(path, Action.CONFLICT, ours, merged.data, merged.conflicts)
    kept, wanted = combine(ours, base, theirs, "ours").data, combine(ours, base, theirs, "theirs").data
    return FileMerge(path, Action.CONFLICT, ours, kept, merged.conflicts, reject=unified(path, kept, wanted))


def _only_crlf(data: bytes) -> bool:
    return b"\n" in data and data.count(b"\n") == data.count(b"\r\n")
