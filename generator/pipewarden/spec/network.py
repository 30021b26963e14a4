"""The network: a VPC with interface endpoints."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Cidr, Line, Model


class Network(Model):
    """The VPC whose clients reach AWS over interface endpoints."""

    cidr: Cidr = "10.20.0.0/20"
    """The private range of the VPC."""
    zones: Annotated[tuple[Line, ...], Field(min_length=2, max_length=6)] | None = None
    """The availability zones, at least two; without them the first two of the region."""
    services: tuple[Line, ...] = ("codepipeline",)
    """The services that get an endpoint; `codepipeline` always does."""
    clients: tuple[Cidr, ...] = ()
    """Private ranges outside the VPC whose clients may use the endpoints."""
