"""An endpoint for an AWS service is a gateway, or of another kind that does not carry the service's API.

Why
---
The guidance has the customer define "an interface VPC endpoint" (AWS CodePipeline User Guide, *Use CodePipeline with
Amazon Virtual Private Cloud*): network interfaces with private addresses. `aws_vpc_endpoint` makes a gateway unless it
is told otherwise, and only Amazon S3 and DynamoDB have gateways (Amazon VPC User Guide, *Gateway endpoints*).

Fix
---
```hcl
resource "aws_vpc_endpoint" "codepipeline" {
  vpc_endpoint_type = "Interface"
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.aws.endpoints import GATEWAYS
from pipewarden.stack.values import Scalar, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument
from pipewarden.subjects.endpoints import service_of
from pipewarden.verdict import Severity, Verdict, unknown

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The type of every endpoint for an AWS service."""
    for endpoint in subjects.endpoints:
        service = service_of(subjects.stack, endpoint)
        kind = argument(endpoint, "vpc_endpoint_type", "Gateway")
        gateway = isinstance(service, tuple) and service[1] in GATEWAYS
        if isinstance(service, Unknown) and kind.in_force == "Gateway":
            yield unknown(endpoint, f"whether a gateway serves is not known: {service.why}", service)
        elif gateway:
            yield from kind.judged(_either)
        else:
            yield from kind.judged(_interface, ", and the service has interface endpoints only")


def _either(kind: Scalar) -> bool:
    return kind in ("Gateway", "Interface")


def _interface(kind: Scalar) -> bool:
    return kind == "Interface"
