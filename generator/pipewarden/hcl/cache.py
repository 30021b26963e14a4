"""Keeps syntax trees and the compiled grammar on disk: the only file of the reader that touches the world.

The name of an entry is the hash of what it was made from, so an entry is never stale.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from pipewarden import __version__
from pipewarden.hcl.ast import File
from pipewarden.store import Store


class Cache(Store):
    """The syntax trees and the grammar under one directory."""

    def load(self, data: bytes, *, json: bool) -> File | None:
        """The tree of a file with this content, if it is known."""
        payload = self.read(*_place(data, json))
        try:
            return None if payload is None else _decoder().decode(payload)
        except (msgspec.MsgspecError, RecursionError):
            return None

    def store(self, data: bytes, tree: bytes, *, json: bool) -> None:
        """Keep a tree, as MessagePack, for the content that it was read from."""
        self.write(*_place(data, json), tree)

    def load_grammar(self) -> bytes | None:
        """The compiled grammar, if it is known."""
        return self.read("grammar", generation())

    def store_grammar(self, table: bytes) -> None:
        """Keep the compiled grammar."""
        self.write("grammar", generation(), table)


@lru_cache(maxsize=1)
def _decoder() -> msgspec.msgpack.Decoder[File]:
    return msgspec.msgpack.Decoder(File)


def _place(data: bytes, json: bool) -> tuple[str, str]:
    digest = hashlib.sha256(generation().encode() + (b"json" if json else b"hcl") + data).hexdigest()
    return digest[:2], digest


@lru_cache(maxsize=1)
def generation() -> str:
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
