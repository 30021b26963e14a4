"""Keeps syntax trees and the compiled grammar on disk: the only file of the reader that touches the world.

An entry is a checksum and MessagePack, which holds data and nothing that runs. Its name is the hash of what it was
made from, so an entry is never stale; one that is cut short, altered or half written fails its checksum and is made
again. A directory that others may write to is left alone, for a forged tree would hide a finding. Whatever goes wrong
with the disk only costs time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec
from msgspec import Struct, field

from pipewarden import __version__
from pipewarden.compared import compared
from pipewarden.hcl.ast import File

MAX_CACHE_BYTES = 400_000_000
"""What the cache may take, some 2,500 stacks; beyond it, the entries written first go, down to three quarters of it."""

_CHECKSUM = 32


def cache_directory(environment: Mapping[str, str]) -> Path | None:
    """Where the cache lives by the XDG Base Directory Specification; None where there is no home."""
    base, home = environment.get("XDG_CACHE_HOME", ""), environment.get("HOME") or environment.get("LOCALAPPDATA", "")
    if Path(base).is_absolute():
        return Path(base) / "pipewarden"
    return Path(home) / ".cache" / "pipewarden" if home else None


@compared("directory", "max_bytes")
class Cache(Struct, frozen=True, dict=True):
    """The entries under one directory, which is made when the first one is written."""

    directory: Path
    max_bytes: int = MAX_CACHE_BYTES
    _size: list[int] = field(default_factory=list)
    _decoder: msgspec.msgpack.Decoder[File] = field(default_factory=lambda: msgspec.msgpack.Decoder(File))

    def load(self, data: bytes, *, json: bool) -> File | None:
        """The tree of a file with this content, if it is known."""
        payload = self._read(self._tree(data, json))
        try:
            return None if payload is None else self._decoder.decode(payload)
        except (msgspec.MsgspecError, RecursionError):
            return None

    def store(self, data: bytes, tree: bytes, *, json: bool) -> None:
        """Keep a tree, as MessagePack, for the content that it was read from."""
        self._write(self._tree(data, json), tree)

    def load_grammar(self) -> bytes | None:
        """The compiled grammar, if it is known."""
        return self._read(self._grammar())

    def store_grammar(self, table: bytes) -> None:
        """Keep the compiled grammar."""
        self._write(self._grammar(), table)

    def evict(self) -> None:
        """Remove what is beyond the size limit, oldest first; call it after storing something.

        The directory is only looked through where it may have grown too large: when this is called first, and when what
        it held then and what was stored since are more than the limit.
        """
        if self._size and sum(self._size) <= self.max_bytes:
            return
        with contextlib.suppress(OSError):
            found = [(path.stat(), path) for path in self.directory.glob("*/*")]
            size = sum(status.st_size for status, _ in found)
            goal = size if size <= self.max_bytes else self.max_bytes * 3 // 4
            for status, path in sorted(found, key=lambda entry: entry[0].st_mtime_ns):
                if size <= goal:
                    break
                with contextlib.suppress(OSError):
                    path.unlink()
                size -= status.st_size
            self._size[:] = [size]

    def _is_ours(self) -> bool:
        """Whether the directory is there, and nobody else can have written the entries."""
        try:
            status = self.directory.stat()
        except OSError:
            return False
        mine = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
        return mine and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)

    def _tree(self, data: bytes, json: bool) -> Path:
        digest = hashlib.sha256(_generation().encode() + (b"json" if json else b"hcl") + data).hexdigest()
        return self.directory / digest[:2] / digest

    def _grammar(self) -> Path:
        return self.directory / "grammar" / _generation()

    def _read(self, path: Path) -> bytes | None:
        if not self._is_ours():
            return None
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        checksum, payload = entry[:_CHECKSUM], entry[_CHECKSUM:]
        return payload if hashlib.sha256(path.name.encode() + payload).digest() == checksum else None

    def _write(self, path: Path, payload: bytes) -> None:
        """Put an entry in place in one step, so that a reader sees all of it or none."""
        with contextlib.suppress(OSError):
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._is_ours():
                return
            path.parent.mkdir(mode=0o700, exist_ok=True)
            partial = path.with_name(f".{os.getpid()}-{path.name}")
            try:
                partial.write_bytes(hashlib.sha256(path.name.encode() + payload).digest() + payload)
                if self._size:
                    self._size[0] += _CHECKSUM + len(payload)
                partial.replace(path)
            except OSError:
                partial.unlink(missing_ok=True)
                raise


@lru_cache(maxsize=1)
def _generation() -> str:
    """A hash of all that a tree depends on besides the text: this package's reader, and python-hcl2's grammar."""
    digest = hashlib.sha256(__version__.encode())
    for source in sorted(Path(__file__).parent.glob("*.*")):
        if source.suffix in (".py", ".lark"):
            digest.update(source.read_bytes())
    for package in ("hcl2", "lark"):
        found = find_spec(package)
        assert found is not None and found.origin is not None, f"{package} is a dependency of this package"
        name = "hcl2.lark" if package == "hcl2" else "__init__.py"
        digest.update(Path(found.origin).with_name(name).read_bytes())
    return digest.hexdigest()
