"""An endpoint's security groups let in more than HTTPS from private addresses.

Why
---
An endpoint's network interfaces answer whoever the security groups let in, and without a group of its own an endpoint
gets the VPC's default group (AWS PrivateLink Guide, *Access an AWS service using an interface VPC endpoint*). The
guidance means "private IP addresses": port 443 of TCP, from ranges of RFC 1918 and RFC 6598, from security groups,
or from prefix lists of those. Two halves of `0.0.0.0/0` are as open as the whole.

Fix
---
```hcl
resource "aws_vpc_endpoint" "codepipeline" {
  security_group_ids = [aws_security_group.endpoints.id]
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id = aws_security_group.endpoints.id
  cidr_ipv4         = aws_vpc.this.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.addresses import Reach, parse, reach, whole_internet
from pipewarden.subjects.argument import configured, literal
from pipewarden.subjects.endpoints import is_interface
from pipewarden.subjects.ingress import Rule, groups, has_default_group, ingress_rules, is_default_group, own_group
from pipewarden.subjects.references import shown, why
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

Wrong = tuple[Value, str, str | None]
"""A wrong element, what it is, and why it is not known for sure."""

SEVERITY = Severity.HIGH
EQUIVALENTS = ("4728cd65", "EC23")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The security groups of every interface endpoint, and each of their rules once."""
    seen: list[Value] = []
    for endpoint in subjects.endpoints:
        if not is_interface(subjects.stack, endpoint):
            continue
        if has_default_group(subjects.stack, endpoint):
            at = configured(endpoint.values, "security_group_ids")
            message = "the endpoint names no security group: the VPC's default security group is on it"
            yield failed(endpoint, message, at if at is not None else endpoint)
        for group in groups(subjects.stack, endpoint):
            if group not in seen or isinstance(group, Unknown):
                seen.append(group)
                yield from _judge_group(subjects, endpoint, group)


def _judge_group(subjects: Subjects, endpoint: Resource, group: Value) -> Iterator[Verdict]:
    if is_default_group(subjects.stack, group):
        yield failed(endpoint, "the VPC's default security group is on the endpoint", group)
        return
    rules = tuple(ingress_rules(subjects.stack, group))
    wrong = [verdict for rule in rules for verdict in _judge_rule(endpoint, rule, _together(rules))]
    own = own_group(subjects.stack, group)
    if isinstance(own, Unknown):
        wrong.append(unknown(endpoint, f"who may reach the endpoint is not known: {own.why}", group))
    yield from wrong or (passed(endpoint, f"{shown(group)} lets in HTTPS from private addresses only", group),)


def _together(rules: tuple[Rule | Unknown, ...]) -> str:
    """What follows the message where several ranges are the whole internet together."""
    public = [cidr for rule in rules if isinstance(rule, Rule) for cidr in rule.cidrs if reach(cidr) is Reach.PUBLIC]
    ranges = [network for network in map(parse, public) if network is not None]
    whole = whole_internet(ranges)
    return f"; the ranges of the group together are `{whole}`" if whole and whole not in ranges else ""


def _judge_rule(endpoint: Resource, rule: Rule | Unknown, together: str) -> Iterator[Verdict]:
    if isinstance(rule, Unknown):
        yield unknown(endpoint, f"who may reach the endpoint is not known: {rule.why}", rule)
        return
    for at, text, doubt in (*_ports(rule), *_sources(rule, together)):
        reason = doubt or (rule.doubt.why if rule.doubt is not None else None)
        if reason is None:
            yield failed(rule.resource, text, at)
        else:
            yield unknown(rule.resource, f"who may reach the endpoint is not known: {reason}", at)


def _ports(rule: Rule) -> Iterator[Wrong]:
    protocol = rule.protocol
    if protocol is None or not isinstance(protocol, Known):
        yield protocol or rule.values, "", "the protocol of the rule is not known"
    elif str(protocol.value).lower() not in ("tcp", "6"):
        yield protocol, f"the rule lets in the protocol `{literal(protocol.value)}`, not TCP on port 443 alone", None
    else:
        for name in ("from_port", "to_port"):
            port = configured(rule.values, name)
            if isinstance(port, Known) and literal(port.value) != "443":
                yield port, f"`{name}` of the rule is `{literal(port.value)}`, not 443", None
            elif not isinstance(port, Known):
                yield port or rule.values, "", f"`{name}` of the rule is not known"


def _sources(rule: Rule, together: str) -> Iterator[Wrong]:
    for cidr in rule.cidrs:
        match reach(cidr):
            case Reach.PUBLIC:
                yield cidr, f"the rule lets in {shown(cidr)}, which is not private{together}", None
            case Reach.UNDECIDED:
                yield cidr, "", why(cidr)
    for group in rule.groups:
        if isinstance(group, Known) and "/" in str(group.value):
            yield group, f"the rule lets in {shown(group)}, a group of another account", None
