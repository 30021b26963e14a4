"""An endpoint is in one availability zone only, so its clients lose the private path with that zone.

Why
---
An interface endpoint takes one subnet a zone, and has one network interface in each (AWS PrivateLink Guide, *Access an
AWS service using an interface VPC endpoint*). AWS recommends two zones at least: when the only one fails, clients that
must reach CodePipeline are tempted to open a public path.

Fix
---
```hcl
resource "aws_vpc_endpoint" "codepipeline" {
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.endpoints import endpoint_subnets, is_interface
from pipewarden.subjects.networks import zone_of
from pipewarden.subjects.references import shown
from pipewarden.verdict import Outcome, Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.MEDIUM


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The zones of the subnets of every interface endpoint; what is not known for one reason is told of once."""
    told: set[str] = set()
    for endpoint in subjects.endpoints:
        if is_interface(subjects.stack, endpoint):
            verdict = _judge_endpoint(subjects, endpoint)
            if verdict.outcome is not Outcome.UNKNOWN or verdict.message not in told:
                yield verdict
            told.add(verdict.message)


def _judge_endpoint(subjects: Subjects, endpoint: Resource) -> Verdict:
    at = configured(endpoint.values, "subnet_ids") or endpoint
    subnets: list[Value] = []
    for subnet in endpoint_subnets(subjects.stack, endpoint):
        if subnet not in subnets:
            subnets.append(subnet)
    hidden = next((subnet for subnet in subnets if isinstance(subnet, Unknown)), None)
    zones = [zone_of(subjects.stack, subnet) for subnet in subnets if not isinstance(subnet, Unknown)]
    known = [zone for zone in zones if not isinstance(zone, Unknown)]
    undecided = hidden or next((zone for zone in zones if isinstance(zone, Unknown)), None)
    apart = [zone for index, zone in enumerate(known) if zone not in known[:index]]
    if len(apart) >= 2:
        return passed(endpoint, f"the endpoint is in {len(apart)} zones", at)
    if undecided is not None and (hidden is not None or len(subnets) >= 2):
        return unknown(endpoint, f"whether the endpoint is in two zones is not known: {undecided.why}", at)
    if not subnets:
        return failed(endpoint, "the endpoint has no subnets", at)
    if len(subnets) == 1:
        return failed(endpoint, f"the endpoint is in one subnet, {shown(subnets[0])}", at)
    return failed(endpoint, f"all subnets of the endpoint are in the zone {shown(apart[0])}", at)
