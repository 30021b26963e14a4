"""What writing a tree into a folder would do: which files change, and which hand edits stand in the way."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator

from msgspec import Struct

from pipewarden.render import manifest
from pipewarden.render.disk import Folder
from pipewarden.render.tree import Tree


class Review(Struct, frozen=True):
    """Paths, each list sorted. `edited` files were changed by hand, and would be overwritten or removed."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    edited: tuple[str, ...]

    @property
    def changes(self) -> bool:
        return bool(self.written or self.removed)


def review(tree: Tree, folder: Folder) -> Review:
    """What becomes of each file of the tree and of the last rendering."""
    known = folder.manifest.digests if folder.manifest else {}
    written = [path for path, data in tree.items() if folder.files.get(path) != data]
    removed = [path for path in known if path not in tree and path in folder.files]
    edited = [
        path
        for path in (*written, *removed)
        if path in folder.files and path != manifest.PATH and _digest(folder.files[path]) != known.get(path)
    ]
    return Review(tuple(sorted(written)), tuple(sorted(removed)), tuple(sorted(edited)))


def difference(tree: Tree, folder: Folder, found: Review) -> str:
    """A unified diff from the folder to the tree; of the manifest it says only that it differs."""
    lines: list[str] = []
    for path in sorted((*found.written, *found.removed)):
        if path == manifest.PATH:
            continue
        old, new = folder.files.get(path), tree.get(path)
        lines += difflib.unified_diff(
            list(_lines(old)),
            list(_lines(new)),
            f"a/{path}" if old is not None else "/dev/null",
            f"b/{path}" if new is not None else "/dev/null",
        )
    if manifest.PATH in found.written:
        lines.append(f"Files a/{manifest.PATH} and b/{manifest.PATH} differ\n")
    return "".join(lines)


def _lines(data: bytes | None) -> Iterator[str]:
    for line in (data or b"").decode(errors="replace").splitlines(keepends=True):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
