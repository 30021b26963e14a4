"""A control that breaks is a finding of its own, with exit code 2, and the others go on."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipewarden import check, controls
from pipewarden.cli.exits import Exit
from pipewarden.cli.report_exit import of_report
from pipewarden.config import Config
from pipewarden.errors import PipewardenError
from pipewarden.stack import build
from pipewarden.stack.errors import EvaluationError
from pipewarden.subjects import Subjects
from pipewarden.verdict import Severity, Verdict


@pytest.mark.parametrize(
    "error",
    [
        ZeroDivisionError("by zero"),
        KeyError("a"),
        NameError("b"),
        RecursionError("deep"),
        EvaluationError("c"),
        OSError("d"),
        PipewardenError("e"),
        UnicodeError("f"),
        NotImplementedError("g"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_broken_control_is_named_and_the_rest_go_on(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(_: Subjects) -> Iterator[Verdict]:
        raise error

    (tmp_path / "main.tf").write_text('resource "aws_kms_key" "this" {\n  enable_key_rotation = false\n}\n')
    all_controls = controls.catalogue()
    broken = replace(controls.find("kms-lockout") or all_controls[0], judge=judge)
    monkeypatch.setattr(controls, "catalogue", lambda: (*(c for c in all_controls if c.id != broken.id), broken))

    report = check.run([check.Root(build(tmp_path), Config())], datetime.date(2026, 1, 1))

    (found,) = (finding for finding in report.findings if finding.control == "control-error")
    assert (found.outcome, found.resource) == ("error", "kms-lockout")
    assert "please report it" in found.message
    assert any(finding.control == "kms-rotation-disabled" for finding in report.findings)
    assert of_report(report, fail_on=Severity.CRITICAL, unknown_fails=False) is Exit.ERROR
