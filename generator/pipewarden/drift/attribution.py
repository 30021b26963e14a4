"""Finds out whose edit an effect is, where several files were edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec import Struct

from pipewarden.drift.effect import Effect

Target = tuple[str | None, str | None]
"""An address and an attribute; None stands for any attribute."""
T = TypeVar("T")


class Trial(Struct, frozen=True):
    """Whose edit an effect is, found by trying each edited file alone; `names` are the files by the path shown.

    `touched` says what a file configures otherwise, `alone` which effects it has (see `Effect.key`), which is slow.
    """

    names: Mapping[str, str]
    touched: Callable[[str], set[Target]]
    alone: Callable[[str], set[str]]

    def owners(self, effect: Effect) -> list[str]:
        """The files that have the effect; where none has it alone, the one that it is written in."""
        paths = list(self.names.values())
        if len(paths) == 1:
            return paths
        written = [self.names[file] for file in sorted(effect.files & self.names.keys())]
        others = [path for path in paths if path not in written]
        target = (effect.address, effect.attribute)
        for group in (written, others):
            having = [path for path in group if target in self.touched(path)]
            if having:
                return having
        return [path for path in paths if effect.key in self.alone(path)] or (written or paths)[:1]


def once(function: Callable[[str], T]) -> Callable[[str], T]:
    """The function, computed once for each argument."""
    known: dict[str, T] = {}

    def remembered(path: str) -> T:
        if path not in known:
            known[path] = function(path)
        return known[path]

    return remembered
