"""A tree of Terraform in memory: its files, their syntax, edits by span, and what `check` finds in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from pipewarden import check, config
from pipewarden.finding import Report
from pipewarden.fix.edit import Edit, apply
from pipewarden.hcl import Source, ast, parse
from pipewarden.stack import build, find_roots
from pipewarden.stack.model import Stack
from pipewarden.trial.overlay import Overlay
from pipewarden.trial.parser import Parser

TODAY = datetime.date(2026, 1, 1)
_SUFFIXES = (".tf", ".tf.json", ".tfvars", ".toml", ".json", ".tftpl", ".yml", ".yaml", ".py", ".txt")


@dataclass(frozen=True, slots=True)
class Tree:
    """Files by their path relative to the checked folder; trees are values, an edit gives another one."""

    files: Mapping[str, str]

    def file(self, path: str) -> ast.File:
        """The syntax tree of a native `.tf` file."""
        return _parsed(Source(self.files[path].encode(), json=False))

    def native(self, folder: str | None = None) -> list[str]:
        """The `.tf` files, of one folder or of all, sorted."""
        return sorted(path for path in self.files if path.endswith(".tf") and folder in (None, folder_of(path)))

    def edited(self, edits: Iterable[Edit], added: Mapping[str, str] | None = None) -> Tree:
        """The tree after edits of its files; `added` texts are appended to a file, which may be new."""
        files = dict(self.files)
        by_file: dict[str, list[Edit]] = {}
        for edit in edits:
            by_file.setdefault(edit.file, []).append(edit)
        for path, changes in by_file.items():
            files[path] = apply(files[path], changes)
        for path, text in (added or {}).items():
            files[path] = f"{files[path].rstrip()}\n\n{text}" if path in files else text
        return Tree(files)

    def source(self, path: str, span: ast.Span) -> str:
        """The text at a span."""
        return self.files[path][span.start : span.end]


@lru_cache(maxsize=256)
def _parsed(source: Source) -> ast.File:
    return parse(source.data, json=source.json)


class _Parser(Parser):
    """Parses each text once, as long as it is in use."""

    def parse_all(self, sources: Sequence[Source]) -> list[ast.File]:
        return [_parsed(source) for source in sources]


def folder_of(path: str) -> str:
    """The folder of a file; the tree itself is the empty path."""
    parent = PurePosixPath(path).parent.as_posix()
    return "" if parent == "." else parent


def beside(path: str, name: str) -> str:
    """The path of another file in the folder of this one."""
    folder = folder_of(path)
    return f"{folder}/{name}" if folder else name


def read(place: Path, name: str = "main.tf") -> Tree:
    """A folder's text files, or one file as the tree's only one, under `name`."""
    if place.is_file():
        return Tree({name: place.read_text(encoding="utf-8")})
    files = {
        path.relative_to(place).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name.endswith(_SUFFIXES)
    }
    return Tree(files)


def stacks(tree: Tree) -> Iterator[tuple[str, Stack]]:
    """The roots of the tree, by folder."""
    overlay = Overlay(Path(), {path: text.encode() for path, text in tree.files.items()}, _Parser())
    for root in find_roots(overlay):
        yield root, build(overlay, root=root)


def report_of(tree: Tree, only: frozenset[str] = frozenset()) -> Report:
    """What `check` finds in the tree; `only` names the controls to run."""
    return check.run((check.Root(stack, _config(tree, root)) for root, stack in stacks(tree)), TODAY, only)


def _config(tree: Tree, root: str) -> config.Config:
    for folder in (root, *(parent.as_posix().removeprefix(".") for parent in PurePosixPath(root).parents)):
        path = f"{folder}/{config.FILE_NAME}" if folder else config.FILE_NAME
        if path in tree.files:
            return config.parse(tree.files[path], path)
    return config.Config()
