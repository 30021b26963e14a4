"""Keeps the hash of values that are deep and looked up all the time."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any


class Hashed:
    """A frozen, slotted dataclass under it says `__hash__ = Hashed.__hash__`, or the decorator writes its own."""

    __slots__ = ("_hash",)
    _hash: int

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            kind: Any = type(self)
            found = hash(_compared(kind)(self))
            object.__setattr__(self, "_hash", found)
            return found


@lru_cache(maxsize=64)
def _compared(kind: Any) -> attrgetter[Any]:
    """What equality compares."""
    return attrgetter(*(field.name for field in fields(kind) if field.compare))
