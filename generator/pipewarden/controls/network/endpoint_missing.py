"""A pipeline's VPC has no interface endpoint for CodePipeline, so its calls leave the VPC.

Why
---
Without an interface endpoint, calls to the CodePipeline API go over the internet or a NAT gateway. The guidance
defines "an interface VPC endpoint" so that traffic between the VPC and CodePipeline stays on the Amazon network
(AWS CodePipeline User Guide, *Use CodePipeline with Amazon Virtual Private Cloud*).

Fix
---
```hcl
resource "aws_vpc_endpoint" "codepipeline" {
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.us-east-1.codepipeline"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = aws_subnet.private[*].id
  security_group_ids  = [aws_security_group.endpoints.id]
}
```

A gateway endpoint (S3, DynamoDB) is used by the route tables that it is in: name them in `route_table_ids`.

Where the endpoint lives in another stack, name the service in `[declare] endpoints` of `pipewarden.toml`, alone or as
`com.amazonaws.us-east-1.codepipeline`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.values import Known, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.endpoints import bypassed, declares, serves
from pipewarden.subjects.regions import region
from pipewarden.verdict import Severity, Verdict, absent, passed, unknown

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """One verdict for each region that a pipeline lives in and each service that the configuration requires."""
    regions: list[Value] = []
    for pipeline in subjects.pipelines:
        if (home := region(pipeline)) not in regions:
            regions.append(home)
    services = sorted({"codepipeline", *subjects.config.require.endpoint_services})
    for home in regions:
        for service in services:
            yield _judge_service(subjects, service, home)


def _judge_service(subjects: Subjects, service: str, home: Value) -> Verdict:
    stack = subjects.stack
    if any(declares(declared, service, home) for declared in subjects.config.declare.endpoints):
        return passed(stack, f"the endpoint for `{service}` is declared to live elsewhere")
    doubts = list(subjects.unresolved_could_hold())
    unused = None
    for endpoint in stack.of_type("aws_vpc_endpoint"):
        served = serves(stack, endpoint, service, home)
        way = bypassed(stack, endpoint) if served else None
        if way is True:
            unused = endpoint
        elif isinstance(way, str):
            doubts.append(way)
        elif served and endpoint.may_be_absent is None:
            return passed(stack, f"`{endpoint.address}` is the endpoint for `{service}`", endpoint)
        elif served is None:
            doubts.append(f"which service `{endpoint.address}` serves is not known")
        elif served and endpoint.may_be_absent:
            doubts.append(f"whether `{endpoint.address}` exists is not known: {endpoint.may_be_absent.why}")
    where = f" in {home.value}" if isinstance(home, Known) else ""
    if doubts:
        return unknown(stack, f"whether there is an endpoint for `{service}`{where} is not known: {doubts[0]}")
    if unused is not None:
        message = f"the gateway endpoint `{unused.address}` for `{service}` is in no route table, so nothing uses it"
        return absent(stack, message, unused)
    return absent(stack, f"there is no VPC endpoint for `{service}`{where}")
