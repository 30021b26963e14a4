"""What an update writes and removes: the merged files, the manifest of the new rendering, the record that undoes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from msgspec import Struct

from pipewarden.errors import PipewardenError
from pipewarden.render import Folder, Tree, manifest
from pipewarden.update import record
from pipewarden.update.merge import Combine, Conflicts, FileMerge, merge, reject_path, results

_OPENING, _CLOSING = re.compile(rb"^<{7} ", re.MULTILINE), re.compile(rb"^>{7} ", re.MULTILINE)


class Update(Struct, frozen=True):
    """`tree` and `removing` are what `render.write` takes; `before` is what lies at those paths now."""

    merges: tuple[FileMerge, ...]
    tree: Tree
    removing: tuple[str, ...]
    before: Mapping[str, bytes]

    @property
    def conflicts(self) -> int:
        """How many conflicts are left in all files together."""
        return sum(item.conflicts for item in self.merges)

    @property
    def changes(self) -> bool:
        """Whether anything at all would be written or removed."""
        return bool(self.removing) or any(self.before.get(path) != data for path, data in self.tree.items())


def paths_of(rendered: Tree) -> set[str]:
    """The paths that `plan` has to know the present content of, besides those in the manifest."""
    return {*rendered, *(reject_path(path) for path in rendered), record.IGNORE}


def plan(
    folder: Folder,
    rendered: Tree,
    records: Collection[str],
    combine: Combine,
    left: Conflicts = Conflicts.MARKS,
    shown: Callable[[str], str] = str,
) -> Update:
    """The update of `folder` to `rendered`, a tree with its manifest; `records` are the names of former records.

    `shown` turns a path in the tree into its name in errors. Raises PipewardenError where a file still holds the marks
    of an earlier conflict.
    """
    base = folder.manifest.files if folder.manifest else {}
    ours = {path: data for path, data in folder.files.items() if path != manifest.PATH}
    theirs = {path: data for path, data in rendered.items() if path != manifest.PATH}
    for path in sorted({*base, *theirs} & ours.keys()):
        _refuse_marks(shown(path), ours[path])
    merges = merge(base, ours, theirs, combine, left)
    after = {**dict(results(merges)), manifest.PATH: rendered[manifest.PATH]}
    removing = tuple(item.path for item in merges if item.before is not None and item.after is None)
    before = _present(folder, {*after, *removing})
    update = Update(merges, after, removing, before)
    if not update.changes:
        return update
    undo = record.encode(record.of_change(before, after))
    tree = {**after, record.IGNORE: b"*\n", record.next_path(records): undo}
    return Update(merges, tree, removing, _present(folder, {*tree, *removing}))


def _present(folder: Folder, paths: Collection[str]) -> dict[str, bytes]:
    return {path: data for path, data in folder.files.items() if path in paths}


def _refuse_marks(name: str, data: bytes) -> None:
    opening = _OPENING.search(data)
    if opening and _CLOSING.search(data, opening.end()):
        line = data.count(b"\n", 0, opening.start()) + 1
        message = "a conflict of an earlier update stands here; resolve it, then update again"
        raise PipewardenError(message, file=name, line=line)
