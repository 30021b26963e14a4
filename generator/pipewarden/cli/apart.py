"""Does one piece of work after another on several processes, and hands the results over in order."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
from collections.abc import Callable, Iterator
from typing import TypeVar, cast

T = TypeVar("T")
_WORTH_PROCESSES = 3


def processors() -> int:
    """How many processors this process may use, which in a container is often fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(work: Callable[[int], T], count: int, processes: int) -> Iterator[T]:
    """`work(0)` to `work(count - 1)`, in that order; a result must be a plain value that another process can send.

    The first is done here, so that the processes, which are forks of this one, begin with all that it loaded. What a
    process could not do is done here too: then an error is raised as it would be without processes.
    """
    done = 0
    if count:
        yield work(0)
        done = 1
    if min(processes, count - done) > 1 and count - done >= _WORTH_PROCESSES:
        for result in _forked(work, range(done, count), processes):
            yield work(done) if result is None else result
            done += 1
    for index in range(done, count):
        yield work(index)


def _forked(work: Callable[[int], T], indexes: range, processes: int) -> Iterator[T | None]:
    """The results in order, None for one that failed; ends early where processes cannot be had or are ended."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    if "fork" not in multiprocessing.get_all_start_methods():
        return
    fork = multiprocessing.get_context("fork")
    # What exists by now is shared with the processes as long as nobody writes to it, and collecting garbage would.
    gc.freeze()
    try:
        with (
            contextlib.suppress(OSError, NotImplementedError, BrokenProcessPool),
            ProcessPoolExecutor(min(processes, len(indexes)), fork, _begin, (work,)) as pool,
        ):
            try:
                yield from cast("Iterator[T | None]", pool.map(_attempt, indexes))
            finally:
                pool.shutdown(cancel_futures=True)
    finally:
        gc.unfreeze()


_work: Callable[[int], object] | None = None


def _begin(work: Callable[[int], object]) -> None:
    """Keeps the work that a fork inherits; an interrupt is for the first process, which then waits for the others."""
    # The caller's function closes over values of its own, and so cannot be sent along with each index.
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _attempt(index: int) -> object | None:
    from pipewarden.errors import PipewardenError

    try:
        return None if _work is None else _work(index)
    except (PipewardenError, MemoryError):
        return None
