"""Inserts arguments and blocks as `terraform fmt` would have laid them out, without moving anything else."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.fix import json_insert
from pipewarden.fix.edit import Edit
from pipewarden.fix.source import Source
from pipewarden.hcl import ast

_META = frozenset({"count", "depends_on", "for_each", "provider", "source", "version"})


def argument(source: Source, block: ast.Block, name: str, value: str) -> Edit:
    """A new argument, in the first group of aligned arguments that is wide enough, else in a group of its own."""
    if source.tree.json:
        return json_insert.argument(source, block, name, value)
    if block.span.line == block.span.end_line:
        return _opened(source, block, [f"{name} = {value}"])
    groups = [group for group in _groups(block.body) if not {item.name for item in group} <= _META]
    for group in groups:
        width = _width(source, group)
        if len(name) <= width:
            return _after_line(source, group[-1].span, [f"{_inner(source, block)}{name:<{width}} = {value}"])
    line = f"{_inner(source, block)}{name} = {value}"
    arguments = [item for item in block.body.attributes if item.name != "depends_on"]
    if arguments:
        last = arguments[-1]
        following = next((item for item in block.body.items if item.span.start > last.span.start), None)
        after = [""] if following is not None and following.span.line == last.span.end_line + 1 else []
        return _after_line(source, last.span, ["", line, *after])
    return _at_top(source, block, [line, *([""] if block.body.items else [])])


def nested_block(source: Source, block: ast.Block, lines: list[str]) -> tuple[Edit, ...]:
    """A new nested block at the end of another; `lines` are indented from its own first column."""
    if source.tree.json:
        return json_insert.nested_blocks(source, block, lines)
    return (_nested_block(source, block, lines),)


def _nested_block(source: Source, block: ast.Block, lines: list[str]) -> Edit:
    indented = [f"{_inner(source, block)}{line}" if line else "" for line in lines]
    if block.span.line == block.span.end_line:
        return _opened(source, block, lines)
    items = [item for item in block.body.items if not (isinstance(item, ast.Attribute) and item.name == "depends_on")]
    if not items:
        return _at_top(source, block, [*indented, *([""] if block.body.items else [])])
    return _after_line(source, items[-1].span, ["", *indented])


def after_block(source: Source, block: ast.Block, lines: list[str]) -> tuple[Edit, ...]:
    """New top-level blocks right behind another one."""
    if source.tree.json:
        return json_insert.top_blocks(source, block, lines)
    return (_after_line(source, block.span, ["", *lines]),)


def without_line(source: Source, span: ast.Span) -> Edit:
    """Takes out the lines of a span, and the blank line behind them where they began their block."""
    if source.tree.json:
        return json_insert.without_member(source, span)
    start, end = source.line_start(span.start), source.line_end(span.end)
    rest = source.text[end:]
    end += len(source.newline) if rest.startswith(source.newline) else 0
    before = source.text[:start].rstrip()
    if before.endswith("{") and source.text[end:].startswith(source.newline):
        end += len(source.newline)
    return Edit(source.path, start, end, "")


def _groups(body: ast.Body) -> Iterator[list[ast.Attribute]]:
    """The runs of arguments of one line each on adjacent lines, which `terraform fmt` aligns."""
    group: list[ast.Attribute] = []
    for item in body.items:
        single = isinstance(item, ast.Attribute) and item.span.line == item.span.end_line
        adjacent = bool(group) and item.span.line == group[-1].span.line + 1
        if group and not (single and adjacent):
            yield group
            group = []
        if single and isinstance(item, ast.Attribute):
            group.append(item)
    if group:
        yield group


def _width(source: Source, group: list[ast.Attribute]) -> int:
    """The columns up to the equals signs."""
    first = group[0]
    return source.text.index("=", first.name_span.end) - first.name_span.start - 1


def _inner(source: Source, block: ast.Block) -> str:
    return f"{source.indentation(block)}  "


def _after_line(source: Source, span: ast.Span, lines: list[str]) -> Edit:
    end = source.line_end(span.end)
    return Edit(source.path, end, end, "".join(f"{source.newline}{line}" for line in lines))


def _at_top(source: Source, block: ast.Block, lines: list[str]) -> Edit:
    end = source.line_end(source.text.index("{", block.header.end))
    return Edit(source.path, end, end, "".join(f"{source.newline}{line}" for line in lines))


def _opened(source: Source, block: ast.Block, lines: list[str]) -> Edit:
    """A block of one line, written over several."""
    start = source.text.index("{", block.header.end) + 1
    end = block.span.end - 1
    there = source.text[start:end].strip()
    kept = [there, ""] if there else []
    text = source.lines("", *(f"{_inner(source, block)}{line}" if line else "" for line in (*kept, *lines)), "")
    return Edit(source.path, start, end, f"{text}{source.indentation(block)}")


def aligned(lines: list[str]) -> list[str]:
    """Arguments `name = value` of one line each, aligned."""
    pairs = [line.split(" = ", 1) for line in lines]
    width = max((len(name) for name, _ in pairs), default=0)
    return [f"{name:<{width}} = {value}" for name, value in pairs]
