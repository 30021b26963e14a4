"""Which exit code a report gives, and which wins."""

from __future__ import annotations

import pytest

from pipewarden.cli.exits import Exit, strongest
from pipewarden.cli.report_exit import fingerprint, of_report
from pipewarden.finding import Acceptance, Finding, Report
from pipewarden.verdict import Severity


def _finding(outcome: str = "fail", severity: Severity = Severity.MEDIUM, accepted: bool = False) -> Finding:
    excuse = Acceptance("because", None) if accepted else None
    return Finding("a-control", outcome, severity, "aws_kms_key.this", "message", None, None, (), excuse)


@pytest.mark.parametrize(
    ("exits", "strong"),
    [
        ((Exit.CLEAN, Exit.NOTHING), Exit.NOTHING),
        ((Exit.NOTHING, Exit.FINDINGS), Exit.FINDINGS),
        ((Exit.FINDINGS, Exit.ERROR, Exit.NOTHING), Exit.ERROR),
        ((), Exit.CLEAN),
    ],
)
def test_two_beats_one_beats_three(exits: tuple[Exit, ...], strong: Exit) -> None:
    assert strongest(*exits) is strong


@pytest.mark.parametrize(
    ("findings", "subjects", "exit_code"),
    [
        ((), 1, Exit.CLEAN),
        ((), 0, Exit.NOTHING),
        ((_finding("fail"),), 1, Exit.FINDINGS),
        ((_finding("absent"),), 1, Exit.FINDINGS),
        ((_finding("unknown"),), 1, Exit.FINDINGS),
        ((_finding(accepted=True),), 1, Exit.CLEAN),
        ((_finding("fail"), _finding("error")), 1, Exit.ERROR),
        ((_finding(severity=Severity.LOW),), 1, Exit.FINDINGS),
    ],
)
def test_a_report_gives_its_exit_code(findings: tuple[Finding, ...], subjects: int, exit_code: Exit) -> None:
    report = Report(findings, controls=1, subjects=subjects, passes=0)
    assert of_report(report, fail_on=Severity.LOW, unknown_fails=True) is exit_code


def test_flags_change_what_counts() -> None:
    unknown = Report((_finding("unknown"),), controls=1, subjects=1, passes=0)
    medium = Report((_finding("fail"),), controls=1, subjects=1, passes=0)
    known = frozenset({fingerprint(medium.findings[0])})
    assert of_report(unknown, fail_on=Severity.LOW, unknown_fails=False) is Exit.CLEAN
    assert of_report(medium, fail_on=Severity.HIGH, unknown_fails=True) is Exit.CLEAN
    assert of_report(medium, fail_on=Severity.MEDIUM, unknown_fails=True) is Exit.FINDINGS
    assert of_report(medium, fail_on=Severity.LOW, unknown_fails=True, known=known) is Exit.CLEAN
