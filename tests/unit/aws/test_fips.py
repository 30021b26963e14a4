"""FIPS hosts."""

from __future__ import annotations

import pytest

from pipewarden.aws.fips import HOSTS, has_host, without_host
from pipewarden.aws.regions import REGIONS

PIPELINE_REGIONS = {
    "ca-central-1",
    "us-east-1",
    "us-east-2",
    "us-gov-east-1",
    "us-gov-west-1",
    "us-west-1",
    "us-west-2",
}


def test_codepipeline_has_fips_hosts_in_seven_regions() -> None:
    assert HOSTS["codepipeline"] == PIPELINE_REGIONS


@pytest.mark.parametrize(
    ("service", "region", "expected"),
    [
        ("kms", "eu-central-1", True),
        ("kms", "us-gov-west-1", True),
        ("kms", "cn-north-1", False),
        ("s3", "eu-central-1", False),
        ("iam", "eu-central-1", True),
        ("iam", "cn-north-1", False),
        ("codestar-connections", "us-east-1", False),
        ("unheard-of", "us-east-1", False),
    ],
)
def test_has_host(service: str, region: str, expected: bool) -> None:
    assert has_host(service, region) is expected


def test_each_host_is_in_a_known_region() -> None:
    assert {region for regions in HOSTS.values() for region in regions} <= REGIONS


def test_without_host_names_each_service_once() -> None:
    assert without_host(["sts", "codepipeline", "sts", "sns"], "ca-central-1") == ("sns", "sts")
