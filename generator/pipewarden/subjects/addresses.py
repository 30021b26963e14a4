"""Address ranges: which are private, which belong to a VPC, and what several cover together."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

from pipewarden.stack.values import Known, Symbol, Value

Network = IPv4Network | IPv6Network

PRIVATE: tuple[Network, ...] = tuple(
    ip_network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
)
"""RFC 1918, RFC 6598 and, for IPv6, RFC 4193."""

_EVERYWHERE: tuple[Network, ...] = (ip_network("0.0.0.0/0"), ip_network("::/0"))
_PUBLIC_ATTRIBUTES = ("public_ip", "public_ipv4", "elastic_ip", "nat_public_ips")


class Reach(Enum):
    """Whose addresses a range holds."""

    PRIVATE = "private"
    PUBLIC = "public"
    UNDECIDED = "undecided"


def parse(value: Value | None) -> Network | None:
    """The range that a known CIDR denotes (host bits are ignored, as AWS does), None where there is none."""
    if not isinstance(value, Known) or not isinstance(value.value, str):
        return None
    try:
        return ip_network(value.value, strict=False)
    except ValueError:
        return None


def reach(value: Value) -> Reach:
    """Whether a CIDR holds private addresses only; the own ranges of a VPC and of a subnet are private to it."""
    network = parse(value)
    if network is not None:
        return Reach.PRIVATE if is_private(network) else Reach.PUBLIC
    if isinstance(value, Symbol):
        if any("cidr_block" in str(step) for step in value.path):
            return Reach.PRIVATE
        if any(step in _PUBLIC_ATTRIBUTES for step in value.path):
            return Reach.PUBLIC
    for part in getattr(value, "parts", ()):
        if isinstance(part, Symbol) and any(step in _PUBLIC_ATTRIBUTES for step in part.path):
            return Reach.PUBLIC
    return Reach.UNDECIDED


def is_private(network: Network) -> bool:
    """Whether all addresses of the range are private."""
    return any(_inside(network, private) for private in PRIVATE)


def whole_internet(networks: Iterable[Network]) -> Network | None:
    """`0.0.0.0/0` or `::/0` when the ranges together are that (as two halves are), else None."""
    ranges = list(networks)
    for everywhere in _EVERYWHERE:
        same_kind = [network for network in ranges if network.version == everywhere.version]
        if list(collapse_addresses(same_kind)) == [everywhere]:  # type: ignore[type-var]
            return everywhere
    return None


def _inside(network: Network, other: Network) -> bool:
    if isinstance(network, IPv4Network) and isinstance(other, IPv4Network):
        return network.subnet_of(other)
    if isinstance(network, IPv6Network) and isinstance(other, IPv6Network):
        return network.subnet_of(other)
    return False
