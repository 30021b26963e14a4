"""A folder as it would be with edits that are not written yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from pipewarden.stack import Tree
from pipewarden.stack.reader import ParseAll, is_configuration
from pipewarden.trial.overlay import folder_of, name_of


class Patched(Tree):
    """A folder in which some files read as `patches` says, new ones among them; all others are read from the disk."""

    def __init__(self, directory: Path, patches: Mapping[str, bytes], parse_all: ParseAll) -> None:
        super().__init__(directory, parse_all)
        self._patches = patches

    def read(self, path: str) -> bytes:
        """The content of a file; raises like `Tree.read`."""
        patched = self._patches.get(self.contained(path))
        return super().read(path) if patched is None else patched

    def exists(self, path: str) -> bool:
        """Whether the path is a file of the tree; raises like `contained`."""
        return self.contained(path) in self._patches or super().exists(path)

    def is_folder(self, path: str) -> bool:
        """Whether the path is a folder of the tree; raises like `contained`."""
        here = self.contained(path)
        return any(name.startswith(f"{here}/") for name in self._patches) or super().is_folder(path)

    def folders(self) -> list[str]:
        """The folders that hold configuration, sorted."""
        return sorted(
            {*super().folders(), *(folder_of(path) for path in self._patches if is_configuration(name_of(path)))}
        )

    def _listed(self, folder: str, wanted: Callable[[str], bool]) -> list[str]:
        here = self.contained(folder)
        new = {path for path in self._patches if folder_of(path) == here and wanted(name_of(path))}
        return sorted({*super()._listed(folder, wanted), *new})
