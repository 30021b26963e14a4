"""The rights that actions of pipelines need name actions that AWS has."""

from __future__ import annotations

import pytest

from pipewarden.aws.action_rights import CLONING, Right, rights
from pipewarden.aws.actions import table

_ACTIONS = [
    ("Approval", "Manual", None),
    ("Build", "CodeBuild", None),
    ("Test", "CodeBuild", None),
    ("Deploy", "CodeDeploy", None),
    ("Deploy", "ECS", None),
    ("Deploy", "ElasticBeanstalk", None),
    ("Deploy", "S3", None),
    ("Invoke", "Lambda", None),
    ("Invoke", "StepFunctions", None),
    ("Source", "CodeCommit", None),
    ("Source", "CodeStarSourceConnection", None),
    ("Source", "ECR", None),
    ("Source", "S3", None),
    *(
        ("Deploy", "CloudFormation", mode)
        for mode in ("CREATE_UPDATE", "CHANGE_SET_REPLACE", "CHANGE_SET_EXECUTE", "DELETE_ONLY", "REPLACE_ON_FAILURE")
    ),
]


@pytest.mark.parametrize(("category", "provider", "mode"), _ACTIONS)
def test_every_right_is_of_an_action_that_the_authorization_reference_has(
    category: str, provider: str, mode: str | None
) -> None:
    found = rights(category, provider, mode)
    unknown = [
        action
        for right in found
        for action in right.actions
        if table().service(action.partition(":")[0]) and action.lower() not in table().by_name
    ]

    assert found
    assert unknown == []


def test_cloudformation_gets_the_rights_of_its_mode_and_the_passing_of_its_role() -> None:
    stack, role = rights("Deploy", "CloudFormation", "DELETE_ONLY")

    assert stack.actions == ("cloudformation:DescribeStacks", "cloudformation:DeleteStack")
    assert role == Right(
        ("iam:PassRole",), "{RoleArn}", context=(("iam:PassedToService", "cloudformation.amazonaws.com"),)
    )


def test_of_a_provider_that_is_not_known_nothing_is_asked() -> None:
    assert rights("Deploy", "SomebodyElses") == ()


def test_every_right_to_clone_is_of_an_action_that_the_authorization_reference_has() -> None:
    actions = [action for found in CLONING.values() for right in found for action in right.actions]
    known = [action for action in actions if table().service(action.partition(":")[0])]
    assert [action for action in known if action.lower() not in table().by_name] == []
