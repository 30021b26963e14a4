"""Functions over IP networks."""

from __future__ import annotations

import ipaddress
from fractions import Fraction

from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.functions.lists import whole
from pipewarden.stack.functions.registry import function
from pipewarden.stack.types import NUMBER, STRING

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _network(text: str) -> _Network:
    """The network of a CIDR block; leading zeros in octets are decimal, host bits are dropped."""
    address, slash, length = text.partition("/")
    if not slash or not length.isascii() or not length.isdigit():
        raise EvaluationError(f"`{text}` is no CIDR block")
    if ":" not in address:
        address = ".".join(str(int(part)) if part.isdigit() else part for part in address.split("."))
    try:
        return ipaddress.ip_network(f"{address}/{int(length)}", strict=False)
    except ValueError:
        raise EvaluationError(f"`{text}` is no CIDR block") from None


def _address(network: _Network, number: int) -> str:
    size = 1 << network.max_prefixlen
    version = ipaddress.IPv4Address if network.version == 4 else ipaddress.IPv6Address
    return str(version(number % size))


@function(STRING, NUMBER)
def cidrhost(prefix: str, number: Fraction) -> str:
    network, host = _network(prefix), whole(number, bounded=False)
    size = network.num_addresses
    if not -size <= host < size:
        raise EvaluationError(f"`{prefix}` has no host number {host}")
    return _address(network, int(network.network_address) + (host if host >= 0 else size + host))


@function(STRING)
def cidrnetmask(prefix: str) -> str:
    network = _network(prefix)
    if network.version != 4:
        raise EvaluationError("only an IPv4 network has a netmask")
    return str(network.netmask)


@function(STRING, NUMBER, NUMBER)
def cidrsubnet(prefix: str, bits: Fraction, number: Fraction) -> str:
    network, extra, index = _network(prefix), whole(bits), whole(number, bounded=False)
    length = network.prefixlen + extra
    if extra < 0 or length > network.max_prefixlen:
        raise EvaluationError(f"`{prefix}` cannot be extended by {extra} bits")
    if index >= 1 << extra:
        raise EvaluationError(f"{extra} bits cannot hold the subnet number {index}")
    offset = abs(index) << (network.max_prefixlen - length)
    start = offset if index < 0 else int(network.network_address) | offset
    return f"{_address(network, start)}/{length}"


@function(STRING, rest=NUMBER)
def cidrsubnets(prefix: str, *bits: Fraction) -> list[str]:
    network = _network(prefix)
    position = int(network.network_address)
    end = position + network.num_addresses
    subnets = []
    for extra in map(whole, bits):
        length = network.prefixlen + extra
        if not 1 <= extra <= 32 or length > network.max_prefixlen:
            raise EvaluationError(f"`{prefix}` cannot be extended by {extra} bits")
        size = 1 << (network.max_prefixlen - length)
        position = -(-position // size) * size
        if position + size > end:
            raise EvaluationError(f"`{prefix}` has no room for a subnet of {extra} more bits")
        subnets.append(f"{_address(network, position)}/{length}")
        position += size
    return subnets
