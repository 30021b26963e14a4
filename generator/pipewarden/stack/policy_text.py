"""Writes a policy document with the indentation that the AWS provider gives it."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.json_text import quoted
from pipewarden.stack.shape import plain, scalar_text
from pipewarden.stack.templates import Piece, joined
from pipewarden.stack.values import Known, Mapping, Sequence, Symbol, Template, Unknown, Value


def indented(value: Value) -> Known | Template:
    """The JSON of a document, two spaces a level, as Go's `MarshalIndent` writes it."""
    return joined(_pieces(value, ""))


def _pieces(value: Value, margin: str) -> Iterator[Piece]:
    value = plain(value)
    match value:
        case Sequence() if value.items:
            yield from _wrapped("[", "]", [("", item) for item in value.items], margin)
        case Mapping() if value.members:
            pairs = [(quoted(name) + ": ", item) for name, item in value.members]
            yield from _wrapped("{", "}", pairs, margin)
        case Sequence():
            yield "[]"
        case Mapping():
            yield "{}"
        case Known():
            yield quoted(value.value) if isinstance(value.value, str) else scalar_text(value)
        case Template():
            yield '"'
            yield from (quoted(part)[1:-1] if isinstance(part, str) else part for part in value.parts)
            yield '"'
        case Symbol() | Unknown():
            yield from ('"', value, '"')


def _wrapped(left: str, right: str, pairs: list[tuple[str, Value]], margin: str) -> Iterator[Piece]:
    inner = margin + "  "
    yield left
    for index, (name, item) in enumerate(pairs):
        yield f"{',' if index else ''}\n{inner}{name}"
        yield from _pieces(item, inner)
    yield f"\n{margin}{right}"
