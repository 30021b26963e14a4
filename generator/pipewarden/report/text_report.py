"""The text report: findings by file, the source with carets, the request that shows it, and the fix."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pipewarden import controls
from pipewarden.finding import Finding, Report, Step
from pipewarden.report import Presentation
from pipewarden.report.carets import draw
from pipewarden.report.excerpt import excerpt
from pipewarden.report.folding import Fold, folded
from pipewarden.report.instances import in_words as instances_in_words
from pipewarden.report.requests import in_words
from pipewarden.report.words import excuse, headline, hint, judged, lead_in, plain_lines, printable, result, where
from pipewarden.verdict import Severity

_COLOURS = {Severity.CRITICAL: "1;31", Severity.HIGH: "31", Severity.MEDIUM: "33", Severity.LOW: "36"}
_DIM, _BOLD, _GREEN, _RED, _BLUE = "2", "1", "32", "31", "34"


def write(report: Report, presentation: Presentation) -> str:
    """The report for a person to read."""
    return "".join(f"{line}\n" for line in _Writer(presentation).lines(report))


class _Writer:
    def __init__(self, presentation: Presentation) -> None:
        self._source = presentation.source
        self._colour = presentation.colour
        self._explained: set[str] = set()
        self._advised: set[str] = set()

    def lines(self, report: Report) -> Iterator[str]:
        shown = folded(finding for finding in report.findings if finding.accepted is None)
        for file, folds in itertools.groupby(shown, key=lambda fold: _file(fold.finding)):
            yield self._paint(_BOLD, _heading(file))
            for fold in folds:
                yield ""
                yield from (f"  {line}".rstrip() for line in self._fold(fold))
            yield ""
        yield from self._accepted(report)
        yield self._closing(report)

    def _fold(self, fold: Fold) -> Iterator[str]:
        yield from self._finding(fold.finding, fold.instances)
        for finding in fold.elsewhere:
            yield f"  = the same: {printable(where(finding))}  {printable(finding.resource)}"
        if fold.waiting:
            yield "  = not decided for want of it:"
        for finding in fold.waiting:
            what = f"{finding.severity}[{finding.control}] {where(finding)}  {finding.resource}"
            yield f"      {printable(what)}"
        yield from (f"  {line}" for line in self._fix(fold.finding))

    def _finding(self, finding: Finding, others: tuple[Finding, ...]) -> Iterator[str]:
        head = f"{finding.severity}[{finding.control}]"
        yield f"{self._paint(_COLOURS[finding.severity], head)} {printable(headline(finding))}"
        yield f"  --> {printable(where(finding))}  {printable(finding.resource)}"
        shown = excerpt(finding, self._source(finding.place.file) if finding.place else None)
        yield from (f"  {row}" for row in draw(shown.lines, self._mark))
        yield from (f"  = {printable(line)}" for line in instances_in_words(finding, others))
        for step in shown.elsewhere:
            yield f"  = because {_step(step)}"
        if finding.counterexample is not None:
            yield f"  = {lead_in(finding)}: {printable(in_words(finding.counterexample))}"
        advice = hint(finding)
        if advice and advice not in self._advised:
            self._advised.add(advice)
            yield f"  = {printable(advice)}"

    def _fix(self, finding: Finding) -> Iterator[str]:
        control = controls.find(finding.control)
        if control is None:
            return
        if control.id not in self._explained:
            yield f"= why: {control.summary}"
        fix = finding.fix or control.fix
        if fix not in self._advised and not (control.id in self._explained and finding.fix is None):
            yield f"= {self._paint(_DIM, f'fix (more: `pipewarden controls {control.id}`):')}"
            for line in plain_lines(fix):
                yield self._paint(_DIM, f"    {printable(line)}") if line else ""
        self._advised.add(fix)
        self._explained.add(control.id)

    def _accepted(self, report: Report) -> Iterator[str]:
        excused = [(finding, finding.accepted) for finding in report.findings if finding.accepted is not None]
        if excused:
            yield self._paint(_BOLD, "accepted")
            for finding, acceptance in excused:
                what = f"{finding.control}: {where(finding)}  {finding.resource}: {excuse(acceptance)}"
                yield f"  {printable(what)}"
            yield ""

    def _closing(self, report: Report) -> str:
        colour = _GREEN if result(report) == "clean" else _COLOURS[Severity.HIGH]
        return f"{self._paint(colour, result(report))}: {judged(report)}"

    def _mark(self, text: str, main: bool) -> str:
        return self._paint(_RED if main else _BLUE, text)

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text


def _file(finding: Finding) -> str:
    return finding.place.file if finding.place else ""


def _heading(file: str) -> str:
    """The file's name; one that a log reader could take for a command gets a `./`."""
    name = printable(file) or "(no file)"
    return f"./{name}" if name.lstrip().startswith(("::", "##")) else name


def _step(step: Step) -> str:
    return printable(f"{step.place.file}:{step.place.line}: {step.text}" if step.place else step.text)
