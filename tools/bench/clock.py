"""Runs whole processes in turn and takes their time and memory."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

SLOW = 15.0
"""A command that takes longer than so many seconds runs once."""


LIMIT = 900.0
"""How many seconds a command may take."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command line; `before` runs ahead of each start and is not timed, `ends` are the exit codes of a good run."""

    line: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], object] | None = None
    one_processor: bool = False
    ends: frozenset[int] = frozenset({0})


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds on the clock, seconds of all processors, and the peak memory in MB; or why there is none."""

    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0
    why_not: str | None = None


def race(
    commands: Mapping[str, Command], runs: int, note: Callable[[str], None], limit: float = LIMIT
) -> dict[str, Taken]:
    """The median of each command. They take turns, so that what else the machine does meets all of them alike."""
    found: dict[str, list[Taken]] = {name: [] for name in commands}
    for turn in range(runs):
        for name, command in commands.items():
            earlier = found[name]
            if earlier and (earlier[0].wall > SLOW or earlier[-1].why_not):
                continue
            note(f"{name}, run {turn + 1} of {runs}")
            earlier.append(_run(command, limit))
    return {name: _median(taken) for name, taken in found.items()}


def _median(taken: list[Taken]) -> Taken:
    failed = next((one for one in taken if one.why_not), None)
    if failed:
        return failed
    return Taken(
        *(statistics.median(values) for values in zip(*((t.wall, t.cpu, t.memory) for t in taken), strict=True))
    )


def _run(command: Command, limit: float) -> Taken:
    if command.before:
        command.before()
    environment = {**os.environ, **command.environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.line,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
            preexec_fn=_on_one_processor if command.one_processor else None,
        )
        timer = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if wall >= limit:
            return Taken(why_not=f"not done within {limit:.0f} s")
        if process.returncode not in command.ends:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip().splitlines() or ["nothing on stderr"]
            return Taken(why_not=f"ended with {process.returncode}: {said[-1][:200]}")
    return Taken(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _on_one_processor() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
