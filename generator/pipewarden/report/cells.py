"""A line as a terminal shows it: how wide each character is, and the part of a long line that matters."""

from __future__ import annotations

import bisect
import unicodedata

from pipewarden.report.printable import shown

_TAB = 4
_CUT = "…"
_NEAR = 1_000
"""How many code points before and behind the centre are looked at: a line may have millions."""


class Cells:
    """One line: tabs as spaces, control characters as escapes, wide characters counted twice.

    At most `width` cells are shown, around `centre` (an offset in code points); `…` stands for what is cut.
    """

    def __init__(self, text: str, centre: int, width: int) -> None:
        text = text.rstrip()
        self._skipped = max(0, min(centre, len(text)) - _NEAR)
        near = text[self._skipped : self._skipped + 2 * _NEAR]
        pieces: list[str] = []
        self._at = [0]
        for character in near:
            at = self._at[-1]
            piece = " " * (_TAB - at % _TAB) if character == "\t" else shown(character)
            pieces.append(piece)
            self._at.append(at + sum(map(_width, piece)))
        self._from, self._to = self._window(centre - self._skipped, width)
        left = _CUT * (self._skipped + self._from > 0)
        right = _CUT * (self._skipped + self._to < len(text))
        self._shift = len(left) - self._at[self._from]
        self.text = left + "".join(pieces[self._from : self._to]) + right

    def _window(self, centre: int, width: int) -> tuple[int, int]:
        """The code points that are shown: from a third of the width before the centre."""
        last = len(self._at) - 1
        if self._at[last] <= width:
            return 0, last
        wanted = min(self._at[min(centre, last)] - width // 3, self._at[last] - width)
        start = bisect.bisect_left(self._at, wanted)
        return start, bisect.bisect_right(self._at, self._at[start] + width) - 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The first cell of a part of the line and its width, at least 1; a part that is cut away is at the cut."""
        first = self._column(start)
        return first, max(1, self._column(end) - first)

    def _column(self, offset: int) -> int:
        return self._at[min(max(offset - self._skipped, self._from), self._to)] + self._shift


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
