"""Which service a resource type belongs to."""

from __future__ import annotations

import pytest

from pipewarden.aws.fips import HOSTS
from pipewarden.aws.services import calls_a_service, service_of


@pytest.mark.parametrize(
    ("kind", "service"),
    [
        ("aws_codepipeline", "codepipeline"),
        ("aws_codepipeline_webhook", "codepipeline"),
        ("aws_codestarconnections_connection", "codestar-connections"),
        ("aws_cloudwatch_metric_alarm", "monitoring"),
        ("aws_cloudwatch_event_rule", "events"),
        ("aws_cloudwatch_log_group", "logs"),
        ("aws_cloudtrail", "cloudtrail"),
        ("aws_vpc", "ec2"),
        ("aws_vpc_endpoint", "ec2"),
        ("aws_vpcs", "ec2"),
        ("aws_route_table", "ec2"),
        ("aws_security_group_rule", "ec2"),
        ("aws_ecr_repository", "api.ecr"),
        ("aws_caller_identity", "sts"),
        ("aws_availability_zones", "ec2"),
        ("aws_iam_role_policy", "iam"),
    ],
)
def test_service(kind: str, service: str) -> None:
    assert service_of(kind) == service
    assert service in HOSTS or service == "iam"


@pytest.mark.parametrize(
    "kind", ["aws_elasticache_cluster", "aws_route53profiles_profile", "aws_s3control_bucket", "random_id"]
)
def test_a_type_that_is_not_listed_has_none(kind: str) -> None:
    assert service_of(kind) is None


@pytest.mark.parametrize("kind", ["aws_iam_policy_document", "aws_region", "aws_partition"])
def test_a_data_source_that_computes_calls_nothing(kind: str) -> None:
    assert not calls_a_service(kind)
    assert service_of(kind) is None
