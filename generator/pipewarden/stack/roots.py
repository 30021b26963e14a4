"""Finds the root modules of a tree."""

from __future__ import annotations

from pipewarden.hcl import ast
from pipewarden.stack.configuration import literal_text
from pipewarden.stack.errors import UndecidedError
from pipewarden.stack.reader import Tree, join


def find_roots(tree: Tree) -> tuple[str, ...]:
    """The folders that no local module call refers to, and those with a `backend` or `cloud` block, sorted."""
    folders = tree.folders()
    tree.read_ahead(path for folder in folders for path in tree.configuration(folder))
    called: set[str] = set()
    settled: set[str] = set()
    for folder in folders:
        for path in tree.configuration(folder):
            for block in tree.parsed(path).body.blocks:
                if block.type == "module":
                    called.update(_local_source(tree, folder, block.body.attribute("source")))
                elif block.type == "terraform" and _has_backend(block):
                    settled.add(folder)
    roots = [folder for folder in folders if folder not in called or folder in settled]
    return tuple(roots or folders)


def _local_source(tree: Tree, folder: str, attribute: ast.Attribute | None) -> set[str]:
    source = literal_text(attribute.expression) if attribute is not None else None
    if source is None or not source.startswith("."):
        return set()
    try:
        target = tree.contained(join(folder, source))
    except UndecidedError:
        return set()
    return {target} if target != folder else set()


def _has_backend(block: ast.Block) -> bool:
    names = {item.type for item in block.body.blocks} | {item.name for item in block.body.attributes}
    return bool(names & {"backend", "cloud"})
