"""Recalls what an earlier run found of a root of which nothing has changed since.

What is kept of a root is kept under a hash of all that goes into it besides the disk (this package's code, the flags,
the configuration, the day), together with every question that its folder was asked and a digest of the answer. It
counts only where the folder gives all of these answers again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from pipewarden.hcl.cache import generation
from pipewarden.stack import Tree
from pipewarden.stack.notes import still
from pipewarden.store import Store, cache_directory

T = TypeVar("T")
_FOLDER = "recall"


class _Entry(msgspec.Struct, Generic[T], frozen=True, array_like=True):
    answers: tuple[tuple[str, str, str], ...]
    result: T


class Recall(Generic[T]):
    """Results of one kind, which depend on a tree and on `given`, anything that MessagePack can hold."""

    def __init__(self, kind: type[T], store: Store | None) -> None:
        self._kind = kind
        self._store = store

    def find(self, tree: Tree, given: object) -> T | None:
        """What was kept, where the tree is still the same."""
        try:
            payload = None if self._store is None else self._store.read(_FOLDER, _key(self._kind, tree, given))
            if payload is None:
                return None
            entry: _Entry[T] = msgspec.msgpack.decode(payload, type=_Entry[self._kind])  # type: ignore[name-defined]
        except (msgspec.MsgspecError, UnicodeEncodeError):
            return None
        answers = {(name, path): answer for name, path, answer in entry.answers}
        return entry.result if still(tree, answers) else None

    def make(self, tree: Tree, given: object, work: Callable[[], T]) -> T:
        """What the work gives, kept together with what it asked of the tree."""
        with tree.notes.taken() as answers:
            result = work()
        if self._store is not None:
            asked = tuple((*question, answer) for question, answer in answers.items())
            # The name of a file need not be UTF-8; such a root is judged every time.
            with contextlib.suppress(UnicodeEncodeError):
                self._store.write(_FOLDER, _key(self._kind, tree, given), msgspec.msgpack.encode(_Entry(asked, result)))
                self._store.evict()
        return result


def store() -> Store | None:
    """Where results are kept; None where there is no place for a cache."""
    directory = cache_directory(os.environ)
    return None if directory is None else Store(directory)


def _key(kind: type[Any], tree: Tree, given: object) -> str:
    facts = (_generation(), kind.__name__, str(Path.cwd()), tree.absolute(""), tree.shown(""), given)
    return hashlib.sha256(msgspec.msgpack.encode(facts, order="deterministic")).hexdigest()


@lru_cache(maxsize=1)
def _generation() -> str:
    """A hash of the code that judges: this package's, the grammar's, and Python's."""
    digest = hashlib.sha256(f"{sys.version}\0{generation()}\0".encode())
    package = Path(__file__).parents[1]
    for folder, names, files in os.walk(package):
        names[:] = sorted(name for name in names if name != "__pycache__")
        for file in sorted(files):
            digest.update(f"{folder}/{file}\0".encode())
            digest.update(Path(folder, file).read_bytes())
    return digest.hexdigest()
