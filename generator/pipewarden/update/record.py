"""The record of an update: every byte that it replaced, so that it can be undone.

Records lie in `.pipewarden/undo/`, numbered, in a folder that git is told to ignore.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from pipewarden.errors import PipewardenError

FOLDER = ".pipewarden/undo"
IGNORE = f"{FOLDER}/.gitignore"
SCHEMA_VERSION = 1
_NAME = re.compile(r"(\d{4,})\.json")


class _Entry(msgspec.Struct, frozen=True):
    before: str | None
    after: str | None


class _Document(msgspec.Struct, frozen=True):
    schema_version: int
    files: dict[str, _Entry]


class Record(Struct, frozen=True):
    """`before` maps each changed path to its former bytes, None where there was no such file.

    `after` maps it to the sha256 of what the update wrote, in hexadecimal, None where it removed the file.
    """

    before: Mapping[str, bytes | None]
    after: Mapping[str, str | None]


def of_change(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Record:
    """The record of a change; files that stay the same are not in it."""
    changed = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    return Record({path: before.get(path) for path in changed}, {path: digest(after.get(path)) for path in changed})


def digest(data: bytes | None) -> str | None:
    """The sha256 of a file, in hexadecimal."""
    return None if data is None else hashlib.sha256(data).hexdigest()


def encode(record: Record) -> bytes:
    """The record as JSON; bytes are in base64."""
    files = {
        path: _Entry(None if data is None else base64.b64encode(data).decode(), record.after[path])
        for path, data in record.before.items()
    }
    return msgspec.json.format(msgspec.json.encode(_Document(SCHEMA_VERSION, files))) + b"\n"


def parse(data: bytes, file: str) -> Record:
    """The record that `data` holds; `file` is its name in errors."""
    try:
        found = msgspec.json.decode(data, type=_Document)
        before = {
            path: None if entry.before is None else base64.b64decode(entry.before, validate=True)
            for path, entry in found.files.items()
        }
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise PipewardenError(f"this is no record of an update: {error}; remove it", file=file) from None
    return Record(before, {path: entry.after for path, entry in found.files.items()})


def next_path(names: Iterable[str]) -> str:
    """Where the next record goes; `names` are the file names in the folder."""
    last = latest(names)
    number = int(last.removesuffix(".json")) + 1 if last else 1
    return f"{FOLDER}/{number:04}.json"


def latest(names: Iterable[str]) -> str | None:
    """The name of the last record."""
    return max((name for name in names if _NAME.fullmatch(name)), key=lambda name: int(name[:-5]), default=None)
