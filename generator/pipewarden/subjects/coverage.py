"""Whether the trails of a stack together record reads and writes of something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Unknown, Value
from pipewarden.subjects.selectors import Category, Recording, recordings
from pipewarden.verdict import Verdict, failed, passed, unknown

Gap = tuple[str, Value]
"""What a selector leaves out, and the element that says so."""


def recorded(
    trails: tuple[Resource, ...],
    category: Category,
    what: str,
    gap: Callable[[Recording], Gap | Unknown | None],
) -> Verdict:
    """One verdict on `what`: passed where selectors without a gap record reads and writes, in one or in several."""
    reads = writes = False
    doubts, wrong = [], []
    for trail, recording in _recordings(trails, category):
        found = recording if isinstance(recording, Unknown) else gap(recording) or _absence(trail, recording)
        if isinstance(found, Unknown):
            doubts.append(unknown(trail, f"whether {what} are recorded is not known: {found.why}", found))
        elif found is not None:
            wrong.append(failed(trail, *found))
        elif isinstance(recording, Recording):
            reads, writes = reads or recording.reads, writes or recording.writes
            wrong.insert(0, failed(trail, f"the selector {_half(recording)} {what}", recording.limit))
    if reads and writes:
        return passed(trails[0], f"{what} are recorded, reads and writes")
    return next(iter([*doubts, *wrong]), failed(trails[0], f"no selector records {what}"))


def _absence(trail: Resource, recording: Recording) -> Unknown | None:
    """The doubt whether there is a trail at all, where it would record something."""
    return trail.may_be_absent if recording.reads or recording.writes else None


def _recordings(trails: Iterable[Resource], category: Category) -> Iterator[tuple[Resource, Recording | Unknown]]:
    for trail in trails:
        for recording in recordings(trail):
            if isinstance(recording, Unknown) or recording.category is category:
                yield trail, recording


def _half(recording: Recording) -> str:
    if recording.reads == recording.writes:
        return "records no"
    return f"leaves out the {'writes' if recording.reads else 'reads'} among"
