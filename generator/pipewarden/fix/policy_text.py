"""Puts statements into the JSON text of a policy, as it stands in a heredoc or in quotes, `${…}` and all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from msgspec import Struct

from pipewarden.fix.edit import Edit
from pipewarden.fix.json_syntax import behind_interpolation, quoted
from pipewarden.fix.source import Source
from pipewarden.fix.statement import Statement
from pipewarden.hcl import ast


class _Writing(Struct, frozen=True, gc=False):
    """How a mark of the JSON text is written in the file: bare in a heredoc, behind a backslash in quotes."""

    quote: str
    backslash: str
    space: str

    def of(self, text: str, source: Source) -> str:
        """JSON text in this writing; in the JSON syntax even the quotes inside `${…}` have a backslash."""
        if not self.in_quotes:
            return text
        return json.dumps(text, ensure_ascii=False)[1:-1] if source.tree.json else quoted(text)

    @property
    def in_quotes(self) -> bool:
        return self.quote != '"'


_HEREDOC = _Writing('"', "\\", r"\s*")
_QUOTES = _Writing('\\"', "\\\\", r"(?:\s|\\[nrt])*")


def into(source: Source, expression: ast.Text | ast.Template, statements: tuple[Statement, ...]) -> list[Edit] | None:
    """The edits that add statements to the text's `Statement`, None where that is not written out there."""
    written = source.of(expression.span)
    writing = _HEREDOC if written.startswith("<<") else _QUOTES
    opened = re.search(rf"{re.escape(writing.quote)}Statement{re.escape(writing.quote)}{writing.space}:", written)
    if opened is None:
        return None
    start = _skip(written, opened.end(), writing)
    text = ", ".join(writing.of(one.beside(written).json(), source) for one in statements)
    place = expression.span.start + start
    match written[start : start + 1]:
        case "[":
            is_empty = written.startswith("]", _skip(written, start + 1, writing))
            return [Edit(source.path, place + 1, place + 1, text if is_empty else f"{text},")]
        case "{":
            end = _end(written, start, writing)
            if end is not None:
                behind = expression.span.start + end
                return [Edit(source.path, place, place, f"[{text}, "), Edit(source.path, behind, behind, "]")]
    return None


def _skip(text: str, at: int, writing: _Writing) -> int:
    """Where the white space ends."""
    found = re.compile(writing.space).match(text, at)
    return found.end() if found else at


def _end(text: str, start: int, writing: _Writing) -> int | None:
    """Where the object ends that begins at `start`."""
    depth = 0
    for at, mark in _marks(text, start, writing):
        depth += 1 if mark in "[{" else -1
        if depth == 0:
            return at + 1
    return None


def _marks(text: str, at: int, writing: _Writing) -> Iterator[tuple[int, str]]:
    """The brackets outside of strings and of `${…}`."""
    in_string = False
    while at < len(text):
        if text.startswith("$${", at) or text.startswith("%%{", at):
            at += 3
        elif text.startswith("${", at) or text.startswith("%{", at):
            at = behind_interpolation(text, at)
        elif in_string and text.startswith(writing.backslash, at):
            at += len(writing.backslash)
            at += len(writing.quote) if text.startswith(writing.quote, at) else 1
        elif text.startswith(writing.quote, at):
            in_string, at = not in_string, at + len(writing.quote)
        else:
            if not in_string and text[at] in "[]{}":
                yield at, text[at]
            at += 1
