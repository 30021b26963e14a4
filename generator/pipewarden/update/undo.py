"""What brings back the files that the last update replaced."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from pipewarden.errors import PipewardenError
from pipewarden.render import Folder, Tree
from pipewarden.update.record import FOLDER, IGNORE, Record, digest, latest


class Undo(Struct, frozen=True):
    """`tree` and `removing` are what `render.write` takes; `changed` are the paths that the update had touched."""

    tree: Tree
    removing: tuple[str, ...]
    changed: tuple[str, ...]


def undo(folder: Folder, record: Record, records: Collection[str], *, force: bool = False) -> Undo:
    """The way back of the last record; `records` are the names of all records.

    Raises PipewardenError where a file was edited after the update, unless `force`.
    """
    edited = sorted(path for path, after in record.after.items() if digest(folder.files.get(path)) != after)
    if edited and not force:
        named = "".join(f"\n  {path}" for path in edited)
        raise PipewardenError(f"these files were edited after the update; undo with --force loses that:{named}")
    back: Mapping[str, bytes | None] = {**folder.files, **record.before}
    own = [f"{FOLDER}/{latest(records)}", *([IGNORE] if len(records) == 1 else [])]
    return Undo(
        {path: data for path, data in back.items() if data is not None and path not in own},
        tuple(sorted([path for path, data in record.before.items() if data is None] + own)),
        tuple(sorted(record.before)),
    )
