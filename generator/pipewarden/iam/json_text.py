"""Reads JSON text into values that know their place, also where parts of the text cannot be known.

Python's own reader gives no positions and keeps one of two members with the same name; AWS refuses such a text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction

from pipewarden.hcl.ast import Location, Span
from pipewarden.stack.values import Known, Mapping, Origin, Sequence, Symbol, Template, Unknown, Value

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
_WORDS = {"true": True, "false": False, "null": None}
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_FIRST_MARK = 0xF0000
_DEPTH = 200
_EXPONENT = 4
_DIGITS = 400
"""How long the exponent of a number may be, sign and `e` included, and the whole number."""

_OTHER_LANGUAGES = (
    (
        re.compile(r"(resource|data|module|variable|locals|provider|terraform|output)\b"),
        "this looks like Terraform, whose stacks `pipewarden check` judges; write JSON here",
    ),
    (re.compile(r"(---|[A-Za-z]+:)"), "this looks like YAML; write it as JSON"),
)


class BadJsonError(Exception):
    """The text is no JSON: what was expected, and where."""

    def __init__(self, message: str, location: Location | None) -> None:
        super().__init__(message)
        self.message = message
        self.location = location


def read(text: Known | Template, *, file: str | None = None) -> Value:
    """The value that the text encodes; each part of it has the place where it stands as its origin.

    `file` is the file that holds nothing but the text. Without it places come from the text's own origin: exact to
    the line in a heredoc, else the whole text. Raises BadJsonError.
    """
    parts = (text.value,) if isinstance(text, Known) else text.parts
    marked: list[str] = []
    holes: list[Symbol | Unknown] = []
    for part in parts:
        if isinstance(part, Symbol | Unknown):
            marked.append(chr(_FIRST_MARK + len(holes)))
            holes.append(part)
        else:
            marked.append(str(part))
    origin = text.origin.location if text.origin else None
    return _Reader("".join(marked), holes, file, origin).document()


class _Reader:
    def __init__(self, text: str, holes: list[Symbol | Unknown], file: str | None, origin: Location | None) -> None:
        self._text = text
        self._holes = holes
        self._file = file
        self._origin = origin
        self._at = 0
        self._depth = 0
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def document(self) -> Value:
        if not self._peek():
            raise self._error("there is no text; write a JSON object")
        for pattern, message in _OTHER_LANGUAGES:
            if pattern.match(self._text, self._at):
                raise self._error(message)
        value = self._value()
        self._skip()
        if self._at < len(self._text):
            raise self._error("text after the end of the document; remove it")
        return value

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _peek(self) -> str:
        self._skip()
        return self._text[self._at : self._at + 1]

    def _value(self) -> Value:
        self._depth += 1
        if self._depth > _DEPTH:
            raise self._error("the document is nested too deeply")
        char = self._peek()
        start = self._at
        try:
            if char == "{":
                return self._object(start)
            if char == "[":
                return self._array(start)
            if char == '"':
                return self._string_value(start)
            if self._is_hole(char):
                self._at += 1
                return self._holes[ord(char) - _FIRST_MARK]
            return self._scalar(start)
        finally:
            self._depth -= 1

    def _is_hole(self, char: str) -> bool:
        return bool(char) and 0 <= ord(char) - _FIRST_MARK < len(self._holes)

    def _scalar(self, start: int) -> Value:
        for word, constant in _WORDS.items():
            if self._text.startswith(word, start):
                self._at += len(word)
                return Known(constant, self._origin_of(start))
        number = _NUMBER.match(self._text, start)
        if number is None:
            raise self._error(self._why_no_value())
        if len(number[3] or "") > _EXPONENT or len(number[0]) > _DIGITS:
            raise self._error("the number is too large")
        self._at = number.end()
        return Known(Fraction(number.group()), self._origin_of(start))

    def _why_no_value(self) -> str:
        """What stands where a value must, and what to do about it."""
        char = self._text[self._at : self._at + 1]
        if not char:
            return "the text ends before its last bracket is closed"
        if char in "]}":
            return f"expected a value; remove the comma before `{char}`"
        if char in "/#":
            return "JSON has no comments; remove it"
        if char == "'":
            return 'expected a value; write text in double quotes, `"…"`'
        return "no JSON value starts here"

    def _why_no_name(self) -> str:
        """What stands where a member's name must, and what to do about it."""
        char = self._text[self._at : self._at + 1]
        if not char or char in "}/#":
            return self._why_no_value()
        return 'expected a member\'s name in double quotes, `"…"`'

    def _object(self, start: int) -> Mapping:
        members: list[tuple[str, Value]] = []
        self._at += 1
        if self._peek() == "}":
            self._at += 1
            return Mapping((), "object", self._origin_of(start))
        while True:
            if self._peek() != '"':
                raise self._error(self._why_no_name())
            name = self._string_value(self._at)
            if not isinstance(name, Known):
                raise self._error("a member's name must be known text")
            if self._peek() != ":":
                raise self._error("expected `:` after a member's name")
            self._at += 1
            members.append((str(name.value), self._value()))
            if self._more("}"):
                return Mapping(tuple(members), "object", self._origin_of(start))

    def _array(self, start: int) -> Sequence:
        items: list[Value] = []
        self._at += 1
        if self._peek() == "]":
            self._at += 1
            return Sequence((), "tuple", self._origin_of(start))
        while True:
            items.append(self._value())
            if self._more("]"):
                return Sequence(tuple(items), "tuple", self._origin_of(start))

    def _more(self, end: str) -> bool:
        """Whether the list ends here; else the comma is passed."""
        char = self._peek()
        if char not in (end, ",") or not char:
            raise self._error(f"expected `,` or `{end}`" if char else self._why_no_value())
        self._at += 1
        return char == end

    def _string_value(self, start: int) -> Known | Template:
        self._at += 1
        parts: list[str | Symbol | Unknown] = []
        for piece in self._pieces():
            if isinstance(piece, str) and parts and isinstance(parts[-1], str):
                parts[-1] += piece
            else:
                parts.append(piece)
        origin = self._origin_of(start)
        if any(not isinstance(part, str) for part in parts):
            return Template(tuple(parts), origin)
        return Known("".join(str(part) for part in parts), origin)

    def _pieces(self) -> Iterator[str | Symbol | Unknown]:
        while True:
            char = self._text[self._at : self._at + 1]
            if not char or char in "\n\r":
                raise self._error("a string is not closed")
            self._at += 1
            if char == '"':
                return
            if char == "\\":
                yield self._escape()
            elif self._is_hole(char):
                yield self._holes[ord(char) - _FIRST_MARK]
            else:
                yield char

    def _escape(self) -> str:
        char = self._text[self._at : self._at + 1]
        self._at += 1
        if char in _ESCAPES and char:
            return _ESCAPES[char]
        digits = self._text[self._at : self._at + 4]
        if char != "u" or not re.fullmatch(r"[0-9a-fA-F]{4}", digits):
            raise self._error(f"`\\{char}` is no escape of a JSON string; a backslash itself is `\\\\`")
        self._at += 4
        high = int(digits, 16)
        low = re.match(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})", self._text[self._at : self._at + 6])
        if 0xD800 <= high < 0xDC00 and low:
            self._at += 6
            return chr(0x10000 + ((high - 0xD800) << 10) + int(low.group(1), 16) - 0xDC00)
        if 0xD800 <= high < 0xE000:
            raise self._error("half a character is escaped here; write the character itself")
        return chr(high)

    def _error(self, message: str) -> BadJsonError:
        return BadJsonError(message, self._location(self._at, self._at + 1))

    def _origin_of(self, start: int) -> Origin:
        return Origin(self._location(start, self._at), "the policy's text")

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._lines, at) - 1
        return line, at - self._lines[line]

    def _location(self, start: int, end: int) -> Location | None:
        (line, column), (end_line, end_column) = self._place(start), self._place(end)
        if self._file is not None:
            return Location(self._file, Span(start, end, line + 1, column + 1, end_line + 1, end_column + 1))
        if self._origin is None:
            return None
        span = self._origin.span
        if span.end_line - span.line < len(self._lines) - 1 or span.end_line == span.line:
            return self._origin
        # The text of a heredoc starts on the line below its mark; its indentation is lost, so columns are the text's.
        first = span.line + 1
        return Location(
            self._origin.file,
            Span(span.start, span.end, first + line, column + 1, first + end_line, end_column + 1),
        )
