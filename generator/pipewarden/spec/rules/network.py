"""The network: ranges that are large enough, and endpoint services that exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from ipaddress import IPv4Network

from pipewarden.aws.endpoints import GATEWAYS, SERVICES, known
from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import made_services, zones

SMALLEST_SUBNET = 28


def address_ranges(spec: PipelineSpec) -> Iterator[Problem]:
    """A VPC that is too small or too large for AWS or for its zones."""
    network = spec.network
    length = IPv4Network(network.cidr).prefixlen
    if not 16 <= length <= SMALLEST_SUBNET:
        yield Problem(("network", "cidr"), f"a VPC's range is between /16 and /28, not /{length}; change it")
    elif subnet_length(spec) > SMALLEST_SUBNET:
        message = f"is too small for {len(zones(spec))} zones (AWS's smallest subnet is /28); write a larger range"
        yield Problem(("network", "cidr"), message)
    for z, zone in enumerate(network.zones or ()):
        if not zone.startswith(spec.region) or len(zone) <= len(spec.region):
            yield Problem(("network", "zones", z), f"`{zone}` is no zone of {spec.region}; write `{spec.region}a`")
        if zone in (network.zones or ())[:z]:
            yield Problem(("network", "zones", z), f"the zone `{zone}` is given twice; name another")


def subnet_length(spec: PipelineSpec) -> int:
    """The prefix length of one zone's subnet: the range is split into as many equal parts as hold all zones."""
    return IPv4Network(spec.network.cidr).prefixlen + (len(zones(spec)) - 1).bit_length()


def endpoint_services(spec: PipelineSpec) -> Iterator[Problem]:
    """Services for which the partition has no endpoint, and services that are named twice."""
    seen: set[str] = set()
    for key in ("services", "elsewhere"):
        for s, service in enumerate(getattr(spec.network, key)):
            path = ("network", key, s)
            if not known(service, spec.region):
                near = difflib.get_close_matches(service, sorted(SERVICES), 1, 0.5)
                advice = f"did you mean `{near[0]}`?" if near and near[0] != service else "remove it"
                yield Problem(path, f"there is no endpoint for the service `{service}` in {spec.region}; {advice}")
            if service in seen and service != "codepipeline":
                yield Problem(path, f"the service `{service}` is given twice; remove one")
            seen.add(service)


def existing_network(spec: PipelineSpec) -> Iterator[Problem]:
    """What goes with a VPC that is made, with one that exists, or with none."""
    network = spec.network
    made = "the VPC is not made here; remove this, or `vpc`"
    if network.vpc is not None:
        for key in ("zones", "vpn_gateway"):
            if getattr(network, key):
                yield Problem(("network", key), made)
        for key in ("subnets", "route_tables"):
            ids = getattr(network.vpc, key)
            for number, one in enumerate(ids):
                if one in ids[:number]:
                    yield Problem(("network", "vpc", key, number), f"`{one}` is given twice; name another")
        if GATEWAYS & set(made_services(spec)) and not network.vpc.route_tables:
            message = "is missing, and the gateway endpoints of S3 and DynamoDB need it; add it"
            yield Problem(("network", "vpc", "route_tables"), message)
    elif network.client_groups and made_services(spec):
        yield Problem(("network", "client_groups"), "the VPC is made here, and has no such groups; remove this")
    if not made_services(spec):
        for key in ("vpn_gateway", "clients", "client_groups"):
            if getattr(network, key):
                message = "no network is made here, since all endpoints are elsewhere; remove this"
                yield Problem(("network", key), message)
