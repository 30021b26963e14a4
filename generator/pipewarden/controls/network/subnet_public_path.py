"""A subnet of an endpoint has a route to an internet gateway.

Why
---
With an interface endpoint, clients reach CodePipeline without an internet gateway (AWS CodePipeline User Guide, *Use
CodePipeline with Amazon Virtual Private Cloud*). A subnet whose route table leads to one is a public subnet (Amazon VPC
User Guide, *Subnets*): what fails to resolve or to connect privately goes out in public.

Routes to a NAT gateway or an egress-only internet gateway are judged too, as low, where `enable` in `pipewarden.toml`
names this control.

Fix
---
```hcl
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  route_table_id = aws_route_table.private.id
  subnet_id      = each.value.id
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.hcl.ast import Location
from pipewarden.stack.values import Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.networks import Subnet
from pipewarden.subjects.references import shown
from pipewarden.subjects.routes import Route, Table, is_shared, leads_to_internet_gateway, routes, tables
from pipewarden.verdict import Note, Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("VPCNoUnrestrictedRouteToIGW",)
_OUTWARD = ("nat_gateway_id", "egress_only_gateway_id")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The routes that each subnet of an interface endpoint uses; a route that several use is told of once."""
    told: set[Location | None] = set()
    for subnet in subjects.subnets:
        if isinstance(subnet.id, Unknown):
            yield unknown(subnet.endpoint, f"the endpoint's subnets are not known: {subnet.id.why}", subnet.id)
            continue
        found = [verdict for table in _tables(subjects, subnet) for verdict in _judge_table(subjects, subnet, table)]
        yield from (verdict for verdict in found if verdict.location not in told)
        told.update(verdict.location for verdict in found)
        if not found:
            yield passed(subnet.subject, f"{shown(subnet.id)} has no route to an internet gateway")


def _tables(subjects: Subjects, subnet: Subnet) -> Iterator[Table | Unknown]:
    return tables(subjects.stack, subnet, subjects.config.declare)


def _judge_table(subjects: Subjects, subnet: Subnet, table: Table | Unknown) -> Iterator[Verdict]:
    if isinstance(table, Unknown):
        yield unknown(subnet.subject, f"the routes of {shown(subnet.id)} are not known: {table.why}", table)
        return
    for route in routes(subjects.stack, table):
        if isinstance(route, Unknown):
            yield unknown(subnet.subject, f"the routes of {shown(subnet.id)} are not known: {route.why}", route)
        else:
            yield from _judge_route(subjects, subnet, table, route)


def _judge_route(subjects: Subjects, subnet: Subnet, table: Table, route: Route) -> Iterator[Verdict]:
    gateway = configured(route.values, "gateway_id") or route.values
    public = leads_to_internet_gateway(subjects.stack, route)
    text = f"{shown(subnet.id)} has a route to the internet gateway {shown(gateway)}"
    if public is None or (public and route.doubt is not None):
        reason = route.doubt or gateway
        why = reason.why if isinstance(reason, Unknown) else "the gateway is known only after apply"
        yield unknown(route.resource, f"whether {text} is not known: {why}", gateway)
    elif public and table.association is not None and is_shared(subjects.stack, table, subjects.subnets):
        note = Note(gateway.origin.location if gateway.origin else None, "the route is here")
        yield failed(table.association, text, configured(table.association.values, "route_table_id"), because=(note,))
    elif public:
        yield failed(route.resource, text, gateway)
    elif "subnet-public-path" in subjects.config.enable:
        for name in _OUTWARD:
            outward = configured(route.values, name)
            if outward is not None:
                message = f"{shown(subnet.id)} has a route out of the VPC: `{name}` is {shown(outward)}"
                yield failed(route.resource, message, outward, severity=Severity.LOW)
