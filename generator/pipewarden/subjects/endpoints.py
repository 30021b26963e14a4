"""VPC endpoints: which service of which region each one serves, and which are the pipeline's."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.aws.endpoints import GATEWAYS
from pipewarden.config import Require
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Sequence, Symbol, Template, Unknown, Value
from pipewarden.subjects.argument import argument, blocks, configured
from pipewarden.subjects.companions import companions
from pipewarden.subjects.identity import same_text
from pipewarden.subjects.references import listed, same_id, target
from pipewarden.subjects.regions import is_current_region, region

PREFIXES = ("com.amazonaws.", "cn.com.amazonaws.")
_PRIVATELINK = "vpce"
"""Stands for a region in the names of services that are not AWS's own: `com.amazonaws.vpce.<region>.vpce-svc-…`."""

Service = tuple[Value, str]
"""A region and the name of a service in it, as in `com.amazonaws.<region>.<name>`."""


def serves(stack: Stack, endpoint: Resource, service: str, wanted: Value) -> bool | None:
    """Whether the endpoint serves `service` (`codepipeline`, `codestar-connections.api`) in the region `wanted`.

    The region is compared with the one in the service's name, and with the endpoint's own: an endpoint elsewhere is
    in no VPC of that region. None where that cannot be decided.
    """
    found = service_of(stack, endpoint)
    if not isinstance(found, tuple):
        return None if isinstance(found, Unknown) else False
    place, name = found
    if name != service:
        return False
    home = region(endpoint)
    if isinstance(home, Known) and isinstance(wanted, Known) and home != wanted:
        return False
    here = home if is_current_region(place) else place
    return True if here == wanted else same_text(here, wanted)


def declares(declared: str, service: str, wanted: Value) -> bool:
    """Whether an entry of `[declare] endpoints` stands for the endpoint of `service` in the region `wanted`.

    An entry is the name of a service, its full name with the region, or the id of an endpoint, which says no service
    and so stands for CodePipeline's own.
    """
    if declared.startswith("vpce-"):
        return service == "codepipeline"
    full = _split((declared,))
    if isinstance(full, tuple):
        return full[1] == service and (full[0] == wanted or not isinstance(wanted, Known))
    return declared == service


def service_of(stack: Stack, endpoint: Resource) -> Service | Unknown | None:
    """The AWS service that the endpoint serves; None where it serves somebody's own service, or a resource."""
    name = configured(endpoint.values, "service_name")
    looked_up = target(stack, name)
    if looked_up is not None and looked_up.type == "aws_vpc_endpoint_service":
        short = configured(looked_up.values, "service")
        if isinstance(short, Known):
            return region(looked_up), str(short.value)
        name = configured(looked_up.values, "service_name") or name
    match name:
        case None:
            return None
        case Known():
            return _split((str(name.value),))
        case Template():
            return _split(name.parts)
        case _:
            return Unknown(f"which service `{endpoint.address}` serves is not known", name.origin)


def _split(parts: tuple[str | Symbol | Unknown, ...]) -> Service | Unknown | None:
    parts = _prefixed(parts)
    first, last = parts[0], parts[-1]
    prefix = next((p for p in PREFIXES if isinstance(first, str) and first.startswith(p)), None)
    if prefix is None or not isinstance(first, str):
        return None if isinstance(first, str) else Unknown("the name of the service is not known")
    if len(parts) == 1:
        place, _, name = first.removeprefix(prefix).partition(".")
        return None if place == _PRIVATELINK or not name else (Known(place), name)
    hole = parts[1]
    if len(parts) == 3 and first == prefix and not isinstance(hole, str) and isinstance(last, str):
        return (hole, last.removeprefix(".")) if last.startswith(".") else None
    return Unknown("the name of the service is not known")


def _prefixed(parts: tuple[str | Symbol | Unknown, ...]) -> tuple[str | Symbol | Unknown, ...]:
    """The parts with the prefix of the partition written out where the configuration looks it up."""
    first, rest = parts[0], parts[1:]
    if not isinstance(first, Symbol) or first.path != ("reverse_dns_prefix",) or not rest:
        return parts
    return (PREFIXES[0].rstrip(".") + rest[0], *rest[1:]) if isinstance(rest[0], str) else parts


def is_interface(stack: Stack, endpoint: Resource) -> bool:
    """Whether the endpoint has network interfaces, or ought to have: only S3 and DynamoDB come as gateways."""
    found = service_of(stack, endpoint)
    kind = argument(endpoint, "vpc_endpoint_type", "Gateway")
    if isinstance(found, tuple) and found[1] not in GATEWAYS:
        return True
    return found is not None and (kind.undecided is not None or kind.in_force == "Interface")


def bypassed(stack: Stack, endpoint: Resource) -> bool | str:
    """Whether the endpoint is a gateway that no route leads to; a text says why that is not known."""
    found = service_of(stack, endpoint)
    kind = argument(endpoint, "vpc_endpoint_type", "Gateway")
    if not isinstance(found, tuple) or found[1] not in GATEWAYS or kind.undecided or kind.in_force != "Gateway":
        return False
    tables = configured(endpoint.values, "route_table_ids")
    if tables is not None and not (isinstance(tables, Sequence) and not tables.items):
        return False
    apart = companions(stack, endpoint, "aws_vpc_endpoint_route_table_association", "vpc_endpoint_id")
    if apart.found:
        return False
    return apart.doubt or True


def pipeline_endpoints(stack: Stack, require: Require) -> Iterator[Resource]:
    """The endpoints for AWS services in each VPC that reaches CodePipeline through one, sorted by address.

    A required service that has its endpoint in another VPC counts there. In a module without a pipeline nobody says
    what an endpoint is for: each counts.
    """
    own = [(endpoint, service_of(stack, endpoint)) for endpoint in stack.of_type("aws_vpc_endpoint")]
    serving = [(endpoint, service) for endpoint, service in own if service is not None]
    homes = _homes(serving, frozenset({"codepipeline"}))
    inside = [endpoint for endpoint, _ in serving if _is_in(endpoint, homes)]
    served = {service[1] for endpoint, service in serving if endpoint in inside and isinstance(service, tuple)}
    elsewhere = frozenset(require.endpoint_services) - served
    homes += _homes(serving, elsewhere)
    everything = not homes and not any(stack.of_type("aws_codepipeline"))
    for endpoint, _ in serving:
        if everything or _is_in(endpoint, homes):
            yield endpoint


def _is_in(endpoint: Resource, homes: list[Value | None]) -> bool:
    vpc = configured(endpoint.values, "vpc_id")
    return any(vpc is home or same_id(vpc, home) is not False for home in homes)


def _homes(serving: list[tuple[Resource, Service | Unknown]], services: frozenset[str]) -> list[Value | None]:
    return [
        configured(endpoint.values, "vpc_id")
        for endpoint, service in serving
        if isinstance(service, Unknown) or service[1] in services
    ]


def endpoint_subnets(stack: Stack, endpoint: Resource) -> Iterator[Value]:
    """The ids of the endpoint's subnets: its own argument, its blocks, and separate associations."""
    yield from listed(configured(endpoint.values, "subnet_ids"))
    for block in blocks(endpoint.values, "subnet_configuration"):
        subnet = block if isinstance(block, Unknown) else configured(block, "subnet_id")
        if subnet is not None:
            yield subnet
    for association in stack.of_type("aws_vpc_endpoint_subnet_association"):
        if is_of_endpoint(association, endpoint):
            subnet = configured(association.values, "subnet_id")
            yield association.may_be_absent or subnet or Unknown("`subnet_id` is not set")


def is_of_endpoint(companion: Resource, endpoint: Resource) -> bool | None:
    """Whether a companion resource names the endpoint in its `vpc_endpoint_id`."""
    return same_id(configured(companion.values, "vpc_endpoint_id"), Symbol(endpoint.address, ("id",)))
