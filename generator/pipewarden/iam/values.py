"""Finds values of one context key that satisfy what is asked of it, or shows that there are none.

A value is a text, and each comparison splits the texts into finitely many classes: patterns by the automaton,
thresholds by the numbers at and around them, networks by their first and last addresses.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct

from pipewarden.aws.actions import table
from pipewarden.aws.condition_keys import ALWAYS_PRESENT, ConditionKey
from pipewarden.iam.atoms import KeyAtom
from pipewarden.iam.automaton import ANY, NOTHING, PART, Chars, Group, constant, joined, literal, many
from pipewarden.iam.containment import left_out
from pipewarden.iam.matching import (
    ANYTHING,
    AddressMatch,
    BoolMatch,
    DateMatch,
    Match,
    Network,
    NumberMatch,
    TextMatch,
    address,
    date,
    fits,
)
from pipewarden.iam.names import decimal
from pipewarden.iam.plausible import plausible_values
from pipewarden.iam.solving import SearchBoundError, solve
from pipewarden.iam.usual import filled


class Choice(Struct, frozen=True):
    """What a key may be: missing, or there with `values`; one of both at least."""

    missing: bool
    values: tuple[str, ...] | None


class _Demand(Struct, frozen=True):
    """One value must fit, or must not; `same` are patterns that then are no reason to fit: it is known not to."""

    match: Match
    wanted: bool
    same: Group = NOTHING


_ARN = joined(
    literal("arn:"),
    many(PART, 1),
    literal(":"),
    many(PART, 1),
    literal(":"),
    many(PART),
    literal(":"),
    many(PART),
    literal(":"),
    many(ANY, 1),
)
_SOMETHING: Group = frozenset({many(ANY, 1)})
_DIGITS = Chars(frozenset("0123456789"))
_WHOLE = ("aws:epochtime",)
"""Dates that are written as seconds since 1970."""
_TLS = ("1.2", "1.3", "1.1", "1.0")
_MAY_BE_EMPTY = ("s3:prefix", "s3:delimiter", "aws:requesttag/", "aws:resourcetag/", "aws:principaltag/")
_TEXT_OF_ANY_FORM = frozenset({"s3:x-amz-server-side-encryption-aws-kms-key-id"})


def choose(key: str, literals: Iterable[tuple[KeyAtom, bool]], *, bold: bool) -> Choice | None:
    """What the key, in lower case, may be so that all literals hold; None when nothing will do.

    `bold` reads holes in favour of each literal (some filling makes it hold), else against it (it holds for every
    filling). A key that AWS does not document is there only for the bold. Raises SearchBoundError where neither could
    be decided.
    """
    found = list(literals)
    missing = key not in ALWAYS_PRESENT and all(atom.missing is wanted for atom, wanted in found)
    spec = table().key(key)
    each: list[_Demand] = []
    some: list[_Demand] = []
    for atom, wanted in found:
        same = _group(atom.wide) if bold and not wanted else NOTHING
        demand = _Demand(atom.wide if wanted is bold else atom.narrow, wanted, same)
        (each if atom.every is wanted else some).append(demand)
    values = None
    if bold or not table().lacks(key):
        values = _values(key, spec, each, some)
    return Choice(missing, values) if missing or values is not None else None


def _group(match: Match) -> Group:
    return match.group if isinstance(match, TextMatch) else NOTHING


def _values(key: str, spec: ConditionKey | None, each: list[_Demand], some: list[_Demand]) -> tuple[str, ...] | None:
    if not (spec and spec.many):
        found = _value(key, spec, [*each, *some])
        return None if found is None else (found,)
    values: list[str] = []
    for extra in [[demand] for demand in some] or [[]]:
        found = _value(key, spec, [*each, *extra])
        if found is None:
            return None
        if found not in values:
            values.append(found)
    return tuple(values)


def _value(key: str, spec: ConditionKey | None, demands: list[_Demand]) -> str | None:
    """One value that meets every demand."""
    same: Group = frozenset().union(*(demand.same for demand in demands))
    finite = _finite(key, spec)
    texts = [demand for demand in demands if isinstance(demand.match, TextMatch) and not _is_trivial(demand)]
    typed = [demand for demand in demands if not isinstance(demand.match, TextMatch)]
    domain = _domain(key, spec)
    spare = len(texts) + sum(len(_group(demand.match)) for demand in texts)
    for candidate in finite or (*plausible_values(key), *_candidates(key, spec, typed, texts, spare)):
        if _meets(candidate, demands, same) and (finite or _is_of(candidate, spec, domain)):
            return candidate
    if finite or (_has_form(spec) and not texts):
        return None
    found = _by_patterns(texts, domain, same)
    if found is None or (_meets(found, demands, same) and _is_of(found, spec, domain)):
        return found
    if all(constant(pattern) is not None for demand in texts for pattern in _group(demand.match)):
        return None
    if any(demand.wanted and _is_of_no_type(_group(demand.match), typed) for demand in texts):
        return None
    raise SearchBoundError(f"`{key}` is compared both as a text and as another type")


def _is_of_no_type(group: Group, typed: list[_Demand]) -> bool:
    """Whether the group is of texts in any case, none of which the typed demands take: numbers, dates, addresses and
    truths read the same in any case that they can be read in."""
    for pattern in group:
        if any(
            token.many or token.chars.others or len({c.lower() for c in token.chars.listed}) > 1 for token in pattern
        ):
            return False
        text = "".join(min(token.chars.listed, default="") for token in pattern)
        if any(all(fits(each.match, case) is each.wanted for each in typed) for case in (text.lower(), text.upper())):
            return False
    return True


def _is_trivial(demand: _Demand) -> bool:
    """Whether it asks for no more than that there is a value."""
    return demand.wanted and demand.match == ANYTHING


_READERS: dict[str, Callable[[str], object]] = {"Date": date, "IPAddress": address}


def _has_form(spec: ConditionKey | None) -> bool:
    """Whether the key's values are numbers, dates or addresses, of which the candidates hold every class."""
    return spec is not None and (spec.type == "Numeric" or spec.type in _READERS)


def _is_of(candidate: str, spec: ConditionKey | None, domain: Group) -> bool:
    """Whether a request may hold the value: it is of the key's type and form."""
    reader = _READERS.get(spec.type) if spec else None
    return fits(TextMatch(domain), candidate) and (reader is None or reader(candidate) is not None)


def _meets(value: str, demands: list[_Demand], same: Group) -> bool:
    for demand in demands:
        match = demand.match
        if demand.wanted and isinstance(match, TextMatch):
            match = TextMatch(left_out(match.group, same))
        if fits(match, value) is not demand.wanted:
            return False
    return True


def _by_patterns(texts: list[_Demand], domain: Group, same: Group) -> str | None:
    positive = tuple(_group(demand.match) for demand in texts if demand.wanted)
    negative = tuple(_group(demand.match) for demand in texts if not demand.wanted)
    return solve((*positive, domain), negative, same)


def _finite(key: str, spec: ConditionKey | None) -> tuple[str, ...]:
    if key == "s3:tlsversion":
        return _TLS
    return ("true", "false") if spec and spec.type == "Bool" else ()


def _domain(key: str, spec: ConditionKey | None) -> Group:
    if key in _WHOLE or (spec and spec.type == "Numeric"):
        return frozenset({many(_DIGITS, 1)})
    if spec and spec.type == "ARN" and key not in _TEXT_OF_ANY_FORM:
        return frozenset({_ARN})
    return frozenset({many(ANY)}) if key.startswith(_MAY_BE_EMPTY) else _SOMETHING


def _candidates(
    key: str, spec: ConditionKey | None, typed: list[_Demand], texts: list[_Demand], spare: int
) -> Iterator[str]:
    """A value of every class that the typed comparisons make, `spare` more of each, and the constants of the texts."""
    yield from (text for d in texts for text in sorted(filter(None, map(constant, _group(d.match)))))
    yield from filled(tuple(_group(d.match) for d in texts if d.wanted), ("example",), "aws")
    thresholds = sorted({bound for d in typed if isinstance(d.match, NumberMatch) for _, bound in d.match.thresholds})
    if thresholds or (spec and spec.type == "Numeric"):
        whole = key in _WHOLE or bool(spec and spec.type == "Numeric")
        yield from (decimal(found) for found in _around(thresholds, spare, whole=whole))
    instants = sorted({bound for d in typed if isinstance(d.match, DateMatch) for _, bound in d.match.thresholds})
    if instants or (spec and spec.type == "Date"):
        write = decimal if key in _WHOLE else _instant
        yield from (write(found) for found in _around(instants, spare, whole=True))
    networks = [network for d in typed if isinstance(d.match, AddressMatch) for network in d.match.networks]
    if networks or (spec and spec.type == "IPAddress"):
        yield from _addresses(networks, spare)
    if any(isinstance(demand.match, BoolMatch) for demand in typed):
        yield from ("true", "false", "other")
    yield "value"


def _around(bounds: list[Fraction], spare: int, *, whole: bool) -> Iterator[Fraction]:
    """Numbers at, between and beyond the bounds; whole ones are not negative."""
    points = list(bounds) or [Fraction(1)]
    beyond = [points[0] - 1 - step for step in range(spare + 1)] + [points[-1] + 1 + step for step in range(spare + 1)]
    if whole:
        near = [Fraction(point.__floor__() + step) for point in points for step in range(-1 - spare, spare + 3)]
        yield from (found for found in (*points, *near, *beyond, Fraction(0)) if found >= 0 and found.denominator == 1)
        return
    between = [
        low + (high - low) * Fraction(step, 2 ** (spare + 1).bit_length())
        for low, high in pairwise(points)
        for step in range(1, 2 ** (spare + 1).bit_length())
    ]
    yield from (*points, *between, *beyond)


def _instant(seconds: Fraction) -> str:
    try:
        return datetime.fromtimestamp(float(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, ValueError, OSError):
        return decimal(seconds)


def _addresses(networks: list[Network], spare: int) -> Iterator[str]:
    """The first address of every network and those just outside, of which one lies in every class of addresses."""
    everything: tuple[Network, ...] = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0"))
    for outer in everything:
        inner = [network for network in networks if network.version == outer.version]
        last = int(outer.broadcast_address)
        starts = {0, *(int(n.network_address) for n in inner), *(int(n.broadcast_address) + 1 for n in inner)}
        for start in sorted(starts):
            for step in range(spare + 1):
                if start + step <= last:
                    yield str(outer.network_address + start + step)
