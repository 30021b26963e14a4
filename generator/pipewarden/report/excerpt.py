"""The lines of a file that a finding is shown with, and what is marked on them."""

from __future__ import annotations

import itertools
from functools import lru_cache

from msgspec import Struct

from pipewarden.finding import Finding, Place, Step

_FIRST_LINES = 4
"""How many lines of a longer stretch are shown before its last one."""


class Mark(Struct, frozen=True):
    """A marked part of one line: offsets in code points from 0, the end exclusive, and what is said of it."""

    start: int
    end: int
    text: str
    main: bool


class Line(Struct, frozen=True):
    """One line of the file; `inside` says that the finding covers it whole, as a further line of what is marked."""

    number: int
    text: str
    inside: bool
    marks: tuple[Mark, ...]


class Excerpt(Struct, frozen=True):
    """The shown lines in order, and the steps behind the finding that are not marked on them."""

    lines: tuple[Line, ...]
    elsewhere: tuple[Step, ...]


def excerpt(finding: Finding, source: str | None) -> Excerpt:
    """What `source`, the text of the finding's file, shows of it; no lines where the place is not in it."""
    steps = tuple(dict.fromkeys(finding.because))
    lines = () if source is None else source_lines(source)
    place = finding.place
    if place is None or not 1 <= place.line <= len(lines):
        return Excerpt((), steps)
    here, elsewhere = _parted(steps, place, len(lines))
    inside = range(place.line + 1, min(place.end_line, len(lines)) + 1)
    covered = (*inside[: _FIRST_LINES - 1], *inside[_FIRST_LINES - 1 :][-1:])
    marks: dict[int, list[Mark]] = {place.line: [_main(place, here, lines)]}
    for step_place, text in here:
        if (step_place.line, step_place.column) != (place.line, place.column):
            marks.setdefault(step_place.line, []).append(_mark(step_place, lines, text))
    numbers = _bridged(sorted({*marks, *covered}))
    shown = (Line(n, lines[n - 1], n in inside, tuple(marks.get(n, ()))) for n in numbers)
    return Excerpt(tuple(shown), elsewhere)


@lru_cache(maxsize=4)
def source_lines(source: str) -> tuple[str, ...]:
    """The lines as HCL counts them: only a line feed ends one, and a carriage return before it belongs to the end."""
    return tuple(line.removesuffix("\r") for line in source.removesuffix("\n").split("\n"))


def _parted(steps: tuple[Step, ...], place: Place, count: int) -> tuple[list[tuple[Place, str]], tuple[Step, ...]]:
    here = [(s.place, s.text) for s in steps if s.place and s.place.file == place.file and 1 <= s.place.line <= count]
    known = set(here)
    return here, tuple(step for step in steps if step.place is None or (step.place, step.text) not in known)


def _main(place: Place, here: list[tuple[Place, str]], lines: tuple[str, ...]) -> Mark:
    texts = [text for at, text in here if (at.line, at.column) == (place.line, place.column)]
    return _mark(place, lines, "; ".join(texts), main=True)


def _mark(place: Place, lines: tuple[str, ...], text: str, *, main: bool = False) -> Mark:
    line = lines[place.line - 1]
    start = min(max(place.column - 1, 0), len(line))
    end = place.end_column - 1 if place.end_line == place.line else len(line.rstrip())
    return Mark(start, max(start + 1, min(end, len(line))), text, main)


def _bridged(numbers: list[int]) -> list[int]:
    """The line numbers, with each that is alone between two of them: a gap of one line hides nothing worth a mark."""
    between = [a + 1 for a, b in itertools.pairwise(numbers) if b - a == 2]
    return sorted((*numbers, *between))
