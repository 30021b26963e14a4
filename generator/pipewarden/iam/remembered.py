"""Keeps what an iterator gives, so that it can be gone through again and is never driven further than somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from pipewarden.iam.solving import SearchBoundError

T = TypeVar("T")


class Remembered(Generic[T]):
    """The items of an iterator. Where it met a bound it meets the same bound again: it never seems to have ended."""

    def __init__(self, rest: Iterator[T]) -> None:
        self._rest = rest
        self._known: list[T] = []
        self._bound: SearchBoundError | None = None

    def __iter__(self) -> Iterator[T]:
        at = 0
        while True:
            if at == len(self._known) and not self._advance():
                return
            yield self._known[at]
            at += 1

    def _advance(self) -> bool:
        """Whether there is one more."""
        if self._bound is not None:
            raise self._bound
        try:
            self._known.append(next(self._rest))
        except StopIteration:
            return False
        except SearchBoundError as error:
            self._bound = error
            raise
        return True
