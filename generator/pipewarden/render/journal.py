"""Changes files of a folder that has to keep its place, so that a killed run is finished by the next.

The new files are put into `.pipewarden/next/`; then the journal appears in one step, and with it the change is
decided; then each file is moved into place.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from .disk import read_inside
from .durable import sync_folder, write_file

FOLDER = ".pipewarden"
_NEXT, _JOURNAL, _DRAFT = f"{FOLDER}/next", f"{FOLDER}/journal.json", f"{FOLDER}/journal.new"


def apply(root: Path, written: Mapping[str, bytes], removed: Collection[str]) -> None:
    """Writes and removes files below `root`, all or none."""
    for path in (*written, *removed):
        _expect_writable((root / path).parent)
    try:
        for path, data in written.items():
            write_file(root / _NEXT / path, data)
        record = json.dumps({"removed": sorted(removed), "written": sorted(written)})
        write_file(root / _DRAFT, record.encode())
    except OSError:
        _clear(root)
        raise
    (root / _DRAFT).replace(root / _JOURNAL)
    sync_folder(root / FOLDER)
    finish(root)


def finish(root: Path) -> None:
    """Finishes what a journal in `root` says was begun; without a journal, clears away what was not yet decided."""
    decided = read_inside(root, _JOURNAL)
    if decided is not None:
        record = json.loads(decided)
        for path in (*record["written"], *record["removed"]):
            read_inside(root, path)
        for path in record["written"]:
            if (root / _NEXT / path).is_file():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / _NEXT / path).replace(root / path)
                sync_folder((root / path).parent)
        for path in record["removed"]:
            (root / path).unlink(missing_ok=True)
        (root / _JOURNAL).unlink()
    _clear(root)


def _clear(root: Path) -> None:
    shutil.rmtree(root / _NEXT, ignore_errors=True)
    (root / _DRAFT).unlink(missing_ok=True)


def _expect_writable(folder: Path) -> None:
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
