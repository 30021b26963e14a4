"""Writes files and folders so that they survive a loss of power."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def write_file(path: Path, data: bytes, like: Path | None = None) -> None:
    """Writes a new file and the folders above it; it gets the permissions of `like`, where that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        if like is not None and like.exists():
            shutil.copymode(like, path)
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Makes what was added to, renamed in, or removed from a folder lasting."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
