"""Which route table a subnet uses, and where the routes of a table lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pipewarden.config import Declare
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Symbol, Unknown, Value
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.networks import Subnet, vpc_of
from pipewarden.subjects.references import same_id, shown, target

_MAIN = ("default_route_table_id", "main_route_table_id")


class Table(Struct, frozen=True):
    """The route table of a subnet: its id, and the association that says so (None for the VPC's main table)."""

    id: Value
    association: Resource | None
    doubt: Unknown | None = None


class Route(Struct, frozen=True):
    """One route of a table; `resource` is where it is written, an `aws_route` or the table itself."""

    resource: Resource
    values: Mapping
    doubt: Unknown | None


def tables(stack: Stack, subnet: Subnet, declare: Declare) -> Iterator[Table | Unknown]:
    """The table that the subnet is associated with, else the main table of its VPC; a reason where it is not known."""
    found = False
    for association in stack.of_type("aws_route_table_association"):
        named = same_id(configured(association.values, "subnet_id"), subnet.id)
        table = configured(association.values, "route_table_id")
        if named is not False and table is not None:
            doubt = association.may_be_absent if named else Unknown(f"whose table `{association.address}` sets")
            found = found or doubt is None
            yield Table(_canonical(stack, table), association, doubt)
    if not found:
        yield from _main_tables(stack, subnet, declare)


def _main_tables(stack: Stack, subnet: Subnet, declare: Declare) -> Iterator[Table | Unknown]:
    named = configured(subnet.resource.values, "vpc_id") if subnet.resource is not None else None
    if named is None:
        named = configured(subnet.endpoint.values, "vpc_id")
    vpc = vpc_of(stack, named, declare)
    if vpc.declared:
        return
    if vpc.resource is None:
        yield Unknown(vpc.hidden, subnet.id.origin)
        return
    if subnet.resource is None:
        yield Unknown(f"{shown(subnet.id)} is not in the stack", subnet.id.origin)
        return
    for association in stack.of_type("aws_main_route_table_association"):
        table = configured(association.values, "route_table_id")
        if target(stack, configured(association.values, "vpc_id")) == vpc.resource and table is not None:
            yield Table(_canonical(stack, table), association, association.may_be_absent)
            return
    yield Table(Symbol(vpc.resource.address, (_MAIN[0],)), None)


def routes(stack: Stack, table: Table) -> Iterator[Route | Unknown]:
    """The routes of a table, inline and separate; a reason where some are not known."""
    visible = isinstance(table.id, Symbol) and (owner := stack.get(table.id.address)) and owner.mode == "managed"
    if not visible:
        reason = table.id.why if isinstance(table.id, Unknown) else f"{shown(table.id)} is not in the stack"
        yield Unknown(reason, table.id.origin)
    for resource in stack.of_type("aws_route_table", "aws_default_route_table"):
        if _id_of(stack, resource) == table.id:
            for block in blocks(resource.values, "route"):
                yield Route(resource, block, table.doubt) if isinstance(block, Mapping) else block
    for route in stack.of_type("aws_route"):
        value = configured(route.values, "route_table_id")
        named = same_id(_canonical(stack, value) if value is not None else None, table.id)
        if named is not False:
            doubt = route.may_be_absent if named else Unknown(f"whose route `{route.address}` is, is not known")
            yield Route(route, route.values, table.doubt or doubt)


def is_shared(stack: Stack, table: Table, subnets: Iterable[Subnet]) -> bool:
    """Whether the table also serves subnets that are none of these."""
    own = [subnet.id for subnet in subnets]
    for association in stack.of_type("aws_route_table_association"):
        value = configured(association.values, "route_table_id")
        used = value is not None and _canonical(stack, value) == table.id
        if used and configured(association.values, "subnet_id") not in own:
            return True
    return False


def leads_to_internet_gateway(stack: Stack, route: Route) -> bool | None:
    """Whether the route's gateway is an internet gateway; None where that is not known."""
    gateway = configured(route.values, "gateway_id")
    if gateway is None:
        return False
    if isinstance(gateway, Known):
        return str(gateway.value).startswith("igw-")
    if isinstance(gateway, Symbol):
        resource = stack.get(gateway.address)
        return resource is not None and resource.type == "aws_internet_gateway"
    return None


def _id_of(stack: Stack, table: Resource) -> Value:
    return _canonical(stack, Symbol(table.address, ("id",)))


def _canonical(stack: Stack, table: Value) -> Value:
    """The id of a route table in one spelling: the main table of a VPC has four."""
    if not isinstance(table, Symbol):
        return table
    resource = stack.get(table.address)
    if resource is None:
        return table
    if resource.type == "aws_default_route_table":
        main = configured(resource.values, "default_route_table_id")
        return _canonical(stack, main) if isinstance(main, Symbol) and main.address != table.address else table
    if table.path in tuple((name,) for name in _MAIN):
        return Symbol(table.address, (_MAIN[0],), table.origin)
    return table
