"""The VPCs and subnets of the pipeline's endpoints, in the stack, declared, or out of sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pipewarden.config import Declare
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Symbol, Template, Unknown, Value
from pipewarden.subjects.argument import configured
from pipewarden.subjects.endpoints import endpoint_subnets, is_interface
from pipewarden.subjects.references import shown, target

VPC_TYPES = ("aws_vpc", "aws_default_vpc")
SUBNET_TYPES = ("aws_subnet", "aws_default_subnet")


class Vpc(Struct, frozen=True):
    """The VPC that an argument names.

    `resource` is the VPC of the stack; None for a `declared` one, which is trusted, and for one that cannot be seen,
    where `hidden` says why.
    """

    resource: Resource | None
    declared: bool = False
    hidden: str = ""


class Subnet(Struct, frozen=True):
    """A subnet that an endpoint is in; `resource` is None where it is not one of the stack's."""

    endpoint: Resource
    id: Value
    resource: Resource | None

    @property
    def subject(self) -> Resource:
        """What a verdict on the subnet names: the subnet, or the endpoint where the subnet is out of sight."""
        return self.resource if self.resource is not None else self.endpoint

    @property
    def hidden(self) -> str:
        """Why nothing is known of a subnet that is not one of the stack's."""
        if isinstance(self.id, Unknown):
            return self.id.why
        return f"{shown(self.id)} is not in the stack; name its VPC in `[declare] vpcs` to trust it"


def vpc_of(stack: Stack, value: Value | None, declare: Declare) -> Vpc:
    """The VPC whose id is `value`."""
    if value is None:
        return Vpc(None, hidden="`vpc_id` is not set")
    if isinstance(value, Unknown):
        return Vpc(None, hidden=value.why)
    if isinstance(value, Known) and value.value in declare.vpcs:
        return Vpc(None, declared=True)
    resource = target(stack, value)
    if resource is not None and resource.mode == "managed" and resource.type in VPC_TYPES:
        return Vpc(resource)
    looked_up = configured(resource.values, "id") if resource is not None and resource.type == "aws_vpc" else None
    if looked_up is not None:
        return vpc_of(stack, looked_up, declare)
    if isinstance(value, Symbol) and value.address in declare.vpcs:
        return Vpc(None, declared=True)
    return Vpc(None, hidden=f"{shown(value)} is not in the stack; name it in `[declare] vpcs` to trust it")


def home_vpcs(stack: Stack, endpoints: Iterable[Resource], declare: Declare) -> Iterator[tuple[Resource, Vpc]]:
    """Each VPC that holds a pipeline's endpoint, once, with the first endpoint in it; declared ones are left out.

    In a module without pipelines and endpoints nobody says what a VPC is for: each counts, and stands for itself.
    """
    seen: list[Vpc] = []
    held = [(endpoint, vpc_of(stack, configured(endpoint.values, "vpc_id"), declare)) for endpoint in endpoints]
    if not held and not any(stack.of_type("aws_codepipeline", "aws_vpc_endpoint")):
        held = [(vpc, Vpc(vpc)) for vpc in stack.of_type(*VPC_TYPES)]
    for holder, vpc in held:
        if vpc not in seen and not vpc.declared:
            seen.append(vpc)
            yield holder, vpc


def home_subnets(stack: Stack, endpoints: Iterable[Resource], declare: Declare) -> Iterator[Subnet]:
    """Each subnet of the interface endpoints, once, with the first endpoint in it.

    Subnets of a declared VPC that are not in the stack are left out.
    """
    seen: list[Value] = []
    for endpoint in endpoints:
        if not is_interface(stack, endpoint):
            continue
        trusted = vpc_of(stack, configured(endpoint.values, "vpc_id"), declare).declared
        for identity in endpoint_subnets(stack, endpoint):
            resource = target(stack, identity)
            own = resource if resource is not None and _is_subnet(resource) else None
            if identity not in seen and (own is not None or not trusted):
                seen.append(identity)
                yield Subnet(endpoint, identity, own)


def _is_subnet(resource: Resource) -> bool:
    return resource.mode == "managed" and resource.type in SUBNET_TYPES


def zone_of(stack: Stack, subnet: Value) -> Value:
    """The availability zone of a subnet, in any spelling that tells it from others; `Unknown` where none does.

    An endpoint takes one subnet a zone, so the id of a subnet that lives elsewhere stands for a zone of its own.
    """
    resource = target(stack, subnet)
    if resource is None or resource.type not in SUBNET_TYPES:
        return subnet if _distinct(subnet) else Unknown(f"the zone of {shown(subnet)} is not in the stack")
    for name in ("availability_zone", "availability_zone_id"):
        zone = configured(resource.values, name)
        if zone is not None:
            return zone if _distinct(zone) else Unknown(f"`{name}` of `{resource.address}` is not known", zone.origin)
    return Unknown(f"AWS picks the zone of `{resource.address}`")


def _distinct(value: Value) -> bool:
    """Whether a value differs from each that is spelt differently: a text, or a numbered member of one list."""
    if isinstance(value, Symbol):
        return any(isinstance(step, int) for step in value.path)
    return isinstance(value, Known | Template)
