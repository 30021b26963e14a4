"""Unified diffs of bytes, in the form that `patch` and `git apply` read."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

_NO_NEWLINE = b"\\ No newline at end of file\n"


def unified(path: str, old: bytes | None, new: bytes | None) -> bytes:
    """A diff of one file; None stands for no file. Two equal sides give nothing."""
    name = path.encode(errors="surrogateescape")
    lines = difflib.diff_bytes(
        difflib.unified_diff,
        _lines(old),
        _lines(new),
        b"/dev/null" if old is None else b"a/" + name,
        b"/dev/null" if new is None else b"b/" + name,
    )
    return b"".join(line if line.endswith(b"\n") else line + b"\n" + _NO_NEWLINE for line in lines)


def unified_all(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> bytes:
    """The diffs of all files that differ, sorted by path."""
    return b"".join(unified(path, old.get(path), new.get(path)) for path in sorted({*old, *new}))


def _lines(data: bytes | None) -> list[bytes]:
    """Lines that end with a line feed and with nothing else."""
    parts = (data or b"").split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
