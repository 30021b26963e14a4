"""What the scanner hands to the parser: a terminal of the grammar, the text that it stands for, and where."""

from __future__ import annotations

from msgspec import Struct

from pipewarden.hcl.ast import Span


class Token(Struct, gc=False):
    """One terminal; `type` is its name in the grammar. Not frozen, so that its span can be moved to where it stands."""

    type: str
    text: str
    span: Span


def join(first: Span, last: Span) -> Span:
    """The stretch from the start of `first` to the end of `last`."""
    return Span(first.start, last.end, first.line, first.column, last.end_line, last.end_column)
