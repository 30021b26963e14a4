"""Makes templates of JSON strings, with places in the JSON text even behind escapes."""

from __future__ import annotations

import re

from pipewarden.hcl.ast import Expression, Span, Text
from pipewarden.hcl.parser import build
from pipewarden.hcl.template import as_expression

_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
_SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def literal(written: str, span: Span) -> Text:
    """The text of a JSON string in which `${` means nothing; `written` has its quotes and escapes."""
    return Text(_ESCAPE.sub(_resolve, written[1:-1]), span)


def template(written: str, span: Span) -> Expression:
    """The template that a JSON string is in Terraform. Raises Fault."""
    if "${" not in written and "%{" not in written:
        return literal(written, span)
    text, offsets = _decoded(written, span)

    def place(inner: Span) -> Span:
        start, end = offsets[inner.start], offsets[inner.end]
        shift = span.column - span.start
        return Span(start, end, span.line, start + shift, span.line, end + shift)

    parts, _ = build(text, "bare", place=place)
    return as_expression(parts, span)


def _decoded(written: str, span: Span) -> tuple[str, list[int]]:
    """The text of a JSON string, and for each of its characters, and its end, where it stands in the file."""
    text = ""
    offsets: list[int] = []
    at = 1
    for found in _ESCAPE.finditer(written):
        offsets += range(span.start + at, span.start + found.end())[: found.start() - at + 1]
        text += written[at : found.start()] + _resolve(found)
        at = found.end()
    offsets += range(span.start + at, span.start + len(written))
    return text + written[at:-1], offsets


def _resolve(found: re.Match[str]) -> str:
    written = found.group()
    if written[1] != "u":
        return _SIMPLE.get(written[1], written[1])
    if len(written) > 6:
        return chr(0x10000 + ((int(written[2:6], 16) - 0xD800) << 10) + int(written[8:], 16) - 0xDC00)
    code = int(written[2:], 16)
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
