"""What the values of a condition match: texts, numbers, dates, booleans and addresses.

A match says for one value of the request whether any value of the policy fits it; missing keys, several values and
negation are dealt with above it.
"""

from __future__ import annotations

import ipaddress
import re
from datetime import UTC, datetime
from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct

from pipewarden.iam.automaton import EVERYTHING, Group, in_group
from pipewarden.iam.operators import Comparison

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
Threshold: TypeAlias = tuple[Comparison, Fraction]


class TextMatch(Struct, frozen=True):
    """The value is a string that a pattern matches."""

    group: Group


class NumberMatch(Struct, frozen=True):
    """The value is a number that compares so to a threshold."""

    thresholds: frozenset[Threshold]


class DateMatch(Struct, frozen=True):
    """The value is a date that compares so to a threshold, in seconds since 1970."""

    thresholds: frozenset[Threshold]


class BoolMatch(Struct, frozen=True):
    """The value is one of these truth values."""

    truths: frozenset[bool]


class AddressMatch(Struct, frozen=True):
    """The value is an IP address in one of these networks."""

    networks: frozenset[Network]


Match: TypeAlias = TextMatch | NumberMatch | DateMatch | BoolMatch | AddressMatch
ANYTHING = TextMatch(EVERYTHING)


def fits(match: Match, value: str) -> bool:
    """Whether one value of the request fits. A value of another type (a word for a number) fits nothing."""
    match match:
        case TextMatch(group):
            return in_group(group, value)
        case NumberMatch(thresholds):
            return _compares(number(value), thresholds)
        case DateMatch(thresholds):
            return _compares(date(value), thresholds)
        case BoolMatch(truths):
            return truth(value) in truths
        case AddressMatch(networks):
            found = address(value)
            return found is not None and any(found.version == net.version and found in net for net in networks)


def _compares(value: Fraction | None, thresholds: frozenset[Threshold]) -> bool:
    return value is not None and any(compare(value, comparison, bound) for comparison, bound in thresholds)


def compare(value: Fraction, comparison: Comparison, bound: Fraction) -> bool:
    """Whether `value comparison bound` holds."""
    match comparison:
        case "=":
            return value == bound
        case "<":
            return value < bound
        case "<=":
            return value <= bound
        case ">":
            return value > bound
        case ">=":
            return value >= bound


_NUMBER = re.compile(r"[+-]?([0-9]{1,400}(\.[0-9]{0,400})?|\.[0-9]{1,400})([eE][+-]?[0-9]{1,3})?")


def number(text: str) -> Fraction | None:
    """The number that a text writes, None when it writes none."""
    return Fraction(text) if _NUMBER.fullmatch(text) else None


def truth(text: str) -> bool | None:
    """`true` or `false` in any case, else None."""
    return {"true": True, "false": False}.get(text.lower())


_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII)


def date(text: str) -> Fraction | None:
    """The seconds since 1970 that a W3C date (an ISO 8601 profile) or a Unix time writes, else None."""
    if not _DATE.fullmatch(text) or len(text) == 4:
        return number(text)
    missing = {7: "-01"}.get(len(text), "")
    try:
        found = datetime.fromisoformat(text + missing)
    except ValueError:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return Fraction(found.timestamp())


def address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The IP address that a text writes, else None."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def network(text: str) -> Network | None:
    """The network of a CIDR or of one address, else None; bits behind the prefix are ignored, as AWS does."""
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None
