"""Changes files of a folder that has to keep its place, so that a killed run is finished by the next.

The new files are put into `.pipewarden/next/`; then the journal appears in one step, and with it the change is
decided; then each file is moved into place.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from pipewarden.errors import PipewardenError
from pipewarden.render.disk import read_inside
from pipewarden.render.durable import sync_folder, write_file

FOLDER = ".pipewarden"
_NEXT, _JOURNAL, _DRAFT = f"{FOLDER}/next", f"{FOLDER}/journal.json", f"{FOLDER}/journal.new"


class _Record(msgspec.Struct, frozen=True):
    removed: list[str]
    written: list[str]


def apply(root: Path, written: Mapping[str, bytes], removed: Collection[str]) -> None:
    """Writes and removes files below `root`, all or none."""
    for path in (*written, *removed):
        _expect_writable((root / path).parent)
    try:
        for path, data in written.items():
            write_file(root / _NEXT / path, data, like=root / path)
        write_file(root / _DRAFT, msgspec.json.encode(_Record(sorted(removed), sorted(written))))
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
        record = _read(decided, root)
        for path in (*record.written, *record.removed):
            read_inside(root, path)
        _move(root, record.written, record.removed)
        (root / _JOURNAL).unlink()
    _clear(root)


def _read(data: bytes, root: Path) -> _Record:
    try:
        return msgspec.json.decode(data, type=_Record)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PipewardenError(
            f"this is no journal of a change: {error}; remove it", file=str(root / _JOURNAL)
        ) from None


def _move(root: Path, written: Collection[str], removed: Collection[str]) -> None:
    """Puts the new files into place; nothing slow comes between two of them."""
    folders = {(root / path).parent for path in (*written, *removed)}
    for path in written:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
    moves = [(root / _NEXT / path, root / path) for path in written if (root / _NEXT / path).is_file()]
    with _undisturbed():
        for new, old in moves:
            new.replace(old)
        for path in removed:
            (root / path).unlink(missing_ok=True)
    for folder in sorted(folders):
        if folder.is_dir():
            sync_folder(folder)
    for folder in sorted(folders, reverse=True):
        _drop_emptied(folder, root)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Lets signals that ask for an end wait."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP, signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _drop_emptied(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _clear(root: Path) -> None:
    shutil.rmtree(root / _NEXT, ignore_errors=True)
    (root / _DRAFT).unlink(missing_ok=True)
    _drop_emptied(root / FOLDER, root)


def _expect_writable(folder: Path) -> None:
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
