"""Compares a tree on disk with what its spec renders today, file by file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct


class DriftClass(StrEnum):
    """What a difference is: a hand edit by what it does, or a file that is as it was rendered, missing or extra."""

    WEAKENS = "weakens"
    CHANGES = "changes"
    COSMETIC = "cosmetic"
    TEMPLATE = "template"
    MISSING = "missing"
    EXTRA = "extra"


class FileState(StrEnum):
    """How a file's bytes stand to the rendering and to the manifest; `EDITED` is to be sorted by meaning."""

    EDITED = "edited"
    TEMPLATE = "template"
    MISSING = "missing"
    EXTRA = "extra"


class FileDifference(Struct, frozen=True):
    """One file whose bytes differ; `rendered` and `found` are None where there is no such file."""

    path: str
    state: FileState
    rendered: bytes | None
    found: bytes | None


def digests(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """The sha256 of each file, in hexadecimal."""
    return {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}


def compare(
    rendered: Mapping[str, bytes], found: Mapping[str, bytes], recorded: Mapping[str, str] | None
) -> tuple[FileDifference, ...]:
    """The files that differ, sorted by path.

    `recorded` maps each path of the last rendering to the sha256 of its bytes, in hexadecimal; without it nobody can
    tell a hand edit from a template that moved on, and each difference counts as an edit.
    """
    return tuple(_differences(rendered, found, recorded or {}))


def _differences(
    rendered: Mapping[str, bytes], found: Mapping[str, bytes], recorded: Mapping[str, str]
) -> Iterator[FileDifference]:
    for path in sorted({*rendered, *found}):
        new, old = rendered.get(path), found.get(path)
        if new == old:
            continue
        untouched = old is not None and recorded.get(path) == hashlib.sha256(old).hexdigest()
        if old is None:
            state = FileState.TEMPLATE if recorded and path not in recorded else FileState.MISSING
        elif untouched:
            state = FileState.TEMPLATE
        else:
            state = FileState.EXTRA if new is None else FileState.EDITED
        yield FileDifference(path, state, new, old)
