"""The network: a VPC with interface endpoints."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pipewarden.spec.base import Cidr, Line, Model


class ExistingVpc(Model):
    """A VPC that exists, for the endpoints."""

    id: Annotated[Line, Field(pattern=r"^vpc-[0-9a-f]{8,17}$")]
    """The VPC's id."""
    subnets: Annotated[tuple[Annotated[Line, Field(pattern=r"^subnet-[0-9a-f]{8,17}$")], ...], Field(min_length=2)]
    """Private subnets in at least two zones."""
    route_tables: tuple[Annotated[Line, Field(pattern=r"^rtb-[0-9a-f]{8,17}$")], ...] = ()
    """The route tables of the subnets, for gateway endpoints."""


class Network(Model):
    """The VPC whose clients reach AWS over interface endpoints."""

    cidr: Cidr = "10.20.0.0/20"
    """The private range of the VPC."""
    zones: Annotated[tuple[Line, ...], Field(min_length=2, max_length=6)] | None = None
    """The availability zones, at least two; without them the first two of the region."""
    vpc: ExistingVpc | None = None
    """An existing VPC to put the endpoints into, instead of one that is made."""
    vpn_gateway: bool = False
    """Whether the VPC gets a gateway for a VPN to on-premises clients."""
    services: tuple[Line, ...] = ("codepipeline",)
    """The services that get an endpoint; `codepipeline` always does."""
    elsewhere: tuple[Line, ...] = ()
    """Services whose endpoints live elsewhere, in a hub's VPC for example, and are not made here."""
    clients: tuple[Cidr, ...] = ()
    """Private ranges outside the VPC whose clients may use the endpoints."""
    client_groups: tuple[Annotated[Line, Field(pattern=r"^sg-[0-9a-f]{8,17}$")], ...] = ()
    """Security groups of the VPC whose members may use the endpoints."""
