"""Finds the root modules of a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.hcl import ast
from pipewarden.stack.configuration import literal_text
from pipewarden.stack.errors import EvaluationError, UndecidedError
from pipewarden.stack.reader import KEPT_BYTES, Tree, join

_TOGETHER = 500_000
"""How much text is parsed at a time: enough for several processes, little enough to hold."""

_TELLING = re.compile(rb"\bmodule\b(?![ \t]*\.)|\bbackend\b|\bcloud\b")
"""What a file must hold to have a say: the word `module`, unless as `module.x`, or the word for a backend."""


def find_roots(tree: Tree) -> tuple[str, ...]:
    """The folders that no local module call refers to, and those with a `backend` or `cloud` block, sorted."""
    folders = tree.folders()
    called: set[str] = set()
    settled: set[str] = set()
    for folder, file in _telling(tree, folders):
        for block in file.body.blocks:
            if block.type == "module":
                called.update(_local_source(tree, folder, block.body.attribute("source")))
            elif block.type == "terraform" and _has_backend(block):
                settled.add(folder)
    roots = [folder for folder in folders if folder not in called or folder in settled]
    return tuple(roots or folders)


def _telling(tree: Tree, folders: list[str]) -> Iterator[tuple[str, ast.File]]:
    """The files that may hold a module call or a backend, each with its folder.

    Where all files together are few enough to be kept, they are parsed together, for each will be asked for.
    """
    every = [(folder, path) for folder in folders for path in tree.configuration(folder)]
    batches: list[list[tuple[str, str]]] = [[]]
    total = filled = 0
    for folder, path in every:
        try:
            data = tree.read(path)
        except (EvaluationError, UndecidedError):
            continue
        total += len(data)
        # The JSON syntax can write a letter as an escape.
        if path.endswith(".json") or _TELLING.search(data):
            if filled > _TOGETHER:
                batches.append([])
                filled = 0
            batches[-1].append((folder, path))
            filled += len(data)
    if total <= KEPT_BYTES:
        batches = [every]
    for files in batches:
        yield from _parsed(tree, files)


def _parsed(tree: Tree, files: list[tuple[str, str]]) -> Iterator[tuple[str, ast.File]]:
    parsed = tree.parsed_together([path for _, path in files])
    return zip((folder for folder, _ in files), parsed, strict=True)


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
