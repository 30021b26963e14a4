"""What a report says to write so that a refused request works: that request's statement, and no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipewarden.cli.check import report_of

FIXTURES = Path(__file__).parents[2] / "controls"


def fix_of(tmp_path: Path, control: str, fixture: str) -> str | None:
    shutil.copy(FIXTURES / control / fixture, tmp_path / "main.tf")
    return report_of(tmp_path, only=frozenset({control})).findings[0].fix


@pytest.mark.parametrize(
    ("control", "fixture", "fix"),
    [
        pytest.param(
            "pipeline-cannot-run",
            "fail_right_omitted.tf",
            "A policy of `aws_iam_role.pipeline` lacks:\n\n```hcl\n"
            'statement {\n  actions   = ["s3:PutObject"]\n  resources = ["arn:aws:s3:::artifacts/*"]\n}\n```',
            id="one_right_of_a_role",
        ),
        pytest.param(
            "pipeline-cannot-run",
            "fail_perimeter_via_service.tf",
            "Let the statement number 2 spare the build `aws_codebuild_project.build`: narrow its actions,"
            " its resources or its condition.",
            id="a_deny",
        ),
        pytest.param(
            "pipeline-cannot-run",
            "fail_key_by_alias_in_the_policy.tf",
            "The statement number 2 denies it: name the key that it asks for in `encryption_key` of the"
            " `artifact_store`, or let it name the store's key. Where it is about something else, narrow it.",
            id="a_deny_of_other_keys_is_not_weakened",
        ),
        pytest.param(
            "trail-cannot-deliver",
            "fail_role_trusts_another.tf",
            "The trust policy of `aws_iam_role.trail` lacks:\n\n```hcl\n"
            'statement {\n  actions   = ["sts:AssumeRole"]\n\n'
            '  principals {\n    type        = "Service"\n    identifiers = ["cloudtrail.amazonaws.com"]\n  }\n\n'
            '  condition {\n    test     = "ArnLike"\n    variable = "aws:SourceArn"\n'
            "    values   = [aws_cloudtrail.this.arn]\n  }\n}\n```",
            id="a_service_in_the_name_of_a_resource",
        ),
    ],
)
def test_the_fix_is_the_statement_that_is_missing(tmp_path: Path, control: str, fixture: str, fix: str) -> None:
    assert fix_of(tmp_path, control, fixture) == fix
