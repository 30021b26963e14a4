"""Private ranges and unions of ranges, against address arithmetic of its own."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipewarden.stack.values import Known, Symbol, Template, Unknown, Value
from pipewarden.subjects.addresses import Reach, is_private, parse, reach, whole_internet

FIRST_AND_LAST = [
    ("10.0.0.0", "10.255.255.255"),
    ("172.16.0.0", "172.31.255.255"),
    ("192.168.0.0", "192.168.255.255"),
    ("100.64.0.0", "100.127.255.255"),
]


def number(address: str) -> int:
    total = 0
    for byte in address.split("."):
        total = total * 256 + int(byte)
    return total


@given(st.integers(0, 2**32 - 1), st.integers(0, 32))
def test_a_range_is_private_when_its_ends_are_in_one_private_range(address: int, length: int) -> None:
    size = 2 ** (32 - length)
    start = address // size * size
    expected = any(number(low) <= start and start + size - 1 <= number(high) for low, high in FIRST_AND_LAST)
    assert is_private(IPv4Network((start, length))) == expected


@given(st.data(), st.sampled_from(["0.0.0.0/0", "::/0"]))
def test_parts_are_the_whole_internet_until_one_is_taken_away(data: st.DataObject, whole: str) -> None:
    parts: list[IPv4Network | IPv6Network] = [ip_network(whole)]
    for _ in range(data.draw(st.integers(1, 12))):
        part = parts.pop(data.draw(st.integers(0, len(parts) - 1)))
        parts += part.subnets() if part.prefixlen < part.max_prefixlen else [part]
    assert whole_internet([*parts, ip_network("10.0.0.0/8")]) == ip_network(whole)
    del parts[data.draw(st.integers(0, len(parts) - 1))]
    assert whole_internet(parts) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(Known("10.1.2.3/16"), Reach.PRIVATE, id="host bits are ignored"),
        pytest.param(Known("10.0.0.0/7"), Reach.PUBLIC, id="half of it is public"),
        pytest.param(Known("fd00::/8"), Reach.PRIVATE, id="unique local"),
        pytest.param(Known("2001:db8::/32"), Reach.PUBLIC, id="global"),
        pytest.param(Known("everyone"), Reach.UNDECIDED, id="no range"),
        pytest.param(Symbol("aws_vpc.this", ("cidr_block",)), Reach.PRIVATE, id="range of a VPC"),
        pytest.param(Template((Symbol("aws_eip.this", ("public_ip",)), "/32")), Reach.PUBLIC, id="elastic address"),
        pytest.param(Unknown("`var.x` has no value"), Reach.UNDECIDED, id="unknown"),
    ],
)
def test_reach(value: Value, expected: Reach) -> None:
    assert reach(value) is expected


def test_a_number_is_no_range() -> None:
    assert parse(Known(True)) is None
