"""Reads `docs/survivors.md`: which mutants nothing notices, and why each is harmless.

A row of a table there names elements, paths and changes by patterns in backticks, in which `*` stands for any text, and
gives the reason. An element may be led by the name of its module: `trail: aws_sns_topic.alarms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mutate.mutant import Key
from mutate.trees import REPOSITORY

PAGE = REPOSITORY / "docs" / "survivors.md"
_PATTERN = re.compile(r"`([^`]*)`")
_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: the mutants that it excuses, the reason, and its line in the page."""

    elements: re.Pattern[str]
    paths: re.Pattern[str]
    changes: re.Pattern[str]
    reason: str
    line: int

    def excuses(self, key: Key) -> bool:
        """Whether the row names this mutant."""
        names = (key.element, f"{key.module}: {key.element}")
        return (
            any(self.elements.fullmatch(name) for name in names)
            and bool(self.paths.fullmatch(key.path))
            and bool(self.changes.fullmatch(key.change))
        )


def read(page: Path = PAGE) -> tuple[Rule, ...]:
    """The rows of all tables of the page; raises ValueError for one that is not complete."""
    return tuple(_rules(page.read_text(encoding="utf-8").splitlines()))


def _rules(lines: Iterable[str]) -> Iterator[Rule]:
    for number, line in enumerate(lines, 1):
        if not line.startswith("| `"):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        patterns = [_pattern(cell) for cell in cells[: _COLUMNS - 1]]
        if len(cells) != _COLUMNS or None in patterns or not cells[-1]:
            raise ValueError(f"line {number}: a row has elements, paths and changes in backticks, and a reason")
        elements, paths, changes = (pattern for pattern in patterns if pattern is not None)
        yield Rule(elements, paths, changes, cells[-1], number)


def _pattern(cell: str) -> re.Pattern[str] | None:
    found = _PATTERN.findall(cell)
    if not found:
        return None
    return re.compile("|".join(".*".join(re.escape(part) for part in pattern.split("*")) for pattern in found))
