"""Small questions about a syntax tree: what an expression refers to, and which blocks there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from pipewarden.fix.edit import Edit
from pipewarden.hcl import ast
from rewriting.tree import Tree

META_ARGUMENTS = frozenset({"count", "for_each", "provider", "providers", "depends_on", "source", "version"})
_LOCAL_NAMES = frozenset({"each", "count", "self"})


@dataclass(frozen=True, slots=True)
class Reference:
    """`type.name`, `data.type.name`, `var.x`, `local.x`, `module.x`: its parts and where they stand."""

    parts: tuple[str, ...]
    span: ast.Span
    last: ast.Span
    """The span of the last of the parts."""


def walk(node: Any) -> Iterator[Any]:
    """The node and all nodes in it, outer ones first."""
    if isinstance(node, tuple):
        for item in node:
            yield from walk(item)
    elif isinstance(node, msgspec.Struct) and not isinstance(node, ast.Span):
        yield node
        for name in node.__struct_fields__:
            yield from walk(getattr(node, name))


def references(node: Any) -> Iterator[Reference]:
    """What the node refers to, as far as its first two names go, three for data sources."""
    for item in walk(node):
        parts = _parts(item)
        if parts and len(parts) == (3 if parts[0] == "data" else 2):
            yield Reference(parts, item.span, ast.Span(*_tail(item.span, parts[-1])))


def _tail(span: ast.Span, name: str) -> tuple[int, int, int, int, int, int]:
    return span.end - len(name), span.end, span.end_line, span.end_column - len(name), span.end_line, span.end_column


def _parts(node: Any) -> tuple[str, ...]:
    if isinstance(node, ast.Name):
        return (node.name,)
    if isinstance(node, ast.GetAttribute):
        before = _parts(node.source)
        return (*before, node.name) if before else ()
    return ()


def roots(node: Any) -> set[str]:
    """The first names of everything the node refers to, iterators too."""
    return {item.name for item in walk(node) if isinstance(item, ast.Name)}


def is_literal(node: Any) -> bool:
    """Whether the expression refers to nothing and calls nothing that depends on its place."""
    return not roots(node) and not any(isinstance(item, ast.Call) for item in walk(node))


def is_local(node: Any, bound: frozenset[str] = frozenset()) -> bool:
    """Whether the expression speaks of an instance (`each`, `count`, `self`) or of an iterator that is bound."""
    return bool(roots(node) & (_LOCAL_NAMES | bound))


def blocks(tree: Tree, folder: str, *types: str) -> Iterator[tuple[str, ast.Block]]:
    """The top-level blocks of these types in a folder, all when no type is given, with their files."""
    for path in tree.native(folder):
        for block in tree.file(path).body.blocks:
            if not types or block.type in types:
                yield path, block


def renamed_references(
    tree: Tree, folder: str, old: tuple[str, ...], new: str, skip: ast.Span | None = None
) -> Iterator[Edit]:
    """Edits that write `new` wherever a folder's files refer to `old`, outside of the span `skip`."""
    for path in tree.native(folder):
        for found in references(tree.file(path)):
            inside = skip is not None and skip.start <= found.span.start < skip.end
            if found.parts == old and not inside:
                yield Edit(path, found.span.start, found.span.end, new)


def label(block: ast.Block) -> tuple[str, ...]:
    """The parts by which other blocks refer to this one."""
    names = tuple(item.text for item in block.labels)
    return {"resource": names, "data": ("data", *names), "module": ("module", *names)}.get(block.type, ())


def identifier(text: str) -> str:
    """A name made of any text."""
    return re.sub(r"\W", "_", text)
