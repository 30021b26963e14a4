"""The report as workflow commands, which GitHub Actions shows as annotations on the lines of a pull request.

The escapes are those of GitHub's *Workflow commands for GitHub Actions* and of the runner, which reads them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden import controls
from pipewarden.finding import Finding, Report
from pipewarden.report import Presentation
from pipewarden.report.folding import Fold, folded
from pipewarden.report.printable import printable
from pipewarden.report.requests import in_words
from pipewarden.report.words import headline, judged, lead_in, result, where
from pipewarden.verdict import Severity

_COMMANDS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
}


def write(report: Report, presentation: Presentation) -> str:
    """One command a finding that is not accepted, the worst first: GitHub shows ten of a kind for each step."""
    severities = list(Severity)
    shown = folded(finding for finding in report.findings if finding.accepted is None)
    shown.sort(key=lambda fold: severities.index(fold.finding.severity))
    return "".join(f"{line}\n" for line in (*map(_command, shown), f"{result(report)}: {judged(report)}"))


def _command(fold: Fold) -> str:
    finding = fold.finding
    command = "error" if finding.outcome == "error" else _COMMANDS[finding.severity]
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(finding))
    return f"::{command} {properties}::{_data(chr(10).join(_message(fold)))}"


def _properties(finding: Finding) -> Iterator[tuple[str, str]]:
    place = finding.place
    if place is not None:
        yield "file", place.file
        yield "line", str(place.line)
        yield "endLine", str(place.end_line)
        if place.line == place.end_line:
            yield "col", str(place.column)
            yield "endColumn", str(max(place.column, place.end_column - 1))
    yield "title", printable(f"{finding.severity}[{finding.control}] {finding.resource}")


def _message(fold: Fold) -> Iterator[str]:
    finding = fold.finding
    yield printable(headline(finding))
    for step in finding.because:
        at = f"{step.place.file}:{step.place.line}: " if step.place else ""
        yield printable(f"because {at}{step.text}")
    if finding.counterexample is not None:
        yield printable(f"{lead_in(finding)}: {in_words(finding.counterexample)}")
    same = (
        f"{'the same' if each.message == finding.message else each.message}: {where(each)} {each.resource}"
        for each in fold.same
    )
    yield from map(printable, same)
    waiting = (f"not decided for want of it: {each.control} {where(each)} {each.resource}" for each in fold.waiting)
    yield from map(printable, waiting)
    control = controls.find(finding.control)
    if control is None:
        return
    yield f"why: {control.summary}"
    yield f"more: pipewarden controls {finding.control}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
