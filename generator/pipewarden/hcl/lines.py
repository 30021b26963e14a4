"""Turns offsets into lines and columns."""

from __future__ import annotations

from bisect import bisect_right

from pipewarden.hcl.ast import Span


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def span(self, start: int, end: int) -> Span:
        """The stretch between two offsets."""
        line, last = bisect_right(self._starts, start), bisect_right(self._starts, end)
        return Span(start, end, line, start - self._starts[line - 1] + 1, last, end - self._starts[last - 1] + 1)
