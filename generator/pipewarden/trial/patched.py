"""A folder as it would be with edits that are not written yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipewarden.stack import Tree
from pipewarden.stack.reader import ParseAll


class Patched(Tree):
    """A folder in which some files read as `patches` says; all others are read from the disk."""

    def __init__(self, directory: Path, patches: Mapping[str, bytes], parse_all: ParseAll) -> None:
        super().__init__(directory, parse_all)
        self._patches = patches

    def read(self, path: str) -> bytes:
        """The content of a file; raises like `Tree.read`."""
        patched = self._patches.get(self.contained(path))
        return super().read(path) if patched is None else patched
