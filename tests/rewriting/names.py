"""Rewritings of names: of resources, data sources, locals, variables and modules, with all that refers to them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from pipewarden.fix.edit import Edit
from pipewarden.hcl import ast
from rewriting import syntax
from rewriting.tree import Tree, folder_of


def renamed(tree: Tree, random: Random) -> Tree | None:
    """Another name for a resource, a data source or a module call."""
    found = [
        (path, block)
        for path in tree.native()
        for block in tree.file(path).body.blocks
        if block.type in ("resource", "data", "module")
    ]
    path, block = random.choice(found)
    name = block.labels[-1]
    new = f"{random.choice(['main', 'x1', 'the-one', 'Größe'])}_{random.randrange(1000)}"
    address = syntax.label(block)
    edits = [
        Edit(file, item.span.start, item.span.end, f'"{new}"')
        for file, item in _declarations(tree, folder_of(path), block, name.text)
    ]
    edits += (
        Edit(file, found.last.start, found.last.end, new)
        for file in tree.native(folder_of(path))
        for found in syntax.references(tree.file(file))
        if found.parts == address
    )
    return tree.edited(edits)


def _declarations(tree: Tree, folder: str, block: ast.Block, name: str) -> Iterator[tuple[str, ast.Label]]:
    """The labels of the block and of what overrides it."""
    for path, other in syntax.blocks(tree, folder, block.type):
        if syntax.label(other) == syntax.label(block):
            yield path, other.labels[-1]


def renamed_local(tree: Tree, random: Random) -> Tree | None:
    """Another name for a local."""
    found = [
        (path, item)
        for path in tree.native()
        for block in tree.file(path).body.blocks
        if block.type == "locals"
        for item in block.body.attributes
    ]
    if not found:
        return None
    path, item = random.choice(found)
    new = f"l{random.randrange(10**6)}"
    edits = [Edit(path, item.name_span.start, item.name_span.end, new)]
    edits += (
        Edit(file, found.last.start, found.last.end, new)
        for file in tree.native(folder_of(path))
        for found in syntax.references(tree.file(file))
        if found.parts == ("local", item.name)
    )
    return tree.edited(edits)
