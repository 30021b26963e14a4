"""Functions over IP networks, with the arithmetic of the library that Terraform uses."""

from __future__ import annotations

import ipaddress
from fractions import Fraction

from msgspec import Struct

from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.functions.lists import whole
from pipewarden.stack.functions.registry import function
from pipewarden.stack.types import NUMBER, STRING

_MAPPED = 0xFFFF << 32
_LOW = (1 << 64) - 1


class _Network(Struct, frozen=True):
    """An address without host bits, the length of its prefix, and how many bits an address has."""

    address: int
    length: int
    bits: int

    @property
    def mapped(self) -> bool:
        """Whether it is an IPv4 network written as an IPv6 one (`::ffff:10.0.0.0/104`)."""
        return _is_mapped(self.address, self.bits)

    def shown(self, address: int) -> str:
        """An address of the same version as text."""
        if not 0 <= address < 1 << self.bits:
            raise EvaluationError("the address lies outside of all addresses")
        if _is_mapped(address, self.bits):
            return str(ipaddress.IPv4Address(address - _MAPPED))
        return str(ipaddress.IPv4Address(address) if self.bits == 32 else ipaddress.IPv6Address(address))


def _is_mapped(address: int, bits: int) -> bool:
    return bits == 128 and address >> 32 == 0xFFFF


def _network(text: str) -> _Network:
    """The network of a CIDR block; leading zeros in octets are decimal, host bits are dropped."""
    address, slash, length = text.partition("/")
    if not slash or not length.isascii() or not length.isdigit() or "%" in address:
        raise EvaluationError(f"`{text}` is no CIDR block")
    if ":" not in address:
        address = ".".join(str(int(part)) if part.isdigit() else part for part in address.split("."))
    try:
        found = ipaddress.ip_network(f"{address}/{int(length)}", strict=False)
    except ValueError:
        raise EvaluationError(f"`{text}` is no CIDR block") from None
    return _Network(int(found.network_address), found.prefixlen, found.max_prefixlen)


@function(STRING, NUMBER)
def cidrhost(prefix: str, number: Fraction) -> str:
    """An address of the network; of an IPv4 network in IPv6 form, the number lands above its address."""
    network, host = _network(prefix), whole(number, bounded=False)
    last = (1 << (network.bits - network.length)) - 1
    tested = -host - 1 if host < 0 else _signed(host & _LOW)
    if tested > last:
        raise EvaluationError(f"`{prefix}` has no host number {host}")
    placed = last + host + 1 if host < 0 else host
    return network.shown(network.address | placed << (96 if network.mapped else 0))


def _signed(number: int) -> int:
    """What a number of 64 bits without a sign is with one."""
    return number - (1 << 64) if number >> 63 else number


@function(STRING)
def cidrnetmask(prefix: str) -> str:
    network = _network(prefix)
    if network.bits != 32 and not network.mapped:
        raise EvaluationError("only an IPv4 network has a netmask")
    return network.shown((1 << network.bits) - (1 << (network.bits - network.length)))


@function(STRING, NUMBER, NUMBER)
def cidrsubnet(prefix: str, bits: Fraction, number: Fraction) -> str:
    """A subnet; fewer bits than none widen the network, as they do in Terraform."""
    network, extra, index = _network(prefix), whole(bits), whole(number, bounded=False)
    length = network.length + extra
    if not 0 <= length <= network.bits:
        raise EvaluationError(f"`{prefix}` cannot be extended by {extra} bits")
    if 0 <= extra < 64 and abs(index) & _LOW >= 1 << extra:
        raise EvaluationError(f"{extra} bits cannot hold the subnet number {index}")
    start = network.shown(abs(network.address | index << (network.bits - length)))
    return f"{start}/{max(length - 96, 0) if network.mapped else length}"


@function(STRING, rest=NUMBER)
def cidrsubnets(prefix: str, *bits: Fraction) -> list[str]:
    """Subnets one after the other; Terraform takes a network that begins at zero, or in IPv6 form, for full."""
    network = _network(prefix)
    position = network.address
    end = position + (1 << (network.bits - network.length))
    subnets = []
    for extra in map(whole, bits):
        length = network.length + extra
        if not 1 <= extra <= 32 or length > network.bits:
            raise EvaluationError(f"`{prefix}` cannot be extended by {extra} bits")
        size = 1 << (network.bits - length)
        position = -(-position // size) * size
        if position + size > end or network.address == 0 or network.mapped:
            raise EvaluationError(f"`{prefix}` has no room for a subnet of {extra} more bits")
        subnets.append(f"{network.shown(position)}/{length}")
        position += size
    return subnets
