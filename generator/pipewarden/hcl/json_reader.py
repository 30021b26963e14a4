"""Reads JSON into expressions with spans, every string a template, repeated keys kept.

The standard library's reader gives no places and drops repeats.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct, field

from pipewarden.hcl.ast import Boolean, Expression, Null, Number, ObjectEntry, ObjectExpression, Span, TupleExpression
from pipewarden.hcl.fault import Fault, clip
from pipewarden.hcl.frame import MAX_DEPTH
from pipewarden.hcl.lines import Lines

StringReader: TypeAlias = Callable[[str, Span], Expression]
"""Makes an expression of a string: its text with the quotes and escapes as written, and its place."""

_TOKEN = re.compile(
    r"""
    [ \t\r\n]*+
    (?: (?P<string> " (?: [^"\\\x00-\x1f\ud800-\udfff]++ | \\(?: ["\\/bfnrt] | u[0-9a-fA-F]{4} ) )*+ " )
      | (?P<number> -? (?: 0 | [1-9][0-9]*+ ) (?: \.[0-9]++ )?+ (?: [eE][-+]?[0-9]++ )?+ (?! [\w.] ) )
      | (?P<word> (?: true | false | null ) (?! \w ) )
      | (?P<mark> [][{},:] )
    )?+
    """,
    re.VERBOSE,
)


class _Open(Struct):
    """An object or array that is being read; `key` waits for its value."""

    sign: str
    at: int
    items: list[Expression] = field(default_factory=list)
    entries: list[ObjectEntry] = field(default_factory=list)
    key: Expression | None = None


class JsonReader:
    """Reads the part of `text` from `start`; `string` makes the expressions of its strings."""

    def __init__(self, text: str, lines: Lines, string: StringReader, start: int = 0, end: int | None = None) -> None:
        self._text = text
        self._lines = lines
        self._string = string
        self._position = start
        self._end = len(text) if end is None else end
        self._stack: list[_Open] = []

    def read(self) -> Expression:
        """The one value of the text; raises Fault."""
        value = self._value()
        kind, sign, span = self._next()
        if kind:
            raise Fault(f"expected the end of the file after the value, not `{clip(sign)}`", span)
        return value

    def _value(self) -> Expression:
        """One value, however deep, without recursion."""
        done: Expression | None = None
        while True:
            if done is None:
                done = self._scalar_or_open()
                continue
            if not self._stack:
                return done
            top = self._stack[-1]
            if top.key is not None:
                top.entries.append(ObjectEntry(top.key, done, self._join(top.key.span, done.span)))
                top.key = None
            else:
                top.items.append(done)
            done = self._after_item(top)

    def _scalar_or_open(self) -> Expression | None:
        """A value without parts, an empty array or object, or None where one is opened."""
        kind, sign, span = self._next()
        match kind, sign:
            case "string", _:
                return self._string(sign, span)
            case "number", _:
                return Number(sign, span)
            case "word", "null":
                return Null(span)
            case "word", _:
                return Boolean(sign == "true", span)
            case "mark", "[" | "{":
                if len(self._stack) == MAX_DEPTH:
                    raise Fault(f"nested deeper than {MAX_DEPTH} levels; split the value", span)
                self._stack.append(_Open(sign, span.start))
                return self._first()
        raise self._unexpected("a value", kind, sign, span)

    def _first(self) -> Expression | None:
        """What follows an opening bracket: its end, or the first item."""
        top = self._stack[-1]
        before = self._position
        kind, sign, span = self._next()
        if kind == "mark" and sign == ("]" if top.sign == "[" else "}"):
            return self._close(span)
        self._position = before
        if top.sign == "{":
            self._key(top)
        return None

    def _after_item(self, top: _Open) -> Expression | None:
        """What follows an item: the end, or a comma and the next one."""
        closer = "]" if top.sign == "[" else "}"
        kind, sign, span = self._next()
        if kind == "mark" and sign == closer:
            return self._close(span)
        if kind == "mark" and sign == ",":
            if top.sign == "{":
                self._key(top)
            return None
        raise self._unexpected(f"`,` or `{closer}`", kind, sign, span)

    def _key(self, top: _Open) -> None:
        kind, sign, span = self._next()
        if kind != "string":
            raise self._unexpected("a key in double quotes", kind, sign, span)
        top.key = self._string(sign, span)
        kind, sign, span = self._next()
        if kind != "mark" or sign != ":":
            raise self._unexpected("`:`", kind, sign, span)

    def _close(self, closer: Span) -> Expression:
        top = self._stack.pop()
        span = self._lines.span(top.at, closer.end)
        if top.sign == "[":
            return TupleExpression(tuple(top.items), span)
        return ObjectExpression(tuple(top.entries), span)

    def _next(self) -> tuple[str, str, Span]:
        """The kind, text and place of the next token; the kind is empty at the end."""
        found = _TOKEN.match(self._text, self._position, self._end)
        assert found is not None
        kind = found.lastgroup
        if kind is not None:
            self._position = found.end()
            return kind, found[kind], self._lines.span(*found.span(kind))
        at = found.end()
        if at < self._end:
            raise Fault(_why(self._text, at), self._lines.span(at, at + 1))
        return "", "", self._lines.span(at, at)

    def _unexpected(self, wanted: str, kind: str, sign: str, span: Span) -> Fault:
        if kind:
            return Fault(f"expected {wanted}, not `{clip(sign)}`", span)
        if not self._stack:
            return Fault(f"expected {wanted}, not the end of the file", span)
        top = self._stack[-1]
        closer = "]" if top.sign == "[" else "}"
        return Fault(f"`{top.sign}` is never closed; add the missing `{closer}`", self._lines.span(top.at, top.at + 1))

    def _join(self, first: Span, last: Span) -> Span:
        return Span(first.start, last.end, first.line, first.column, last.end_line, last.end_column)


def _why(text: str, at: int) -> str:
    """Why no token begins at an offset."""
    char = text[at]
    if char == '"':
        return "the string is not closed on its line, or holds an escape or a character that JSON does not allow"
    if text.startswith(("//", "/*", "#"), at):
        return 'JSON has no comments; use a property named `"//"`'
    if "\ud800" <= char <= "\udfff":
        return "not UTF-8; save the file as UTF-8"
    return f"`{char}` begins no JSON value; put text in double quotes"
