"""The exit code that a report gives, and which of its findings an earlier report knew."""

from __future__ import annotations

from pipewarden.cli.exits import Exit
from pipewarden.finding import Finding, Report
from pipewarden.verdict import Severity


def of_report(
    report: Report, *, fail_on: Severity, unknown_fails: bool, known: frozenset[tuple[str, ...]] = frozenset()
) -> Exit:
    """The exit code of a check; `known` are the fingerprints of an earlier report's findings."""
    if any(finding.outcome == "error" for finding in report.findings):
        return Exit.ERROR
    counted = (finding for finding in report.findings if finding.accepted is None and fingerprint(finding) not in known)
    for finding in counted:
        if finding.severity.at_least(fail_on) and (unknown_fails or finding.outcome != "unknown"):
            return Exit.FINDINGS
    return Exit.CLEAN if report.subjects else Exit.NOTHING


def fingerprint(finding: Finding) -> tuple[str, ...]:
    """What stays the same when lines move: control, outcome, file, resource and message."""
    file = finding.place.file if finding.place else ""
    return (finding.control, finding.outcome, file, finding.resource, finding.message)
