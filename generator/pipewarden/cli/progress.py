"""A progress bar for long work: on stderr, and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
_FEW = 4


def tracked(items: Sequence[T], what: str) -> Iterator[T]:
    """The items, with a bar that follows them when there are many and stderr is a terminal."""
    if len(items) < _FEW or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=what, console=Console(stderr=True), transient=True)
