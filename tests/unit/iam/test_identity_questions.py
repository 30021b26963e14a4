"""The catalogue's questions over the policies of an identity: MFA, wildcards, roles that are passed on."""

from __future__ import annotations

from typing import Any

import pytest

from pipewarden.iam import questions
from policy_questions import ROLE, kind_of, policy_of

_APPROVE = {"Effect": "Allow", "Action": "codepipeline:*", "Resource": "*"}
_REFUSE = {**_APPROVE, "Effect": "Deny"}
_WITHOUT_MFA = {"aws:MultiFactorAuthPresent": "false"}


@pytest.mark.parametrize(
    ("statements", "kind"),
    [
        ([_APPROVE], "broken"),
        ([{**_APPROVE, "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}], "holds"),
        ([{**_APPROVE, "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}}], "broken"),
        (
            [_APPROVE, {**_APPROVE, "Effect": "Deny", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}}],
            "broken",
        ),
        (
            [
                _APPROVE,
                {**_APPROVE, "Effect": "Deny", "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}},
            ],
            "holds",
        ),
    ],
)
def test_an_approval_takes_mfa(statements: list[dict[str, Any]], kind: str) -> None:
    read = policy_of(*statements, kind="identity")
    assert kind_of(questions.mfa_required([read], ["codepipeline:PutApprovalResult"])) == kind


@pytest.mark.parametrize(
    ("action", "wild"),
    [
        ("*", True),
        ("s3:*", True),
        ("s3:**", True),
        ("*:*", True),
        ("s3:?*", True),
        ("s3:Get*", False),
        ("s3:GetObject", False),
    ],
)
def test_every_action_of_a_service_is_a_wildcard_in_whichever_words(action: str, wild: bool) -> None:
    read = policy_of({"Effect": "Allow", "Action": action, "Resource": "*"}, kind="identity")
    assert bool(questions.wildcard_actions(read)) is wild


def test_all_but_some_actions_is_a_wildcard() -> None:
    read = policy_of({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}, kind="identity")
    assert len(questions.wildcard_actions(read)) == 1


@pytest.mark.parametrize(
    ("action", "resource", "wild"),
    [
        ("s3:GetObject", "*", True),
        ("s3:GetObject", "arn:*:s3:::*", True),
        ("s3:GetObject", "arn:aws:s3:::artifacts/*", False),
        ("s3:ListAllMyBuckets", "*", False),
        ("ec2:DescribeVpcs", "*", False),
    ],
)
def test_resources_are_named_where_actions_take_them(action: str, resource: str, wild: bool) -> None:
    read = policy_of({"Effect": "Allow", "Action": action, "Resource": resource}, kind="identity")
    assert bool(questions.wildcard_resources(read, ["s3", "kms"])) is wild


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        ({}, "broken"),
        ({"StringEquals": {"iam:PassedToService": "codebuild.amazonaws.com"}}, "holds"),
        ({"StringLike": {"iam:PassedToService": "*.amazonaws.com"}}, "broken"),
        ({"StringEqualsIfExists": {"iam:PassedToService": "codebuild.amazonaws.com"}}, "holds"),
    ],
)
def test_a_role_is_passed_to_named_services(condition: dict[str, Any], kind: str) -> None:
    statement = {"Effect": "Allow", "Action": "iam:PassRole", "Resource": ROLE, "Condition": condition}
    assert kind_of(questions.pass_role_confined([policy_of(statement, kind="identity")])) == kind


def test_what_writes_policies_is_bounded() -> None:
    statement = {"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": ROLE}
    bounded = {**statement, "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::1:policy/b"}}}
    assert kind_of(questions.policy_writing_bounded([policy_of(statement, kind="identity")])) == "broken"
    assert kind_of(questions.policy_writing_bounded([policy_of(bounded, kind="identity")])) == "holds"
