"""What is wrong with a spec: every problem at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from pipewarden.errors import PipewardenError

Path = tuple[str | int, ...]


class Position(NamedTuple):
    """A line and a column, counted from 1."""

    line: int
    column: int


class Problem(NamedTuple):
    """One thing that is wrong at `path`: what it is, then what to do."""

    path: Path
    message: str
    place: Position | None = None


def dotted(path: Path) -> str:
    """`("stages", 0, "name")` as `stages[0].name`."""
    text = ""
    for part in path:
        shown = part if isinstance(part, int) or part else '""'
        text += f"[{shown}]" if isinstance(part, int) else f".{shown}" if text else str(shown)
    return text


_LONG = re.compile(r"`([^`]{120})[^`]+`")


def _shortened(message: str) -> str:
    """The message without the rest of long values, which the file shows."""
    return _LONG.sub(r"`\1…`", message)


class SpecError(PipewardenError):
    """All problems of one spec file, sorted by place; `str` gives one line for each."""

    def __init__(
        self, file: str, problems: Iterable[Problem], position: Callable[[Path], Position] | None = None
    ) -> None:
        def located(problem: Problem) -> PipewardenError:
            place = problem.place or (position(problem.path) if position else Position(1, 1))
            where = dotted(problem.path)
            message = _shortened(f"{where}: {problem.message}" if where else problem.message)
            return PipewardenError(message, file=file, line=place.line, column=place.column)

        errors = {str(error): error for error in map(located, problems)}
        self.errors = tuple(
            sorted(errors.values(), key=lambda error: (error.line or 0, error.column or 0, error.message))
        )
        super().__init__("\n".join(error.message for error in self.errors), file=file)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)
