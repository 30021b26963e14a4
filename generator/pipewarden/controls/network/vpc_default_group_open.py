"""The default security group of the endpoint's VPC lets traffic through.

Why
---
Whatever starts in a VPC without a security group gets the default one, which AWS makes with rules that let its members
talk to each other and to everywhere (Amazon VPC User Guide, *Default security groups for your VPCs*). Terraform removes
those rules only through an `aws_default_security_group` that lists none.

Fix
---
```hcl
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Symbol, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.references import same_id
from pipewarden.verdict import Severity, Verdict, absent, failed, passed, unknown

SEVERITY = Severity.MEDIUM
EQUIVALENTS = ("CKV2_AWS_12",)
_RULES = ("aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The default group of each VPC of an endpoint."""
    for holder, vpc in subjects.vpcs:
        if vpc.resource is None:
            at = configured(holder.values, "vpc_id")
            yield unknown(holder, f"the default security group of the endpoint's VPC is not known: {vpc.hidden}", at)
        else:
            yield from _judge_vpc(subjects, vpc.resource)


def _judge_vpc(subjects: Subjects, vpc: Resource) -> Iterator[Verdict]:
    own, doubt = None, None
    for group in subjects.stack.of_type("aws_default_security_group"):
        named = same_id(configured(group.values, "vpc_id"), Symbol(vpc.address, ("id",)))
        if named and group.may_be_absent is None:
            own = group
        elif named is not False:
            doubt = group.may_be_absent or Unknown(f"whose group `{group.address}` is, is not known")
    opened = list(_rules(subjects, vpc, own))
    if opened:
        yield from opened
    elif own is not None:
        yield passed(vpc, f"`{own.address}` has no rules", own)
    elif doubt is not None or (doubt := _module(subjects)) is not None:
        yield unknown(vpc, f"whether the VPC's default security group is emptied is not known: {doubt.why}")
    else:
        yield absent(vpc, f"the default security group of `{vpc.address}` keeps the rules that AWS gave it")


def _rules(subjects: Subjects, vpc: Resource, own: Resource | None) -> Iterator[Verdict]:
    spellings = [Symbol(vpc.address, ("default_security_group_id",))]
    if own is not None:
        spellings.append(Symbol(own.address, ("id",)))
        for name in ("ingress", "egress"):
            for block in blocks(own.values, name):
                if isinstance(block, Unknown):
                    yield unknown(own, f"whether the group has `{name}` rules is not known: {block.why}", block)
                else:
                    yield failed(own, f"the default security group has an `{name}` rule", block)
    for rule in subjects.stack.of_type(*_RULES):
        group = configured(rule.values, "security_group_id")
        if group in spellings:
            yield failed(rule, "the rule opens the VPC's default security group", group)


def _module(subjects: Subjects) -> Unknown | None:
    return next((Unknown(why) for why in subjects.unresolved_could_hold()), None)
