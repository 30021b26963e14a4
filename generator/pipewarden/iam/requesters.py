"""Finds a principal that satisfies what statements ask of the principal and of the keys that follow from it.

The kinds of principals are tried in turn. For an AWS principal every question becomes one about its ARN, which the
automaton answers; services, providers and canonical users matter only where a policy names them, and one that no
policy names stands for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.iam.atoms import Entry, KeyAtom, PrincipalAtom
from pipewarden.iam.automaton import (
    ANY,
    EVERYTHING,
    NOTHING,
    PART,
    STAR,
    Chars,
    Group,
    Pattern,
    Token,
    glob,
    in_group,
    joined,
    literal,
    many,
)
from pipewarden.iam.containment import left_out
from pipewarden.iam.matching import TextMatch, fits
from pipewarden.iam.plausible import ACCOUNTS, NAMES
from pipewarden.iam.remembered import Remembered
from pipewarden.iam.request import Requester, RequesterType, derived
from pipewarden.iam.solving import SearchBoundError, solve

_DIGIT = Token(Chars(frozenset("0123456789")))
_NAME = Chars(frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+=,.@_-"))
_PATH = replace(_NAME, listed=_NAME.listed | {"/"})
_PARTITION = (*literal("aws"), *many(Chars(frozenset("abcdefghijklmnopqrstuvwxyz-"))))
_SHAPES: dict[str, Pattern] = {
    "role": Pattern((*literal("role/"), *many(_PATH), Token(_NAME))),
    "user": Pattern((*literal("user/"), *many(_PATH), Token(_NAME))),
    "root": literal("root"),
}
_OF_KMS = "kms:calleraccount"
_ACCOUNT_KEYS = ("aws:principalaccount", _OF_KMS)
_ACCOUNT: Group = frozenset({Pattern([_DIGIT] * 12)})
_ANY_NAME: Group = frozenset({many(_NAME, 1)})

Question = PrincipalAtom | KeyAtom


class Demand(Struct, frozen=True):
    """What is asked of the principal; `kms` says whether the request is one to KMS, `partitions` where accounts are."""

    literals: frozenset[tuple[Question, bool]]
    bold: bool
    kms: bool
    partitions: frozenset[str] = frozenset({"aws"})


def requesters(demand: Demand) -> Iterable[Requester]:
    """One principal of every kind that will do, roles first, each sought when it is asked for; empty when none will.

    Going through them raises SearchBoundError.
    """
    if demand.kms and not any(isinstance(atom, KeyAtom) and atom.key == _OF_KMS for atom, _ in demand.literals):
        demand = replace(demand, kms=False)
    return _requesters(demand)


@lru_cache(maxsize=4096)
def _requesters(demand: Demand) -> Iterable[Requester]:
    return Remembered(_found(demand))


def _found(demand: Demand) -> Iterator[Requester]:
    accounts = _accounts(demand)
    for shape in _SHAPES if accounts else ():
        arn = _arn(shape, demand, accounts)
        if arn is not None:
            yield Requester("AWS", arn)
    for candidate in _named(demand):
        if _holds(candidate, demand):
            yield candidate
    for candidates in (_OTHER_SERVICES, _OTHER_PROVIDERS):
        yield from islice((candidate for candidate in candidates if _holds(candidate, demand)), 1)
    if _holds(_ANONYMOUS, demand):
        yield _ANONYMOUS


_ANONYMOUS = Requester("*")
_OTHER_SERVICES = tuple(
    Requester("Service", f"{name}.amazonaws.com") for name in ("events", "config", "cloudfront", "unnamed")
)
_OTHER_PROVIDERS = (Requester("Federated", "accounts.google.com"), Requester("Federated", "unnamed.example.com"))
"""Principals of which the first that no policy names stands for all that none does."""


@lru_cache(maxsize=256)
def _shape(name: str, partitions: frozenset[str]) -> Group:
    """The ARNs of this kind."""
    return frozenset(_owned(literal(partition), name) for partition in partitions)


def _owned(partition: Iterable[Token], name: str) -> Pattern:
    return joined(literal("arn:"), Pattern(partition), literal(":iam::"), [_DIGIT] * 12, literal(":"), _SHAPES[name])


_ORDINARY: Group = frozenset(_owned(_PARTITION, name) for name in _SHAPES)


def _accounts(demand: Demand) -> tuple[str, ...]:
    """Accounts that are worth a try; none where what is asked of the account alone leaves none."""
    asked = [(atom, wanted) for atom, wanted in demand.literals if isinstance(atom, KeyAtom)]
    return _worth_a_try(ACCOUNTS, _ACCOUNT, [each for each in asked if _is_of_account(each[0], demand)], demand.bold)


def _names(shape: str, demand: Demand) -> tuple[str, ...]:
    """Names that are worth a try; none where what is asked of the name alone leaves none."""
    if shape != "user":
        return NAMES if shape == "role" else ("",)
    asked = [(atom, wanted) for atom, wanted in demand.literals if isinstance(atom, KeyAtom)]
    return _worth_a_try(NAMES, _ANY_NAME, [each for each in asked if each[0].key == "aws:username"], demand.bold)


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


def _is_of_account(atom: KeyAtom, demand: Demand) -> bool:
    return atom.key in _ACCOUNT_KEYS and (atom.key != _OF_KMS or demand.kms)


def _arn(shape: str, demand: Demand, accounts: tuple[str, ...]) -> str | None:
    positive: list[Group] = [_shape(shape, demand.partitions)]
    negative: list[Group] = []
    same: set[Pattern] = set()
    for atom, wanted in demand.literals:
        wide, narrow = _group(atom, shape, demand)
        group = wide if wanted is demand.bold else narrow
        if wanted:
            positive.append(group)
        else:
            negative.append(group)
            same |= wide if demand.bold else NOTHING
    wanted_groups = [left_out(group, frozenset(same)) for group in positive]
    for candidate in _usual(shape, accounts, _names(shape, demand), min(demand.partitions)):
        if _fits(candidate, wanted_groups, negative):
            return candidate
    return solve(tuple(positive), tuple(negative), frozenset(same))


def _usual(shape: str, accounts: Iterable[str], names: Iterable[str], partition: str) -> Iterator[str]:
    """ARNs that look real."""
    for account in accounts:
        for name in names:
            yield f"arn:{partition}:iam::{account}:{shape}{'/' if name else ''}{name}"


def _group(atom: Question, shape: str, demand: Demand) -> tuple[Group, Group]:
    """The ARNs of a shape for which the atom holds: at most, and for certain."""
    if isinstance(atom, PrincipalAtom):
        wide = frozenset().union(*(_entry_group(entry) for entry in atom.entries))
        narrow = frozenset().union(*(_entry_group(entry) for entry in atom.entries if not entry.holes))
        return wide, narrow
    return _key_group(atom, shape, demand, wide=True), _key_group(atom, shape, demand, wide=False)


@lru_cache(maxsize=4096)
def _entry_group(entry: Entry) -> Group:
    tag = " ".join(f"{hole.number} {hole.why}" for hole in entry.holes)
    if entry.text is None:
        return frozenset({Pattern([Token(Chars(frozenset(), True, tag), many=True)])}) if tag else EVERYTHING
    if entry.type != "AWS":
        return NOTHING
    star = Chars(frozenset(), True, tag)
    if ":" not in entry.text:
        account = glob(entry.text, star=star)
        owned = joined(literal("arn:"), _PARTITION, literal(":iam::"), account, literal(":"), [STAR])
        return frozenset({owned})
    if entry.text.endswith(":root"):
        return frozenset({joined(glob(entry.text.removesuffix("root"), star=star), [STAR])})
    found = glob(entry.text, star=star)
    if tag:
        # What hides in the hole may be the root, and that stands for the whole account.
        return frozenset({found, joined(glob(entry.text.rpartition(":")[0], star=star), literal(":"), [STAR])})
    return frozenset({found})


def _key_group(atom: KeyAtom, shape: str, demand: Demand, *, wide: bool) -> Group:
    match = atom.wide if wide else atom.narrow
    if atom.key == "aws:principalarn" and isinstance(match, TextMatch):
        return match.group
    if _is_of_account(atom, demand):
        if isinstance(match, TextMatch):
            return frozenset(_around_account(pattern) for pattern in match.group)
        raise SearchBoundError(f"`{atom.key}` is compared as something else than a text")
    if atom.key == "aws:username" and shape == "user":
        if isinstance(match, TextMatch):
            return frozenset(found for pattern in match.group for found in _around_name(pattern))
        raise SearchBoundError("`aws:username` is compared as something else than a text")
    example = Requester("AWS", f"arn:aws:iam::{ACCOUNTS[0]}:{shape}{'' if shape == 'root' else '/x'}")
    return EVERYTHING if _key_holds(atom, example, demand.kms, wide=wide) else NOTHING


def _around_account(pattern: Pattern) -> Pattern:
    """The ARNs whose account the pattern matches."""
    return joined(literal("arn:"), many(PART), literal(":iam::"), _within(pattern, ":"), literal(":"), [STAR])


def _around_name(pattern: Pattern) -> Iterator[Pattern]:
    """The ARNs of users whose name the pattern matches, with and without a path."""
    owned = joined(literal("arn:"), many(PART), literal(":iam::"), many(PART), literal(":user/"))
    yield joined(owned, _within(pattern, "/"))
    yield joined(owned, many(_PATH), literal("/"), _within(pattern, "/"))


def _within(pattern: Pattern, separator: str) -> Pattern:
    """The pattern without the strings that hold the separator."""
    return Pattern(replace(token, chars=_without(token.chars, separator)) for token in pattern)


def _without(chars: Chars, char: str) -> Chars:
    return replace(chars, listed=chars.listed | {char} if chars.others else chars.listed - {char})


def _named(demand: Demand) -> Iterator[Requester]:
    """The principals that policies name and no ARN of a user, role or root covers."""
    entries = {entry for atom, _ in demand.literals if isinstance(atom, PrincipalAtom) for entry in atom.entries}
    for entry in sorted(entries, key=lambda entry: (entry.type, entry.text or "")):
        text = (entry.text or "").replace("*", "example")
        if entry.type == "AWS" and text.startswith("arn:") and not in_group(_ORDINARY, text):
            yield Requester("AWS", text)
        elif entry.type in ("Service", "Federated", "CanonicalUser"):
            yield Requester(cast(RequesterType, entry.type), text)
    for text in _service_names(demand.literals):
        yield Requester("Service", text)


def _service_names(literals: Iterable[tuple[Question, bool]]) -> Iterator[str]:
    """Services that conditions name."""
    for atom, _ in sorted(literals, key=repr):
        if isinstance(atom, KeyAtom) and atom.key.startswith("aws:principalservicename"):
            match = atom.wide
            if isinstance(match, TextMatch):
                found = solve((match.group, frozenset({many(ANY, 1)})), ()) if match.group else None
                if found:
                    yield found


def _holds(candidate: Requester, demand: Demand) -> bool:
    return all(
        principal_literal(atom, wanted, candidate, bold=demand.bold, kms=demand.kms) for atom, wanted in demand.literals
    )


def principal_literal(atom: Question, wanted: bool, candidate: Requester, *, bold: bool, kms: bool) -> bool:
    """Whether the literal holds of this principal; holes speak for it when `bold`, else against it."""
    wide = wanted is bold
    if isinstance(atom, KeyAtom):
        return _key_holds(atom, candidate, kms, wide=wide) is wanted
    entries = (entry for entry in atom.entries if wide or not entry.holes)
    return any(names(entry, candidate) for entry in entries) is wanted


def _key_holds(atom: KeyAtom, candidate: Requester, kms: bool, *, wide: bool) -> bool:
    values = derived(candidate, "kms:Decrypt" if kms else "s3:GetObject").get(atom.key)
    return key_holds(atom, values, wide=wide)


def key_holds(atom: KeyAtom, values: tuple[str, ...] | None, *, wide: bool) -> bool:
    """Whether an atom holds for the values of its key; None or no values is a missing key."""
    if not values:
        return atom.missing
    match = atom.wide if wide else atom.narrow
    return (all if atom.every else any)(fits(match, value) for value in values)


def names(entry: Entry, candidate: Requester) -> bool:
    """Whether the entry of a `Principal` names this principal."""
    if entry.text is None:
        return True
    if entry.type != candidate.type:
        return False
    if entry.type != "AWS":
        return in_group(frozenset({glob(entry.text)}), candidate.id) if entry.holes else entry.text == candidate.id
    if candidate.id == entry.text or _is_session_of(entry.text, candidate):
        return True
    if candidate.kind == "FederatedUser" and not entry.holes:
        return _is_in_account(entry.text, candidate)
    return candidate.arn is not None and in_group(_entry_group(entry), candidate.arn)


def _is_session_of(role: str, candidate: Requester) -> bool:
    """Whether a role's session asks, and this is the role's ARN: the session's own leaves out the role's path."""
    parts = role.split(":", 5)
    if candidate.kind != "AssumedRole" or candidate.arn is None or len(parts) < 6 or not parts[5].startswith("role/"):
        return False
    return candidate.arn == ":".join((*parts[:5], f"role/{parts[5].rpartition('/')[2]}"))


def _is_in_account(account: str, candidate: Requester) -> bool:
    """Whether the entry is the account of the principal, by its id or its root."""
    partition = candidate.id.split(":")[1]
    return account in (candidate.account, f"arn:{partition}:iam::{candidate.account}:root")
