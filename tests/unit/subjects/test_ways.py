"""What policies that are not seen leave open, and what they cannot change."""

from __future__ import annotations

from pathlib import Path

from pipewarden.config import Config
from pipewarden.controls.function import pipeline_cannot_run
from pipewarden.stack.build import build
from pipewarden.subjects import Subjects
from pipewarden.verdict import Outcome

_FIXTURES = Path(__file__).parents[2] / "controls" / "pipeline-cannot-run"
_TRUST = "  assume_role_policy = data.aws_iam_policy_document.pipeline_trust.json\n"


def _outcomes(tmp_path: Path, fixture: str) -> set[Outcome]:
    text = (_FIXTURES / fixture).read_text(encoding="utf-8")
    assert text.count(_TRUST) == 1
    bounded = text.replace(_TRUST, f'{_TRUST}  permissions_boundary = "arn:aws:iam::444455556666:policy/given"\n')
    (tmp_path / "main.tf").write_text(bounded, encoding="utf-8")
    verdicts = pipeline_cannot_run.judge(Subjects(build(tmp_path), Config()))
    return {verdict.outcome for verdict in verdicts if verdict.subject == "aws_iam_role.pipeline"}


def test_a_boundary_that_is_not_seen_leaves_open_whether_what_the_policies_allow_works(tmp_path: Path) -> None:
    assert Outcome.UNKNOWN in _outcomes(tmp_path, "pass_everything_allowed.tf")
    assert Outcome.FAIL not in _outcomes(tmp_path, "pass_everything_allowed.tf")


def test_a_boundary_that_is_not_seen_allows_nothing_that_the_policies_refuse(tmp_path: Path) -> None:
    assert Outcome.FAIL in _outcomes(tmp_path, "fail_right_omitted.tf")
