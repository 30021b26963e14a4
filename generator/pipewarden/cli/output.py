"""Where results go: stdout or a file that is replaced in one step, and colour only on a terminal."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pipewarden.errors import PipewardenError


def colour_wanted() -> bool:
    """Whether stdout is a terminal that takes colour; `NO_COLOR` (no-color.org) is honoured."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def error_text(error: PipewardenError) -> str:
    """The error as it is printed: a terminal obeys nothing that it quotes from a file."""
    from pipewarden.report.printable import printable

    return "\n".join(printable(line) for line in f"error: {error}".split("\n"))


def deliver(text: str | Iterable[str], output: Path | None) -> None:
    """Writes a result, whole or in pieces, to stdout or to `output` in one step."""
    pieces = (text,) if isinstance(text, str) else text
    if output is None or str(output) == "-":
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
    else:
        _replace_file(output, (piece.encode() for piece in pieces))


def replace_file(path: Path, data: bytes) -> None:
    """Replaces a file in one step: an interrupt leaves the old content or the new.

    A link keeps pointing at the file; a device, a pipe or the like is written to, and never replaced.
    """
    _replace_file(path, (data,))


def _replace_file(path: Path, data: Iterable[bytes]) -> None:
    if _is_device(path):
        _write_into(path, data)
        return
    try:
        path = path.resolve()
        descriptor, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise PipewardenError(f"cannot write: {error.strerror}", file=str(path)) from None
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(data)
            stream.flush()
            os.fsync(stream.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(beside).chmod(mode)
        Path(beside).replace(path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise PipewardenError(f"cannot write: {error.strerror}", file=str(path)) from None


def _is_device(path: Path) -> bool:
    """Whether the path is there and is no regular file."""
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False


def _write_into(path: Path, data: Iterable[bytes]) -> None:
    try:
        with path.open("wb") as stream:
            stream.writelines(data)
    except OSError as error:
        raise PipewardenError(f"cannot write: {error.strerror}", file=str(path)) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
