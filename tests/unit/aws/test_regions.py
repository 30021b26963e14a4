"""Regions and partitions."""

from __future__ import annotations

import pytest

from pipewarden.aws.regions import PARTITIONS, default_zones, partition_of


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("eu-central-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"),
        ("ap-southeast-9", "aws"),
        ("us-gov-north-1", "aws-us-gov"),
        ("eu-centrl", None),
        ("aws-global", None),
        ("", None),
    ],
)
def test_partition_of(region: str, partition: str | None) -> None:
    found = partition_of(region)
    assert (found.id if found else None) == partition


def test_each_region_is_in_one_partition_whose_pattern_it_matches() -> None:
    regions = [region for partition in PARTITIONS for region in partition.regions]
    assert len(regions) == len(set(regions))
    assert all(part.pattern.fullmatch(region) for part in PARTITIONS for region in part.regions)


def test_default_zones_are_those_that_every_account_sees() -> None:
    assert default_zones("eu-central-1") == ("eu-central-1a", "eu-central-1b")
    assert default_zones("us-west-1") == ("us-west-1a", "us-west-1c")
