"""Equality by some of the fields: where a value was written says nothing of what it means."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T", bound=type)


def compared(*names: str, keep_hash: bool = False) -> Callable[[T], T]:
    """Makes the values of a frozen struct equal, and their hashes alike, where the fields of these names are equal.

    With `keep_hash` each value computes its hash once: for deep ones that are looked up all the time. Such a struct
    has `dict=True`, for the hash lies in its `__dict__`.
    """
    meaning = attrgetter(*names)

    def equal(self: object, other: object) -> Any:
        return meaning(self) == meaning(other) if type(self) is type(other) else NotImplemented

    def hashed(self: object) -> int:
        return hash(meaning(self))

    def hashed_once(self: object) -> int:
        kept: int | None = self.__dict__.get("hash")
        if kept is None:
            kept = self.__dict__["hash"] = hashed(self)
        return kept

    def decorate(struct: T) -> T:
        struct.__eq__ = equal  # type: ignore[method-assign, assignment]
        struct.__hash__ = hashed_once if keep_hash else hashed  # type: ignore[method-assign, assignment]
        return struct

    return decorate
