"""The partitions of AWS, their regions, and what depends on them.

Regions are those of botocore's `partitions.json`; a region that is newer than the table is taken for one of the
partition whose pattern it matches.
"""

from __future__ import annotations

import re

from msgspec import Struct


class Partition(Struct, frozen=True):
    """One partition: `suffix` is its DNS suffix, `pattern` what its region names look like."""

    id: str
    suffix: str
    pattern: re.Pattern[str]
    regions: frozenset[str]


_DIRECTION = "(?:central|(?:north|south)?(?:east|west)|north|south)"


def _partition(name: str, suffix: str, prefixes: str, regions: str) -> Partition:
    return Partition(name, suffix, re.compile(rf"(?:{prefixes})-{_DIRECTION}-\d+"), frozenset(regions.split()))


PARTITIONS: tuple[Partition, ...] = (
    _partition(
        "aws",
        "amazonaws.com",
        "us|eu|ap|sa|ca|me|af|il|mx",
        "af-south-1 ap-east-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 "
        "ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-7 "
        "ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 "
        "eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 "
        "us-east-2 us-west-1 us-west-2",
    ),
    _partition("aws-cn", "amazonaws.com.cn", "cn", "cn-north-1 cn-northwest-1"),
    _partition("aws-us-gov", "amazonaws.com", "us-gov", "us-gov-east-1 us-gov-west-1"),
    _partition("aws-iso", "c2s.ic.gov", "us-iso", "us-iso-east-1 us-iso-west-1"),
    _partition("aws-iso-b", "sc2s.sgov.gov", "us-isob", "us-isob-east-1"),
    _partition("aws-iso-e", "cloud.adc-e.uk", "eu-isoe", "eu-isoe-west-1"),
    _partition("aws-iso-f", "csp.hci.ic.gov", "us-isof", "us-isof-east-1 us-isof-south-1"),
)

REGIONS: frozenset[str] = frozenset().union(*(partition.regions for partition in PARTITIONS))

# Zones `a` and `b` serve every account in most regions; here new accounts see others.
_ZONE_LETTERS = {"us-west-1": "ac", "ap-northeast-1": "ac", "ca-central-1": "ab", "sa-east-1": "ac"}


def partition_of(region: str) -> Partition | None:
    """The partition that `region` belongs to, or None where no partition has such a name."""
    for partition in PARTITIONS:
        if region in partition.regions or partition.pattern.fullmatch(region):
            return partition
    return None


def default_zones(region: str) -> tuple[str, str]:
    """Two availability zones of `region` for a stack that names none."""
    letters = _ZONE_LETTERS.get(region, "ab")
    return region + letters[0], region + letters[1]
