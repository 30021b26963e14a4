"""The text report: findings by file, the source with carets, the request that gets through, and the fix."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pipewarden import controls
from pipewarden.finding import Finding, Place, Report, Step
from pipewarden.report import Presentation
from pipewarden.report.words import counted, printable, request_in_words
from pipewarden.verdict import Severity

_COLOURS = {Severity.CRITICAL: "1;31", Severity.HIGH: "31", Severity.MEDIUM: "33", Severity.LOW: "36"}
_DIM, _BOLD, _GREEN = "2", "1", "32"


def write(report: Report, presentation: Presentation) -> str:
    """The report for a person to read."""
    return "".join(f"{line}\n" for line in _Writer(presentation).lines(report))


class _Writer:
    def __init__(self, presentation: Presentation) -> None:
        self._source = presentation.source
        self._colour = presentation.colour
        self._explained: set[str] = set()

    def lines(self, report: Report) -> Iterator[str]:
        shown = [finding for finding in report.findings if finding.accepted is None]
        for file, findings in itertools.groupby(shown, key=lambda finding: finding.place.file if finding.place else ""):
            yield self._paint(_BOLD, printable(file) or "(no file)")
            for finding in findings:
                yield from self._finding(finding)
            yield ""
        yield self._closing(report)

    def _finding(self, finding: Finding) -> Iterator[str]:
        head = f"{finding.severity}[{finding.control}]"
        outcome = "" if finding.outcome == "fail" else f"{finding.outcome}: "
        yield ""
        yield f"  {self._paint(_COLOURS[finding.severity], head)} {outcome}{printable(finding.message)}"
        where = f"{finding.place.file}:{finding.place.line}:{finding.place.column}" if finding.place else "no place"
        yield f"    --> {printable(where)}  {printable(finding.resource)}"
        if finding.place:
            yield from self._excerpt(finding.place)
        for step in finding.because:
            yield f"    = because {_step(step)}"
        if finding.counterexample is not None:
            yield f"    = {request_in_words(finding.counterexample)}"
        yield from self._fix(finding.control)

    def _excerpt(self, place: Place) -> Iterator[str]:
        text = self._source(place.file)
        if text is None:
            return
        lines = text.splitlines()
        if place.line > len(lines):
            return
        line = lines[place.line - 1].replace("\t", " ")
        end = place.end_column if place.end_line == place.line else len(line.rstrip()) + 1
        width = max(1, end - place.column)
        gutter = " " * len(str(place.line))
        yield f"    {gutter} |"
        yield f"    {place.line} | {printable(line.rstrip())}"
        yield f"    {gutter} | {' ' * (place.column - 1)}{self._paint('31', '^' * width)}"

    def _fix(self, name: str) -> Iterator[str]:
        control = controls.find(name)
        if control is None or name in self._explained:
            return
        self._explained.add(name)
        yield f"    = {self._paint(_DIM, f'fix (more: `pipewarden controls {name}`):')}"
        for line in control.fix.splitlines():
            if line and not line.startswith("```"):
                yield self._paint(_DIM, f"        {line}")

    def _closing(self, report: Report) -> str:
        judged = f"{counted(report.controls, 'control')} on {counted(report.subjects, 'subject')}"
        counts = [f"{report.count(outcome)} {outcome}" for outcome in ("fail", "unknown", "absent", "error")]
        bad = [text for text in counts if not text.startswith("0 ")]
        accepted = f", {report.accepted} accepted" if report.accepted else ""
        if report.subjects == 0 and not bad:
            return f"nothing was checked: no subject of any control is here{accepted}"
        colour = _COLOURS[Severity.HIGH] if bad else _GREEN
        result = ", ".join(bad) if bad else "clean"
        return f"{self._paint(colour, result)}: {judged}, {report.passes} pass{accepted}"

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text


def _step(step: Step) -> str:
    where = f"{step.place.file}:{step.place.line}: " if step.place else ""
    return printable(where + step.text)
