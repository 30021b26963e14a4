"""The arguments of a tree that a rewriting may touch: those whose place has no meaning of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipewarden.fix.edit import Edit
from pipewarden.hcl import ast
from rewriting import syntax
from rewriting.tree import Tree, folder_of

_CLOSED_BLOCKS = frozenset({"lifecycle", "provisioner", "connection", "timeouts"})
_CLOSED_ARGUMENTS = syntax.META_ARGUMENTS | {"iterator", "labels"}


@dataclass(frozen=True, slots=True)
class Spot:
    """An argument in a resource, a data source or a module call; `bound` are the iterators around it."""

    path: str
    block: ast.Block
    argument: ast.Attribute
    bound: frozenset[str]

    @property
    def folder(self) -> str:
        """The folder of its module."""
        return folder_of(self.path)

    @property
    def movable(self) -> bool:
        """Whether the expression means the same anywhere in its module."""
        return not syntax.is_local(self.argument.expression, self.bound)

    def text(self, tree: Tree) -> str:
        """The expression as it is written."""
        return tree.source(self.path, self.argument.expression.span)

    def replaced(self, text: str) -> Edit:
        """The edit that writes another expression."""
        span = self.argument.expression.span
        return Edit(self.path, span.start, span.end, text)


def spots(tree: Tree) -> list[Spot]:
    """All of them."""
    return [
        Spot(path, block, argument, bound)
        for path in tree.native()
        for block in tree.file(path).body.blocks
        if block.type in ("resource", "data", "module")
        for argument, bound in _arguments(block, frozenset())
    ]


def _arguments(block: ast.Block, bound: frozenset[str]) -> Iterator[tuple[ast.Attribute, frozenset[str]]]:
    for item in block.body.items:
        if isinstance(item, ast.Attribute):
            if item.name not in _CLOSED_ARGUMENTS:
                yield item, bound
        elif item.type not in _CLOSED_BLOCKS:
            yield from _arguments(item, bound | _iterators(item))


def _iterators(block: ast.Block) -> frozenset[str]:
    if block.type != "dynamic":
        return frozenset()
    given = block.body.attribute("iterator")
    return frozenset({block.labels[0].text, *(syntax.roots(given) if given else ())})
