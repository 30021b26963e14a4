"""No flow log records the traffic of the endpoint's VPC, or not the traffic that was refused.

Why
---
Flow logs show who reached the endpoint, and who tried (Amazon VPC User Guide, *Logging IP traffic using VPC Flow
Logs*). A flow log of accepted traffic alone is silent about what the security groups turned away. The guidance asks to
"set up API and user activity logging"; the network's part of it is this.

Fix
---
```hcl
resource "aws_flow_log" "this" {
  vpc_id          = aws_vpc.this.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.flow_log.arn
  iam_role_arn    = aws_iam_role.flow_log.arn
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Symbol
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument, configured
from pipewarden.subjects.references import same_id
from pipewarden.verdict import Severity, Verdict, absent, failed, passed, unknown

SEVERITY = Severity.MEDIUM
EQUIVALENTS = ("CKV2_AWS_11", "AWS-0178")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """One verdict for each VPC of an endpoint."""
    for holder, vpc in subjects.vpcs:
        if vpc.resource is None:
            at = configured(holder.values, "vpc_id")
            yield unknown(holder, f"whether the endpoint's VPC has a flow log is not known: {vpc.hidden}", at)
        else:
            yield _judge_vpc(subjects, vpc.resource)


def _judge_vpc(subjects: Subjects, vpc: Resource) -> Verdict:
    doubts, partial = [], []
    for log in subjects.stack.of_type("aws_flow_log"):
        named = same_id(configured(log.values, "vpc_id"), Symbol(vpc.address, ("id",)))
        traffic = argument(log, "traffic_type")
        at = traffic.value if traffic.value is not None else log
        if named is None or (named and (traffic.undecided or log.may_be_absent)):
            doubts.append(unknown(vpc, f"whether `{log.address}` records the traffic of the VPC is not known", at))
        elif named and traffic.in_force in ("ALL", "REJECT"):
            return passed(vpc, f"`{log.address}` records the traffic: {traffic}", at)
        elif named:
            partial.append(failed(log, f"the flow log leaves out refused traffic: {traffic}", at))
    hidden = subjects.unresolved_could_hold()
    modules = [unknown(vpc, f"whether the VPC has a flow log is not known: {why}") for why in hidden]
    return next(iter([*doubts, *partial, *modules]), absent(vpc, f"`{vpc.address}` has no flow log"))
