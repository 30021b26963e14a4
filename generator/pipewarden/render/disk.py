"""Reads what lies in a folder at the paths of a tree, and never through a symbolic link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from pipewarden.errors import PipewardenError
from pipewarden.render import manifest
from pipewarden.render.manifest import Manifest


class Folder(Struct, frozen=True):
    """What a folder holds at the paths of interest, and the manifest in it."""

    manifest: Manifest | None
    files: Mapping[str, bytes]


def look(directory: Path, paths: Iterable[str]) -> Folder:
    """The files of `directory` at `paths` and at the paths of its manifest; a missing folder holds nothing."""
    raw = read_inside(directory, manifest.PATH)
    found = manifest.parse(raw, str(directory / manifest.PATH)) if raw is not None else None
    for path in found.files if found else ():
        if not _is_inside(path):
            message = f"the manifest names `{path}`, which leads out of this folder; restore it"
            raise PipewardenError(message, file=str(directory / manifest.PATH))
    wanted = {*paths, *(found.files if found else ())}
    files = {path: read_inside(directory, path) for path in sorted(wanted)}
    return Folder(found, {path: data for path, data in files.items() if data is not None})


def read_inside(directory: Path, path: str) -> bytes | None:
    """The bytes of a file below `directory`, None where there is none; a symbolic link on the way is an error."""
    check_path(path)
    here = directory
    for part in path.split("/"):
        here = here / part
        try:
            mode = os.lstat(here).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        if stat.S_ISLNK(mode):
            raise PipewardenError("this is a symbolic link, which is never followed; remove it", file=str(here))
    if not stat.S_ISREG(mode):
        raise PipewardenError("this is no file, and a file belongs here; remove it", file=str(here))
    return here.read_bytes()


def check_path(path: str) -> None:
    """Refuses a path that could lead out of its folder."""
    if not _is_inside(path):
        raise PipewardenError(f"the path `{path}` leads out of its folder; it is not written")


def _is_inside(path: str) -> bool:
    return "\\" not in path and all(part not in ("", ".", "..") for part in path.split("/"))
