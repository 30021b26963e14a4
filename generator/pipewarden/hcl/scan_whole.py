"""Cuts text into tokens as the scanner does, but hands over whole what is plain: most lines, strings and references.

A rule that would take ten steps takes one. What only looks plain ends the reading with NotPlainError.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TypeAlias

from pipewarden.hcl import scan_patterns as patterns
from pipewarden.hcl import whole
from pipewarden.hcl.ast import Span
from pipewarden.hcl.frame import MAX_DEPTH, Frame, Kind
from pipewarden.hcl.scan import Scanner
from pipewarden.hcl.token import Token

Take: TypeAlias = Callable[[str, object], object]
"""Takes what belongs to a rule of the grammar, by the name of the rule."""

_WHOLE = Token("", "", Span(0, 0, 1, 1, 1, 1))
"""What the last token is taken for, where something came whole."""

_ROOM = 50
"""How many levels whatever comes whole may take."""


class WholeScanner(Scanner):
    """One text on its way to the parser, which also has to `take` what comes whole."""

    _pattern = patterns.WHOLE_CODE

    def __init__(
        self, text: str, feed: Callable[[Token], object], expected: Callable[[], Container[str]], kind: Kind, take: Take
    ) -> None:
        super().__init__(text, feed, expected, kind)
        self._take = take

    def _whole(self, what: str, start: int, stop: int) -> None:
        self._leave_depth_to_tokens()
        line, before = self._line, self._line_start - 1
        if what == "string":
            self._take("string", whole.string(self.text, start, stop, line, before))
            self._depth += 1
        else:
            self._take("expr_term", whole.reference(self.text, start, stop, line, before))
            self._depth += self.text.count(".", start, stop)
        self.last = _WHOLE

    def _lines(self, frame: Frame) -> None:
        self._leave_depth_to_tokens()
        text, end, take, feed = self.text, self._end, self._take, self._feed
        match_line = patterns.WHOLE_LINE.match
        rule, make = ("object_elem", whole.entry) if frame.kind == "object" else ("attribute", whole.argument)
        while (found := match_line(text, self._position, end)) is not None:
            line, before = self._line, self._line_start - 1
            take(rule, make(text, found, line, before))
            start, stop = found.span("newline")
            token = Token("NEWLINE", "\n", Span(start, stop, line, start - before, line, stop - before))
            feed(token)
            self.last = token
            self._line += text.count("\n", start, stop)
            self._position = self._line_start = stop

    def _leave_depth_to_tokens(self) -> None:
        if self._depth > MAX_DEPTH - _ROOM:
            raise whole.NotPlainError
