"""Follows long chains of references without a deep stack: what lies too deep is put off, done first, and asked again.

A name is evaluated when another one asks for it, so a chain of a thousand locals would be a thousand evaluations
inside each other. Beyond a depth the innermost is given up with `PostponedError`; the outermost does it first, when
nothing surrounds it, and then starts again: now that value is there. Values are kept, so little is done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from pipewarden.stack.errors import EvaluationError, ExhaustedError, UndecidedError, undecided

T = TypeVar("T")
Busy = dict[Hashable, None]

_LIMIT = 40
"""How many references are followed inside each other."""

_NO_LIMIT = 1_000_000


class PostponedError(Exception):
    """Work that lies too deep; `busy` is what was under way around it."""

    def __init__(self, label: Hashable, work: Callable[[], object], busy: Busy) -> None:
        super().__init__("postponed")
        self.label = label
        self.work = work
        self.busy = busy


class Depth:
    """What is under way in one stack, in the order in which it was begun; and how deep that is."""

    def __init__(self) -> None:
        self._busy: Busy = {}
        self._depth = 0
        self._limit = _LIMIT
        self._done = 0

    @property
    def nested(self) -> bool:
        """Whether what is under way can be put off, and begun again with less around it."""
        return self._depth > 1 and self._limit == _LIMIT

    def circle(self, label: Hashable) -> list[Hashable]:
        """What is under way from that label on; nothing where it is not under way itself."""
        if label not in self._busy:
            return []
        labels = list(self._busy)
        return labels[labels.index(label) :]

    def once(self, label: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives, which must keep it for whoever asks again; the caller has found no circle.

        Raises what `work` raises, and UndecidedError where the stack does not suffice.
        """
        if self._depth == 0:
            return self._outermost(label, work)
        if self._depth >= self._limit:
            raise PostponedError(label, work, self._busy.copy())
        self._depth += 1
        try:
            return self._do(label, work)
        except RecursionError:
            if self._limit != _LIMIT:
                raise
            raise PostponedError(label, work, self._busy.copy()) from None
        finally:
            self._depth -= 1

    def _do(self, label: Hashable, work: Callable[[], T]) -> T:
        busy = self._busy
        busy[label] = None
        try:
            made = work()
        finally:
            del busy[label]
        self._done += 1
        return made

    def _outermost(self, label: Hashable, work: Callable[[], T]) -> T:
        while True:
            try:
                return self._alone(label, work, {})
            except PostponedError as postponed:
                done = self._done
                self._first(postponed)
            if self._done == done:
                # What was put off fails and is not kept, so that starting again would never end.
                self._limit = _NO_LIMIT

    def _first(self, postponed: PostponedError) -> None:
        """Does what was put off, and before it what that puts off in turn; its values are kept, and nothing else."""
        waiting = [(postponed, -1)]
        while waiting:
            current, done = waiting.pop()
            try:
                self._alone(current.label, current.work, current.busy)
            except PostponedError as deeper:
                if self._done > done:
                    waiting += [(current, self._done), (deeper, -1)]
            except (EvaluationError, UndecidedError, ExhaustedError):
                continue  # it comes up again where the value is needed

    def _alone(self, label: Hashable, work: Callable[[], T], busy: Busy) -> T:
        self._busy = busy
        self._depth = 1
        try:
            return self._do(label, work)
        except RecursionError:
            raise undecided("the expression is nested too deeply") from None
        finally:
            self._depth = 0
            self._busy = {}
