"""Makes in one step what most values are: a plain string, a reference, a number, and an argument that is one of them.

What comes of it is what the grammar's rules make of the same text, token by token; a test compares the two.
"""

from __future__ import annotations

import re

from pipewarden.hcl.ast import (
    Attribute,
    Boolean,
    Expression,
    GetAttribute,
    Interpolation,
    Name,
    Null,
    Number,
    ObjectEntry,
    Span,
    Template,
    Text,
    TupleExpression,
)
from pipewarden.hcl.scan_patterns import KEYWORDS, WHOLE_ITEM, WHOLE_PIECE
from pipewarden.hcl.token import join


class NotPlainError(Exception):
    """Something looks plain and is not: the text is read again, token by token."""


def string(text: str, start: int, stop: int, line: int, before: int) -> Text | Template:
    """The string between two offsets, quotes included, in a line that `before` is the last offset before."""
    span = Span(start, stop, line, start - before, line, stop - before)
    inside = text[start + 1 : stop - 1]
    if "${" not in inside:
        return Text(inside, span)
    parts: list[Text | Interpolation] = []
    for piece in WHOLE_PIECE.finditer(text, start + 1, stop - 1):
        first, last = piece.span()
        place = Span(first, last, line, first - before, line, last - before)
        if piece.lastgroup == "text":
            parts.append(Text(piece[0], place))
        else:
            parts.append(Interpolation(reference(text, *piece.span("reference"), line, before), place))
    return Template(tuple(parts), span)


def reference(text: str, start: int, stop: int, line: int, before: int) -> Expression:
    """The names between two offsets, each an attribute of those before it; or `null`, `true` or `false`.

    Raises NotPlainError where a keyword stands for something else.
    """
    column = start - before
    first, *steps = text[start:stop].split(".")
    end = start + len(first)
    span = Span(start, end, line, column, line, end - before)
    if first in KEYWORDS:
        if steps:
            raise NotPlainError
        return _literal(first, span)
    expression: Expression = Name(first, span)
    for name in steps:
        end += 1 + len(name)
        expression = GetAttribute(expression, name, Span(start, end, line, column, line, end - before))
    return expression


def _literal(word: str, span: Span) -> Expression:
    match word:
        case "null":
            return Null(span)
        case "true" | "false":
            return Boolean(word == "true", span)
    raise NotPlainError


def argument(text: str, found: re.Match[str], line: int, before: int) -> Attribute:
    """The argument of a `WHOLE_LINE`. Raises NotPlainError."""
    name, span, value = _parts(text, found, line, before)
    return Attribute(name, value, span, join(span, value.span))


def entry(text: str, found: re.Match[str], line: int, before: int) -> ObjectEntry:
    """The entry of an object that a `WHOLE_LINE` is. Raises NotPlainError."""
    name, span, value = _parts(text, found, line, before)
    return ObjectEntry(Text(name, span), value, join(span, value.span))


def _parts(text: str, found: re.Match[str], line: int, before: int) -> tuple[str, Span, Expression]:
    name = found["name"]
    if name in KEYWORDS:
        raise NotPlainError
    start, stop = found.span("name")
    span = Span(start, stop, line, start - before, line, stop - before)
    start, stop = found.span("value")
    if text[start] != "[":
        item = WHOLE_ITEM.match(text, start, stop)
        assert item is not None
        return name, span, _item(text, item, line, before)
    stop = text.rindex("]", start, stop) + 1
    items = tuple(_item(text, item, line, before) for item in WHOLE_ITEM.finditer(text, start + 1, stop - 1))
    return name, span, TupleExpression(items, Span(start, stop, line, start - before, line, stop - before))


def _item(text: str, found: re.Match[str], line: int, before: int) -> Expression:
    start, stop = found.span()
    match found.lastgroup:
        case "string":
            return string(text, start, stop, line, before)
        case "reference":
            return reference(text, start, stop, line, before)
    return Number(text[start:stop], Span(start, stop, line, start - before, line, stop - before))
