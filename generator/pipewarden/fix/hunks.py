"""The hand edits of one rendered file, each small enough to be taken back by itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from msgspec import Struct

from pipewarden.fix.source import Source
from pipewarden.hcl import ast


class Hunk(Struct, frozen=True):
    """Lines `start` to `end` (counted from 0, the end excluded) of the file `path`, and what was rendered there.

    `comments` are those that somebody wrote into these lines; they stay. `absent` is whether there is no such file.
    """

    path: str
    start: int
    end: int
    rendered: tuple[str, ...]
    comments: tuple[str, ...] = ()
    absent: bool = False


Unit = tuple[Hunk, ...]
"""Edits that are taken back together: half of a policy's statement means something else than either whole."""


def missing(path: str, rendered: str) -> Unit:
    """The edit that brings back a whole file."""
    return (Hunk(path, 0, 0, tuple(_split(rendered)), absent=True),)


def units(source: Source, rendered: str) -> list[Unit]:
    """What was edited by hand in a file; a whole block that was never rendered is its author's, and not among them."""
    statements = list(_statements(source.tree.body))
    together: dict[int, list[Hunk]] = {}
    found: list[Unit] = []
    for hunk in _hunks(source, rendered):
        around = next((index for index, span in enumerate(statements) if _within(hunk, span)), None)
        if around is None:
            found.append((hunk,))
        else:
            together.setdefault(around, []).append(hunk)
    return [*found, *map(tuple, together.values())]


def _statements(body: ast.Body) -> Iterator[ast.Span]:
    """The statements of policies, written as blocks or as objects in a list."""
    for item in body.items:
        if isinstance(item, ast.Attribute):
            yield from _objects(item.expression)
        elif item.type == "statement" or (
            item.type == "dynamic" and [one.text for one in item.labels] == ["statement"]
        ):
            yield item.span
        else:
            yield from _statements(item.body)


def _objects(expression: ast.Expression) -> Iterator[ast.Span]:
    match expression:
        case ast.Call(arguments=arguments):
            for argument in arguments:
                yield from _objects(argument)
        case ast.ObjectExpression(entries=entries):
            for entry in entries:
                yield from _objects(entry.value)
        case ast.TupleExpression(items=items):
            yield from (item.span for item in items if isinstance(item, ast.ObjectExpression))


def _within(hunk: Hunk, span: ast.Span) -> bool:
    if hunk.start == hunk.end:
        return span.line <= hunk.start < span.end_line
    return span.line - 1 <= hunk.start and hunk.end <= span.end_line


def _hunks(source: Source, rendered: str) -> Iterator[Hunk]:
    old, new = _split(rendered.replace("\n", source.newline)), _split(source.text)
    spans = (block.header for block in source.tree.body.blocks)
    headers = {line for span in spans for line in range(span.line - 1, span.end_line)}
    for tag, old_start, old_end, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "insert" and headers & set(range(start, end))):
            continue
        if tag == "replace" and old_end - old_start == end - start:
            for offset in range(end - start):
                line = start + offset
                yield _hunk(source, line, line + 1, old[old_start + offset : old_start + offset + 1])
        else:
            yield _hunk(source, start, end, old[old_start:old_end])


def _hunk(source: Source, start: int, end: int, rendered: list[str]) -> Hunk:
    text = "".join(rendered)
    written = (item for item in source.tree.comments if start < item.span.line <= end and item.text not in text)
    return Hunk(source.path, start, end, tuple(rendered), tuple(item.text for item in written))


def taken_back(text: str, hunks: Iterable[Hunk]) -> str:
    """The text of a file without these edits; the hunks are all of this file."""
    lines = _split(text)
    for hunk in sorted(hunks, key=lambda item: item.start, reverse=True):
        lines[hunk.start : hunk.end] = _lines(hunk)
    return "".join(lines)


def _lines(hunk: Hunk) -> list[str]:
    """What was rendered, with the comments: one behind the one line, several above the lines."""
    lines = list(hunk.rendered)
    if not hunk.comments:
        return lines
    if len(lines) == 1 and hunk.end - hunk.start == 1 and len(hunk.comments) == 1 and lines[0].strip():
        body = lines[0].rstrip("\r\n")
        return [f"{body} {hunk.comments[0]}{lines[0][len(body) :]}"]
    first = lines[0] if lines else ""
    indentation = first[: len(first) - len(first.lstrip(" \t"))]
    ending = "\r\n" if first.endswith("\r\n") else "\n"
    return [*(f"{indentation}{comment.rstrip()}{ending}" for comment in hunk.comments), *lines]


def _split(text: str) -> list[str]:
    """Lines with their line feeds, counted as the parser counts them."""
    parts = text.split("\n")
    return [*(f"{part}\n" for part in parts[:-1]), *(parts[-1:] if parts[-1] else [])]
