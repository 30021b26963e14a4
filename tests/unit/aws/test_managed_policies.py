"""Which of AWS's managed policies give a service away."""

from __future__ import annotations

import pytest

from pipewarden.aws.managed_policies import gives_a_service_away, managed_name, pipeline_actions


@pytest.mark.parametrize(
    ("arn", "name"),
    [
        ("arn:aws:iam::aws:policy/AdministratorAccess", "AdministratorAccess"),
        ("arn:aws-cn:iam::aws:policy/job-function/SystemAdministrator", "SystemAdministrator"),
        ("arn:aws:iam::111122223333:policy/AdministratorAccess", None),
        ("AdministratorAccess", None),
    ],
)
def test_only_policies_of_aws_have_a_managed_name(arn: str, name: str | None) -> None:
    assert managed_name(arn) == name


@pytest.mark.parametrize(
    ("name", "gives"),
    [
        ("AdministratorAccess", True),
        ("IAMFullAccess", True),
        ("AWSCodePipeline_FullAccess", True),
        ("AmazonS3FullAccess", True),
        ("AmazonEC2ContainerRegistryPowerUser", False),
        ("AWSCodeDeployRoleForECS", False),
        ("AmazonS3ReadOnlyAccess", False),
    ],
)
def test_full_access_gives_a_service_away(name: str, gives: bool) -> None:
    assert gives_a_service_away(name) is gives


def test_the_approver_policy_decides_and_a_reading_one_does_not() -> None:
    assert pipeline_actions("AWSCodePipelineApproverAccess") == ("codepipeline:PutApprovalResult",)
    assert pipeline_actions("AWSCodePipeline_ReadOnlyAccess") == ()
