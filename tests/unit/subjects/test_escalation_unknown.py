"""A policy that is not known is one unknown of a control, however many questions it leaves open."""

from __future__ import annotations

from pathlib import Path

from pipewarden.config import Config
from pipewarden.controls.identity import role_escalation
from pipewarden.stack import build
from pipewarden.subjects import Subjects
from pipewarden.verdict import Outcome

_STACK = """
variable "policy" {
  type = string
}

resource "aws_iam_role" "build" {
  name               = "build"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "build" {
  role   = aws_iam_role.build.name
  policy = var.policy
}
"""


def test_what_one_policy_leaves_open_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(_STACK, encoding="utf-8")
    verdicts = role_escalation.judge(Subjects(build(tmp_path), Config()))
    unknown = [verdict for verdict in verdicts if verdict.subject == "aws_iam_role.build"]
    assert [verdict.outcome for verdict in unknown] == [Outcome.UNKNOWN]
    assert "named services only, and policies are written within a permissions boundary, is not" in unknown[0].message
