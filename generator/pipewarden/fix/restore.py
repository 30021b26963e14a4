"""Takes back the hand edits that break a control of a rendered tree, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct, field

from pipewarden.fix.diagnosis import Clinic, Diagnosis, Key
from pipewarden.fix.hunks import Hunk, Unit, missing, taken_back, units
from pipewarden.fix.source import decode, encode

_READ_BY_TERRAFORM = (".tf", ".tf.json", ".tfvars")
T = TypeVar("T")
Units = tuple[Unit, ...]
Patches = Mapping[str, bytes]


def restore(clinic: Clinic, first: Diagnosis, wanted: set[Key]) -> tuple[Patches, Diagnosis]:
    """The patches that take back as few edits as it needs to mend of `wanted` what edits broke, and the diagnosis then.

    What was rendered is the one right mend of what was rendered, to the byte. What it does not reach is left to the
    mends that know no rendering.
    """
    trial = _Trial(clinic, first)
    edits = tuple(_edits(clinic, first)) if wanted else ()
    chosen: Units = ()
    for group in _groups(edits, _named(first, wanted)):
        more = (*chosen, *group)
        cured = wanted - trial.left(more, wanted)
        if not cured <= wanted - trial.left(chosen, wanted):
            chosen = _fewest(trial, more, cured) or chosen
    return trial.patches(chosen), trial.of(chosen)


def _fewest(trial: _Trial, edits: Units, cured: set[Key]) -> Units | None:
    """The edits without those that the cure can do without, None where it breaks something else.

    Only the controls concerned are asked while the edits become fewer, and all of them at the end; where those object,
    all are asked all the way.
    """
    found = minimal(edits, lambda some: not trial.left(some, cured))
    if trial.cures(found, cured):
        return found
    return minimal(edits, lambda some: trial.cures(some, cured)) if trial.cures(edits, cured) else None


def minimal(items: tuple[T, ...], enough: Callable[[tuple[T, ...]], bool]) -> tuple[T, ...]:
    """The items without those that `enough` can do without; halves are tried first, because most edits are harmless."""
    size = len(items) // 2
    while size:
        start = 0
        while start < len(items):
            rest = (*items[:start], *items[start + size :])
            if rest and enough(rest):
                items = rest
            else:
                start += size
        size //= 2
    return items


class _Trial(Struct, frozen=True):
    """Judges the tree without some of the edits; what was judged is remembered."""

    clinic: Clinic
    first: Diagnosis
    judged: dict[Units, Diagnosis] = field(default_factory=dict)

    def of(self, some: Units) -> Diagnosis:
        if not some:
            return self.first
        if some not in self.judged:
            self.judged[some] = self.clinic.examine(self.patches(some))
        return self.judged[some]

    def left(self, some: Units, keys: set[Key]) -> set[Key]:
        """Those of these findings that are still there."""
        return set(self.of(some).still(keys)) if some else keys

    def cures(self, some: Units, keys: set[Key]) -> bool:
        """Whether these findings are gone, and nothing else is broken."""
        return not self.left(some, keys) and self.of(some).keys <= self.first.keys

    def patches(self, some: Units) -> Patches:
        hunks = [hunk for unit in some for hunk in unit]
        return {path: self._patched(path, [hunk for hunk in hunks if hunk.path == path]) for path in _paths(some)}

    def _patched(self, path: str, own: Sequence[Hunk]) -> bytes:
        if own[0].absent:
            return taken_back("", own).encode()
        before = self.first.tree.read(path)
        return encode(taken_back(decode(before), own), before)


def _paths(edits: Units) -> list[str]:
    return sorted({unit[0].path for unit in edits})


def _groups(edits: Units, named: frozenset[str]) -> Iterator[Units]:
    """The edits where the findings point and of files that are gone, then all; then each file's by itself."""
    if edits:
        yield tuple(unit for unit in edits if unit[0].path in named or unit[0].absent)
        yield edits
    for path in _paths(edits):
        yield tuple(unit for unit in edits if unit[0].path == path)


def _named(first: Diagnosis, wanted: set[Key]) -> frozenset[str]:
    verdicts = [verdict for control, verdict, _ in first.broken if (control, verdict.subject) in wanted]
    places = [
        place for verdict in verdicts for place in (verdict.location, *(note.location for note in verdict.because))
    ]
    return frozenset(path for place in places if place is not None and (path := first.path_of(place.file)))


def _edits(clinic: Clinic, first: Diagnosis) -> Iterator[Unit]:
    for path, data in sorted(clinic.rendered.items()):
        if not path.endswith(_READ_BY_TERRAFORM):
            continue
        if not first.tree.exists(path):
            yield missing(path, data.decode())
        elif first.tree.read(path) != data and (source := first.source(path)).tree.problem is None:
            yield from units(source, data.decode())
