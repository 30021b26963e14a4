"""Sorts what differs between a tree and its rendering by what it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from pipewarden.drift.differences import DriftClass, FileDifference, FileState
from pipewarden.drift.effect import Effect

Files = Mapping[str, bytes]
_WORST_FIRST = list(DriftClass)


class Drift(Struct, frozen=True):
    """One file that differs: its class, which is that of its worst effect, and the effects, the worst first.

    `moved_on` is whether the templates or the spec changed it too.
    """

    difference: FileDifference
    kind: DriftClass
    effects: tuple[Effect, ...]
    moved_on: bool

    @property
    def path(self) -> str:
        """The file, relative to the compared folder."""
        return self.difference.path

    def rows(self) -> Iterator[tuple[DriftClass, Effect | None]]:
        """One row for each effect, and one for the file itself where its effects do not say all."""
        yield from ((effect.kind, effect) for effect in self.effects)
        own = own_class(self.difference, self.moved_on)
        if not self.effects or own not in (DriftClass.COSMETIC, DriftClass.CHANGES):
            yield own, None


def own_class(difference: FileDifference, moved_on: bool) -> DriftClass:
    """The class of a file by its bytes alone, for one whose edit does nothing."""
    if difference.state is FileState.EDITED:
        return DriftClass.TEMPLATE if moved_on else DriftClass.COSMETIC
    return DriftClass(difference.state.value)


def edited(differences: tuple[FileDifference, ...]) -> tuple[str, ...]:
    """The files that somebody edited, added or removed by hand."""
    return tuple(item.path for item in differences if item.state is not FileState.TEMPLATE)


def adopted(base: Files, rendered: Files, found: Files) -> Files:
    """The base, in which a file that is as it is rendered today counts as rendered."""
    current = {path: data for path, data in found.items() if rendered.get(path) == data}
    return {**base, **current}


def sort(
    differences: tuple[FileDifference, ...], base: Files, effects: Mapping[str, tuple[Effect, ...]]
) -> tuple[Drift, ...]:
    """Each difference from today's rendering with the `effects` of its hand edit; `base` was rendered last."""
    return tuple(_drift(item, effects.get(item.path, ()), base) for item in differences)


def _drift(difference: FileDifference, effects: tuple[Effect, ...], base: Files) -> Drift:
    moved_on = difference.state is FileState.EDITED and base.get(difference.path) not in (None, difference.rendered)
    ordered = tuple(sorted(effects, key=lambda effect: (_WORST_FIRST.index(effect.kind), effect.key)))
    own = own_class(difference, moved_on)
    if ordered and (ordered[0].kind is DriftClass.WEAKENS or own in (DriftClass.COSMETIC, DriftClass.TEMPLATE)):
        own = ordered[0].kind
    return Drift(difference, own, ordered, moved_on)
