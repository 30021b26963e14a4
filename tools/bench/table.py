"""Shows what was measured: as a table with ratios, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bench.clock import Taken

By: TypeAlias = Literal["clock", "cpu"]
"""What is divided: seconds on the clock, which people feel, or of all processors, which other work disturbs less."""


@dataclass(frozen=True, slots=True)
class Race:
    """Commands on the same files; `bases` are those that the others are divided by."""

    title: str
    taken: dict[str, Taken]
    bases: tuple[str, ...]

    def ratio(self, name: str, base: str, by: By) -> float | None:
        """How many times as long as the base a command takes; None where one of them did not run."""
        one, other = self.taken[name], self.taken[base]
        seconds, unit = (one.wall, other.wall) if by == "clock" else (one.cpu, other.cpu)
        return None if one.why_not or other.why_not or not unit else seconds / unit


@dataclass(frozen=True, slots=True)
class Answers:
    """What provers said of each question and in how many seconds; or why one did not."""

    title: str
    answers: dict[str, dict[str, tuple[str, float]]]
    not_run: dict[str, str]


def text(parts: Iterable[Race | Answers], by: By) -> str:
    """All of it for people."""
    return "\n".join(_race(part, by) if isinstance(part, Race) else _answers(part) for part in parts)


def _race(race: Race, by: By) -> str:
    heads = ["", "clock s", "all CPUs s", "MB", *(f"÷ {base}" for base in race.bases)]
    rows = []
    for name, taken in race.taken.items():
        if taken.why_not:
            rows.append([name, f"NOT RUN: {taken.why_not}"])
            continue
        ratios = [race.ratio(name, base, by) for base in race.bases]
        shown = ["" if ratio is None else f"{ratio:.2f}" for ratio in ratios]
        rows.append([name, f"{taken.wall:.2f}", f"{taken.cpu:.2f}", f"{taken.memory:.0f}", *shown])
    return _laid_out(race.title, heads, rows)


def _answers(found: Answers) -> str:
    provers = list(found.answers)
    ours = found.answers[provers[0]]
    heads = ["", *(f"{prover} ms" for prover in provers), *(f"{other} ÷ {provers[0]}" for other in provers[1:])]
    rows = []
    for question, (said, seconds) in ours.items():
        others = [found.answers[prover].get(question) for prover in provers[1:]]
        cells = [f"{1000 * seconds:.1f} {said}"]
        cells += ["no such question" if other is None else f"{1000 * other[1]:.1f} {other[0]}" for other in others]
        cells += ["" if other is None else f"{other[1] / seconds:.1f}" for other in others]
        rows.append([question, *cells])
    rows += [[name, f"NOT RUN: {why}"] for name, why in found.not_run.items()]
    return _laid_out(found.title, heads, rows)


def _laid_out(title: str, heads: list[str], rows: list[list[str]]) -> str:
    full = [row for row in rows if len(row) == len(heads)]
    widths = [max(map(len, column)) for column in zip(heads, *full, strict=True)]
    widths[0] = max([widths[0], *(len(row[0]) for row in rows)])

    def line(cells: list[str]) -> str:
        first, rest = cells[0].ljust(widths[0]), cells[1:]
        if len(cells) != len(heads):
            return f"  {first}  {rest[0]}"
        return "  ".join([f"  {first}", *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))])

    return "\n".join([title, line(heads), *map(line, rows), ""])


def document(parts: Iterable[Race | Answers]) -> list[dict[str, object]]:
    """All of it for programs."""
    return [_race_json(part) if isinstance(part, Race) else _answers_json(part) for part in parts]


def _race_json(race: Race) -> dict[str, object]:
    rows = {}
    for name, taken in race.taken.items():
        measured = {"clock_seconds": taken.wall, "cpu_seconds": taken.cpu, "megabytes": taken.memory}
        ways: tuple[By, By] = ("clock", "cpu")
        ratios = {f"times {base} by {by}": race.ratio(name, base, by) for base in race.bases for by in ways}
        rows[name] = {"not_run": taken.why_not} if taken.why_not else {**measured, **ratios}
    return {"title": race.title, "rows": rows}


def _answers_json(found: Answers) -> dict[str, object]:
    rows = {
        prover: {question: {"answer": said, "seconds": seconds} for question, (said, seconds) in answers.items()}
        for prover, answers in found.answers.items()
    }
    return {"title": found.title, "rows": rows, "not_run": found.not_run}
