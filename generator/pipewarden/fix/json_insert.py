"""Inserts and removes members of a file in Terraform's JSON syntax, laid out as their neighbours are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pipewarden.fix import json_syntax
from pipewarden.fix.edit import Edit
from pipewarden.fix.source import Source
from pipewarden.hcl import ast
from pipewarden.hcl.json_file import raw


def argument(source: Source, block: ast.Block, name: str, value: str) -> Edit:
    """A new member of the object that is the block's body; `value` is written in the native syntax."""
    return first_member(source, block.body.span, name, json_syntax.value(value))


def nested_blocks(source: Source, block: ast.Block, lines: Sequence[str]) -> tuple[Edit, ...]:
    """New blocks at the end of another; `lines` are written in the native syntax."""
    return tuple(_added(source, block.body, name, found) for name, found in json_syntax.members(lines).items())


def top_blocks(source: Source, block: ast.Block, lines: Sequence[str]) -> tuple[Edit, ...]:
    """New top-level blocks beside another one; `lines` are written in the native syntax."""
    root = raw(source.text)
    return tuple(
        _placed(source, root, block.header.start, (type_, kind, name), body)
        for type_, kinds in json_syntax.members(lines).items()
        for kind, names in kinds.items()
        for name, body in names.items()
    )


def first_member(source: Source, span: ast.Span, name: str, value: Any) -> Edit:
    """A new first member of an object; `span` is that of the object."""
    key = f'"{name}": '
    start = span.start + 1
    rest = source.text[start:]
    blank = rest[: len(rest) - len(rest.lstrip())]
    if rest.lstrip().startswith("}"):
        return Edit(source.path, start, start, f"{key}{_text(source, span.start, value, compact=True)}")
    text = f"{key}{_text(source, start + len(blank), value)}"
    return Edit(source.path, start, start, f"{blank}{text}," + ("" if blank else " "))


def without_member(source: Source, span: ast.Span) -> Edit:
    """Takes out a member, with the comma that parts it from its neighbour."""
    rest = source.text[span.end :]
    if rest.lstrip().startswith(","):
        end = span.end + rest.index(",") + 1
        return Edit(source.path, span.start, end + len(source.text[end:]) - len(source.text[end:].lstrip()), "")
    before = source.text[: span.start].rstrip()
    if before.endswith(","):
        return Edit(source.path, len(before) - 1, span.end, "")
    return Edit(source.path, span.start, span.end, "")


def _added(source: Source, body: ast.Body, name: str, found: Any) -> Edit:
    """A block, or a list of blocks, beside those of the same name."""
    there = body.attribute(name)
    if there is None or isinstance(there.expression, ast.Null):
        last = body.attributes[-1].span if body.attributes else None
        if last is None:
            return first_member(source, body.span, name, found)
        return _after(source, last, f'"{name}": ', found)
    return beside(source, there.expression, found if isinstance(found, list) else [found])


def beside(source: Source, there: ast.Expression, new: Sequence[Any]) -> Edit:
    """More items behind those of a list, or behind a single one that is no list yet."""
    span = there.span
    if isinstance(there, ast.TupleExpression):
        if there.items:
            return _all_after(source, there.items[-1].span, new)
        return Edit(source.path, span.start, span.end, _text(source, span.start, list(new), compact=True))
    texts = ", ".join(_text(source, span.start, value) for value in new)
    return Edit(source.path, span.start, span.end, f"[{source.of(span)}, {texts}]")


def _placed(source: Source, value: ast.Expression, near: int, names: tuple[str, ...], body: Any) -> Edit:
    """A block under these names, in the objects around the offset `near` where there is a choice."""
    level = _object_at(value, near)
    entries = level.entries if level else ()
    name, *rest = names
    own = [entry for entry in entries if isinstance(entry.key, ast.Text) and entry.key.value == name]
    if own and rest:
        around = [entry for entry in own if entry.span.start <= near < entry.span.end]
        return _placed(source, (around or own)[0].value, near, tuple(rest), body)
    for part in reversed(rest):
        body = {part: body}
    if not entries:
        return first_member(source, (level or value).span, name, body)
    around = [entry for entry in entries if entry.span.start <= near < entry.span.end]
    return _after(source, (around or list(entries))[-1].span, f'"{name}": ', body)


def _object_at(value: ast.Expression, near: int) -> ast.ObjectExpression | None:
    """An object, or of a list of objects the one around an offset."""
    items = value.items if isinstance(value, ast.TupleExpression) else (value,)
    objects = [item for item in items if isinstance(item, ast.ObjectExpression)]
    around = [item for item in objects if item.span.start <= near < item.span.end]
    return next(iter(around or objects), None)


def _after(source: Source, span: ast.Span, key: str, value: Any) -> Edit:
    return Edit(source.path, span.end, span.end, _behind(source, span, key, value))


def _all_after(source: Source, span: ast.Span, values: Sequence[Any]) -> Edit:
    return Edit(source.path, span.end, span.end, "".join(_behind(source, span, "", value) for value in values))


def _behind(source: Source, span: ast.Span, key: str, value: Any) -> str:
    """What follows the member or item at a span: on a line of its own where that has one."""
    text = f"{key}{_text(source, span.start, value)}"
    blank = f"{source.newline}{source.indented(span.start)}" if _begins_its_line(source, span.start) else " "
    return f",{blank}{text}"


def _text(source: Source, at: int, value: Any, compact: bool = False) -> str:
    """A value as JSON, over several lines where what stands at the offset `at` begins its line."""
    if compact or not _begins_its_line(source, at) or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    indentation = source.indented(at)
    text = json.dumps(value, indent=_unit(source), ensure_ascii=False)
    return text.replace("\n", f"{source.newline}{indentation}")


def _begins_its_line(source: Source, at: int) -> bool:
    line = source.text[source.line_start(at) : at]
    return source.line_start(at) > 0 and not line.strip()


def _unit(source: Source) -> str:
    """How much deeper each level of the file is indented: as its first indented line is."""
    indented = (line[: len(line) - len(line.lstrip())] for line in source.text.splitlines() if line.strip())
    return next((blank for blank in indented if blank), "  ")
