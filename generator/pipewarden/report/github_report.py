"""The report as workflow commands, which GitHub Actions shows as annotations on the lines of a pull request.

The escapes are those of GitHub's *Workflow commands for GitHub Actions* and of the runner, which reads them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.finding import Finding, Report
from pipewarden.report import Presentation
from pipewarden.report.printable import printable
from pipewarden.report.requests import in_words
from pipewarden.report.words import headline, judged, lead_in, result
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
    shown = [finding for finding in report.findings if finding.accepted is None]
    shown.sort(key=lambda finding: severities.index(finding.severity))
    return "".join(f"{line}\n" for line in (*map(_command, shown), f"{result(report)}: {judged(report)}"))


def _command(finding: Finding) -> str:
    command = "error" if finding.outcome == "error" else _COMMANDS[finding.severity]
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(finding))
    return f"::{command} {properties}::{_data(chr(10).join(_message(finding)))}"


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


def _message(finding: Finding) -> Iterator[str]:
    yield printable(headline(finding))
    for step in finding.because:
        at = f"{step.place.file}:{step.place.line}: " if step.place else ""
        yield printable(f"because {at}{step.text}")
    if finding.counterexample is not None:
        yield printable(f"{lead_in(finding)}: {in_words(finding.counterexample)}")
    yield f"more: pipewarden controls {finding.control}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
