"""Lets one writer at a time into a folder."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipewarden.errors import PipewardenError

ATTEMPTS, PAUSE = 300, 0.1
"""How often, and after how many seconds, to try: half a minute in all."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds a lock on `folder`, which leaves no file behind and ends with the process."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _acquire(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, folder: Path) -> None:
    for _ in range(ATTEMPTS):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(PAUSE)
        else:
            return
    raise PipewardenError("another run has been writing here for half a minute; wait for it", file=str(folder))
