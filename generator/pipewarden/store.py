"""Keeps what can be made again on disk, so that the next run need not make it.

An entry is a checksum and data, nothing that runs. One that is cut short, altered or half written fails its checksum
and is made again. A directory that others may write to is left alone, for a forged entry would hide a finding.
Whatever goes wrong with the disk only costs time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

MAX_BYTES = 400_000_000
"""What a store may take, some 2,500 stacks; beyond it, the entries written first go, down to three quarters of it."""

_CHECKSUM = 32
_LONG_LEDGER = 4096
"""From how many bytes on the file of sizes is added up to one line."""


def cache_directory(environment: Mapping[str, str]) -> Path | None:
    """Where the cache lives by the XDG Base Directory Specification; None where there is no home."""
    base, home = environment.get("XDG_CACHE_HOME", ""), environment.get("HOME") or environment.get("LOCALAPPDATA", "")
    if Path(base).is_absolute():
        return Path(base) / "pipewarden"
    return Path(home) / ".cache" / "pipewarden" if home else None


class Store:
    """The entries under one directory, which is made when the first one is written."""

    def __init__(self, directory: Path, max_bytes: int = MAX_BYTES) -> None:
        self.directory = directory
        self.max_bytes = max_bytes
        self._written = 0

    def read(self, folder: str, name: str) -> bytes | None:
        """What was kept under this name, if it is there and whole."""
        if not self._is_ours():
            return None
        try:
            entry = (self.directory / folder / name).read_bytes()
        except OSError:
            return None
        checksum, payload = entry[:_CHECKSUM], entry[_CHECKSUM:]
        return payload if _checksum(name, payload) == checksum else None

    def write(self, folder: str, name: str, payload: bytes) -> None:
        """Put an entry in place in one step, so that a reader sees all of it or none."""
        with contextlib.suppress(OSError):
            if not self._is_ours():
                self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
                if not self._is_ours():
                    return
            place = self.directory / folder
            path, partial = place / name, place / f".{os.getpid()}-{name}"
            entry = _checksum(name, payload) + payload
            try:
                try:
                    partial.write_bytes(entry)
                except FileNotFoundError:
                    place.mkdir(mode=0o700, exist_ok=True)
                    partial.write_bytes(entry)
                partial.replace(path)
                self._written += len(entry)
            except OSError:
                partial.unlink(missing_ok=True)
                raise

    def evict(self) -> None:
        """Remove what is beyond the size limit, oldest first; call it after storing something.

        The directory, which may hold many thousand entries, is only looked through where it may have grown too large: a
        file says what was found then and stored since.
        """
        ledger = self.directory / "size"
        with contextlib.suppress(OSError):
            if not self._is_ours():
                return
            with ledger.open("a", encoding="ascii") as stream:
                new = stream.tell() == 0
                stream.write(f"{self._written}\n")
            self._written = 0
            total = _total(ledger)
            if new or total > self.max_bytes:
                total = self._size_after_removing()
            elif ledger.stat().st_size < _LONG_LEDGER:
                return
            ledger.write_text(f"{total}\n", encoding="ascii")

    def _size_after_removing(self) -> int:
        found = [(path.stat(), path) for path in self.directory.glob("*/*")]
        size = sum(status.st_size for status, _ in found)
        goal = size if size <= self.max_bytes else self.max_bytes * 3 // 4
        for status, path in sorted(found, key=lambda entry: entry[0].st_mtime_ns):
            if size <= goal:
                break
            with contextlib.suppress(OSError):
                path.unlink()
            size -= status.st_size
        return size

    def _is_ours(self) -> bool:
        """Whether the directory is there, and nobody else can have written the entries."""
        try:
            status = self.directory.stat()
        except OSError:
            return False
        mine = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
        return mine and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _total(ledger: Path) -> int:
    """The sum of the numbers in a file; without bounds where there is something else in it."""
    lines = ledger.read_bytes().split()
    return sum(int(line) if line.isdigit() else 2 * MAX_BYTES for line in lines)


def _checksum(name: str, payload: bytes) -> bytes:
    return hashlib.sha256(name.encode() + payload).digest()
