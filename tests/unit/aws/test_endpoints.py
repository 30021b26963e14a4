"""Endpoint services."""

from __future__ import annotations

import pytest

from pipewarden.aws.endpoint_actions import ACTIONS, endpoint_actions
from pipewarden.aws.endpoints import SERVICES, known, service_name, takes_policy


@pytest.mark.parametrize(
    ("service", "region", "name"),
    [
        ("codepipeline", "eu-central-1", "com.amazonaws.eu-central-1.codepipeline"),
        ("sts", "cn-north-1", "cn.com.amazonaws.cn-north-1.sts"),
        ("kms", "cn-north-1", "com.amazonaws.cn-north-1.kms"),
    ],
)
def test_service_name(service: str, region: str, name: str) -> None:
    assert service_name(service, region) == name


@pytest.mark.parametrize(
    ("service", "region", "expected"),
    [
        ("codepipeline", "eu-central-1", True),
        ("codestar-connections.api", "cn-north-1", False),
        ("codepipelin", "eu-central-1", False),
    ],
)
def test_known(service: str, region: str, expected: bool) -> None:
    assert known(service, region) is expected


def test_the_pipeline_service_takes_no_policy() -> None:
    assert not takes_policy("codepipeline")
    assert takes_policy("kms")


def test_policies_are_for_known_services_and_never_for_all_actions() -> None:
    assert set(ACTIONS) <= SERVICES
    assert all(not action.endswith(":*") for service in SERVICES for action in endpoint_actions(service))
