"""Finds a principal that satisfies what statements ask of the principal and of the keys that follow from it.

The kinds of principals are tried in turn. For an AWS principal every question becomes one about its ARN, for a service
one about its name, which the automaton answers; providers and canonical users matter only where a policy names them,
and one that no policy names stands for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.iam.atoms import Entry, KeyAtom, PrincipalAtom
from pipewarden.iam.automaton import Group, Pattern, in_group, many
from pipewarden.iam.containment import left_out
from pipewarden.iam.matching import TextMatch
from pipewarden.iam.plausible import ACCOUNTS, NAMES, SERVICES
from pipewarden.iam.principal_groups import (
    ARNS,
    DIGIT,
    NAME,
    OF_KMS,
    ORDINARY,
    SERVICE,
    Question,
    all_of,
    holds_of,
    is_of_account,
    names,
    those_with,
)
from pipewarden.iam.remembered import Remembered
from pipewarden.iam.request import Requester, RequesterType
from pipewarden.iam.solving import solve

_ACCOUNT: Group = frozenset({Pattern([DIGIT] * 12)})
_ANY_NAME: Group = frozenset({many(NAME, 1)})


class Demand(Struct, frozen=True, cache_hash=True):
    """What is asked of the principal; `kms` says whether the request is one to KMS, `partitions` where accounts are."""

    literals: frozenset[tuple[Question, bool]]
    bold: bool
    kms: bool
    partitions: frozenset[str] = frozenset({"aws"})


def requesters(demand: Demand) -> Iterable[Requester]:
    """One principal of every kind that will do, roles first, each sought when it is asked for; empty when none will.

    Going through them raises SearchBoundError.
    """
    if demand.kms and not any(isinstance(atom, KeyAtom) and atom.key == OF_KMS for atom, _ in demand.literals):
        demand = replace(demand, kms=False)
    return _requesters(demand)


@lru_cache(maxsize=4096)
def _requesters(demand: Demand) -> Iterable[Requester]:
    return Remembered(_found(demand))


def _found(demand: Demand) -> Iterator[Requester]:
    accounts = _accounts(demand)
    for shape in ARNS if accounts else ():
        arn = _solved(demand, shape, _usual_arns(shape, accounts, _names(shape, demand), min(demand.partitions)))
        if arn is not None:
            yield Requester("AWS", arn)
    entries = _entries(demand)
    named = [entry.text for entry in entries if entry.type == "Service" and entry.text and not entry.holes]
    service = _solved(demand, SERVICE, (*named, *SERVICES))
    if service is not None:
        yield Requester("Service", service)
    others = (*_named(entries), *_OTHER_PROVIDERS, _ANONYMOUS)
    yield from (candidate for candidate in others if _holds(candidate, demand))


_ANONYMOUS = Requester("*")
_OTHER_PROVIDERS = (Requester("Federated", "accounts.google.com"), Requester("Federated", "unnamed.example.com"))
"""Providers of which the first that no policy names stands for all that none does."""


def _solved(demand: Demand, shape: str, usual: Iterable[str]) -> str | None:
    """A principal of a kind, by ARN or name, for which all literals hold; a usual one where one will do."""
    positive: list[Group] = [all_of(shape, demand.partitions)]
    negative: list[Group] = []
    same: Group = frozenset()
    for atom, wanted in demand.literals:
        group = those_with(atom, shape, kms=demand.kms, wide=wanted is demand.bold)
        (positive if wanted else negative).append(group)
        if demand.bold and not wanted:
            same |= those_with(atom, shape, kms=demand.kms, wide=True)
    wanted_groups = [left_out(group, same) for group in positive]
    for candidate in usual:
        if _fits(candidate, wanted_groups, negative):
            return candidate
    return solve(tuple(positive), tuple(negative), same)


def _accounts(demand: Demand) -> tuple[str, ...]:
    """Accounts that are worth a try; none where what is asked of the account alone leaves none."""
    asked = [each for each in _of_keys(demand) if is_of_account(each[0], kms=demand.kms)]
    return _worth_a_try(ACCOUNTS, _ACCOUNT, asked, demand.bold)


def _names(shape: str, demand: Demand) -> tuple[str, ...]:
    """Names that are worth a try; none where what is asked of the name alone leaves none."""
    if shape != "user":
        return NAMES if shape == "role" else ("",)
    asked = [each for each in _of_keys(demand) if each[0].key == "aws:username"]
    return _worth_a_try(NAMES, _ANY_NAME, asked, demand.bold)


def _of_keys(demand: Demand) -> Iterator[tuple[KeyAtom, bool]]:
    yield from ((atom, wanted) for atom, wanted in demand.literals if isinstance(atom, KeyAtom))


def _worth_a_try(
    usual: tuple[str, ...], shape: Group, asked: Iterable[tuple[KeyAtom, bool]], bold: bool
) -> tuple[str, ...]:
    """The usual values that fit what is asked of them, and one that does where it is asked for anything."""
    positive: list[Group] = [shape]
    negative: list[Group] = []
    for atom, wanted in asked:
        match = atom.wide if wanted is bold else atom.narrow
        if isinstance(match, TextMatch):
            (positive if wanted else negative).append(match.group)
    if len(positive) + len(negative) == 1:
        return usual
    found = solve(tuple(positive), tuple(negative))
    return () if found is None else (*(each for each in usual if _fits(each, positive, negative)), found)


def _fits(text: str, positive: Iterable[Group], negative: Iterable[Group]) -> bool:
    return all(in_group(group, text) for group in positive) and not any(in_group(group, text) for group in negative)


def _usual_arns(shape: str, accounts: Iterable[str], names: Iterable[str], partition: str) -> Iterator[str]:
    """ARNs that look real."""
    for account in accounts:
        for name in names:
            yield f"arn:{partition}:iam::{account}:{shape}{'/' if name else ''}{name}"


def _entries(demand: Demand) -> list[Entry]:
    """The principals that statements name."""
    found = {entry for atom, _ in demand.literals if isinstance(atom, PrincipalAtom) for entry in atom.entries}
    return sorted(found, key=lambda entry: (entry.type, entry.text or ""))


def _named(entries: Iterable[Entry]) -> Iterator[Requester]:
    """The principals among them that are no service, and whose ARN is none of a user, role or root."""
    for entry in entries:
        text = (entry.text or "").replace("*", "example")
        if entry.type == "AWS" and text.startswith("arn:") and not in_group(ORDINARY, text):
            yield Requester("AWS", text)
        elif entry.type in ("Federated", "CanonicalUser"):
            yield Requester(cast(RequesterType, entry.type), text)


def _holds(candidate: Requester, demand: Demand) -> bool:
    return all(
        principal_literal(atom, wanted, candidate, bold=demand.bold, kms=demand.kms) for atom, wanted in demand.literals
    )


def principal_literal(atom: Question, wanted: bool, candidate: Requester, *, bold: bool, kms: bool) -> bool:
    """Whether the literal holds of this principal; holes speak for it when `bold`, else against it."""
    wide = wanted is bold
    if isinstance(atom, KeyAtom):
        return holds_of(atom, candidate, kms=kms, wide=wide) is wanted
    entries = (entry for entry in atom.entries if wide or not entry.holes)
    return any(names(entry, candidate) for entry in entries) is wanted
