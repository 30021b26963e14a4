"""A progress bar for long work: on stderr, and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_FEW = 4


def tracked(items: Iterable[T], what: str, count: int) -> Iterator[T]:
    """The `count` items, with a bar that follows them when there are many and stderr is a terminal."""
    if count < _FEW or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    # Without a refreshing thread, for the items may come from processes that are forked meanwhile.
    console = Console(stderr=True)
    yield from track(items, what, count, auto_refresh=False, console=console, transient=True)
