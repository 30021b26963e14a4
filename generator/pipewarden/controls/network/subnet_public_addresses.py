"""A subnet of an endpoint gives its members public addresses.

Why
---
The guidance builds on "private IP addresses" (AWS CodePipeline User Guide, *Use CodePipeline with Amazon Virtual
Private Cloud*). What starts in a subnet with `map_public_ip_on_launch` can be reached from the internet as soon as a
route exists, IPv6 addresses that AWS assigns are global (Amazon VPC User Guide, *IP addressing*), and a range outside
of RFC 1918 and RFC 6598 belongs to somebody else.

Fix
---
```hcl
resource "aws_subnet" "private" {
  cidr_block              = "10.20.0.0/24"
  map_public_ip_on_launch = false
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.subjects import Subjects
from pipewarden.subjects.addresses import Reach, reach
from pipewarden.subjects.argument import argument, configured
from pipewarden.subjects.references import shown, why
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.MEDIUM
EQUIVALENTS = ("CKV_AWS_130", "AWS-0164")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The addresses of every subnet of an interface endpoint."""
    for subnet in subjects.subnets:
        if subnet.resource is None:
            message = f"whether the subnet has private addresses is not known: {subnet.hidden}"
            yield unknown(subnet.endpoint, message, subnet.id)
        else:
            yield from _judge_subnet(subnet.resource)


def _judge_subnet(subnet: Resource) -> Iterator[Verdict]:
    public_by_default = subnet.type == "aws_default_subnet"
    yield from argument(subnet, "map_public_ip_on_launch", public_by_default).judged(lambda value: value is False)
    if configured(subnet.values, "ipv6_cidr_block") is None or not _is_private(subnet, "ipv6_cidr_block"):
        assigned = argument(subnet, "assign_ipv6_address_on_creation", False)
        yield from assigned.judged(lambda value: value is False)
    if configured(subnet.values, "cidr_block") is not None:
        yield _judge_range(subnet)
    elif configured(subnet.values, "ipv4_ipam_pool_id") is not None:
        yield unknown(subnet, "the range of the subnet is not known: it comes from an address pool", subnet)


def _is_private(subnet: Resource, name: str) -> bool:
    value = configured(subnet.values, name)
    return value is not None and reach(value) is Reach.PRIVATE


def _judge_range(subnet: Resource) -> Verdict:
    value = configured(subnet.values, "cidr_block")
    assert value is not None
    match reach(value):
        case Reach.PRIVATE:
            return passed(subnet, f"`cidr_block` is {shown(value)}", value)
        case Reach.PUBLIC:
            return failed(subnet, f"`cidr_block` is {shown(value)}, which is not private", value)
        case _:
            return unknown(subnet, f"`cidr_block` is not known: {why(value)}", value)
