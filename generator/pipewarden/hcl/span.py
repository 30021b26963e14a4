"""Places in a text, and in a file."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A stretch of text: offsets from 0 for edits, lines and columns from 1 for people; the end is exclusive.

    Offsets and columns count Unicode code points of the decoded file (a byte order mark is not counted; a CRLF
    is two).
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Location(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A span in a file; `file` is the path as the directory reader gives it."""

    file: str
    span: Span
