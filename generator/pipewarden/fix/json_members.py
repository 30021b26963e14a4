"""Sets arguments in Terraform's JSON syntax, where arguments and nested blocks are members of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipewarden.fix import insert
from pipewarden.fix.edit import Edit
from pipewarden.fix.source import Source
from pipewarden.hcl import ast

Members = tuple[tuple[str, ast.Expression], ...]
_PLAIN = ("true", "false")


def setting(source: Source, block: ast.Block, path: tuple[str, ...], value: str, needed: bool) -> list[Edit]:
    """The edits that give the argument at `path` the value, which is written in Terraform's own syntax.

    An argument that is not there is added where it is `needed`.
    """
    members = tuple((item.name, item.expression) for item in block.body.attributes)
    return list(_set(source, members, block.body.span, path, _json(value), needed))


def _set(
    source: Source, members: Members, span: ast.Span, path: tuple[str, ...], value: str, needed: bool
) -> Iterator[Edit]:
    name, *rest = path
    found = next((expression for key, expression in members if key == name), None)
    if found is None:
        if needed:
            for part in reversed(rest):
                value = f'{{"{part}": {value}}}'
            yield insert.member(source, span, name, value)
    elif rest:
        for item in _objects(found):
            inner = tuple((entry.key.value, entry.value) for entry in item.entries if isinstance(entry.key, ast.Text))
            yield from _set(source, inner, item.span, tuple(rest), value, needed)
    elif source.of(found.span) != value:
        yield Edit(source.path, found.span.start, found.span.end, value)


def _objects(expression: ast.Expression) -> Iterator[ast.ObjectExpression]:
    items = expression.items if isinstance(expression, ast.TupleExpression) else (expression,)
    return (item for item in items if isinstance(item, ast.ObjectExpression))


def _json(value: str) -> str:
    """A literal is the same in both; a reference stands in a template."""
    is_literal = value in _PLAIN or value.startswith('"') or value.isdecimal()
    return value if is_literal else json.dumps(f"${{{value}}}")
