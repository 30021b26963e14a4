"""The references that an expression holds, evaluated or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from pipewarden.hcl import ast


class Mention(NamedTuple):
    """A reference as it stands: its first name, and what follows up to the first index that is computed.

    A literal index is a step without a name.
    """

    name: str
    steps: tuple[str | None, ...]
    expression: ast.Expression


def mentions(expression: ast.Expression, bound: frozenset[str] = frozenset()) -> Iterator[Mention]:
    """The references in an expression, but for those to `bound` names and to names that a `for` in it binds."""
    waiting: list[tuple[Any, frozenset[str]]] = [(expression, bound)]
    while waiting:
        node, names = waiting.pop()
        match node:
            case ast.Name() | ast.GetAttribute() | ast.Index():
                source, steps, keys = _followed(node)
                waiting.extend((key, names) for key in keys)
                if not isinstance(source, ast.Name):
                    waiting.append((source, names))
                elif source.name not in names:
                    yield Mention(source.name, steps, node)
            case ast.ForTuple() | ast.ForObject() | ast.TemplateFor():
                waiting.append((node.collection, names))
                inner = names | {node.value} | ({node.key} if node.key is not None else set())
                waiting.extend((part, inner) for part in _repeated(node))
            case _:
                children = _CHILDREN.get(type(node))
                if children is not None:
                    waiting.extend((child, names) for child in children(node))


def _followed(node: ast.Expression) -> tuple[ast.Expression, tuple[str | None, ...], list[ast.Expression]]:
    """What a traversal begins with, its steps, and the indexes that are expressions."""
    steps: list[str | None] = []
    keys: list[ast.Expression] = []
    while isinstance(node, ast.GetAttribute | ast.Index):
        if isinstance(node, ast.GetAttribute):
            steps.append(node.name)
        elif isinstance(node.key, ast.Text | ast.Number):
            steps.append(None)
        else:
            # What stands behind a computed index says nothing about the reference before it.
            keys.append(node.key)
            steps.clear()
        node = node.source
    return node, tuple(reversed(steps)), keys


def _repeated(node: ast.ForTuple | ast.ForObject | ast.TemplateFor) -> Iterable[Any]:
    if isinstance(node, ast.TemplateFor):
        return node.body
    parts = [node.result, node.condition]
    return [*parts, node.result_key] if isinstance(node, ast.ForObject) else parts


def _arguments(node: ast.Call) -> Iterable[ast.Expression]:
    # The second argument of `convert` is a type.
    return node.arguments[:1] if node.name.removeprefix("core::") == "convert" else node.arguments


_CHILDREN: dict[type, Callable[[Any], Iterable[Any]]] = {
    ast.Template: lambda node: node.parts,
    ast.Interpolation: lambda node: (node.expression,),
    ast.TemplateIf: lambda node: (node.condition, *node.then, *node.otherwise),
    ast.Splat: lambda node: (node.source, node.item),
    ast.Call: _arguments,
    ast.TupleExpression: lambda node: node.items,
    ast.ObjectExpression: lambda node: (part for entry in node.entries for part in (entry.key, entry.value)),
    ast.Unary: lambda node: (node.operand,),
    ast.Binary: lambda node: (node.left, node.right),
    ast.Conditional: lambda node: (node.condition, node.then, node.otherwise),
    ast.Parentheses: lambda node: (node.expression,),
}
