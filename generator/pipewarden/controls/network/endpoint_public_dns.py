"""Inside the VPC a service's name still leads to public addresses, so its traffic goes around the endpoint.

Why
---
Clients reach an interface endpoint by the service's ordinary name only where private DNS is on and the VPC resolves
names (AWS PrivateLink Guide, *Private DNS*). `private_dns_enabled` is off by default, and so is `enable_dns_hostnames`
of a VPC. The guidance speaks of "keeping all traffic inside your VPC and the AWS network".

Fix
---
```hcl
resource "aws_vpc" "this" {
  enable_dns_hostnames = true
  enable_dns_support   = true
}

resource "aws_vpc_endpoint" "codepipeline" {
  private_dns_enabled = true
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.aws.endpoints import GATEWAYS
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import Argument, argument, configured
from pipewarden.subjects.endpoints import is_interface, is_of_endpoint, service_of
from pipewarden.verdict import Severity, Verdict, passed, unknown

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Private DNS of every interface endpoint, and the two switches of each VPC that it needs."""
    for endpoint in subjects.endpoints:
        if is_interface(subjects.stack, endpoint):
            yield from _judge_endpoint(subjects, endpoint)
    for endpoint, vpc in subjects.vpcs:
        if vpc.resource is None:
            at = configured(endpoint.values, "vpc_id")
            yield unknown(endpoint, f"whether the endpoint's VPC resolves private names is not known: {vpc.hidden}", at)
        else:
            default = vpc.resource.type == "aws_default_vpc"
            yield from argument(vpc.resource, "enable_dns_hostnames", default).judged(lambda value: value is True)
            yield from argument(vpc.resource, "enable_dns_support", True).judged(lambda value: value is True)


def _judge_endpoint(subjects: Subjects, endpoint: Resource) -> Iterator[Verdict]:
    private = argument(endpoint, "private_dns_enabled", False)
    for companion in subjects.stack.of_type("aws_vpc_endpoint_private_dns"):
        if is_of_endpoint(companion, endpoint) and private.value is None:
            private = argument(companion, "private_dns_enabled", False)
    gateway = _gateway_beside(subjects, endpoint)
    if gateway is not None and private.in_force is False:
        yield passed(endpoint, f"clients in the VPC reach the service through `{gateway.address}`", gateway)
    else:
        yield from _existing(private)


def _existing(private: Argument) -> Iterator[Verdict]:
    doubt = private.resource.may_be_absent
    if doubt is not None and private.in_force is True and private.resource.type == "aws_vpc_endpoint_private_dns":
        yield unknown(private.resource, f"whether private DNS is on is not known: {doubt.why}", private.resource)
    else:
        yield from private.judged(lambda value: value is True)


def _gateway_beside(subjects: Subjects, endpoint: Resource) -> Resource | None:
    """The live gateway for the same service in the same VPC, which takes the traffic of the VPC's own clients."""
    service = service_of(subjects.stack, endpoint)
    vpc = configured(endpoint.values, "vpc_id")
    if isinstance(service, Unknown) or service is None or service[1] not in GATEWAYS:
        return None
    for other in subjects.endpoints:
        same = service_of(subjects.stack, other) == service and configured(other.values, "vpc_id") == vpc
        kind = argument(other, "vpc_endpoint_type", "Gateway")
        if same and kind.undecided is None and kind.in_force == "Gateway" and other.may_be_absent is None:
            return other
    return None
