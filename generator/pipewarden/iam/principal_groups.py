"""What statements ask of a principal, as patterns: of its ARN where it is one of AWS, or of a service's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec.structs import replace

from pipewarden.iam.atoms import Entry, KeyAtom, PrincipalAtom
from pipewarden.iam.automaton import (
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
from pipewarden.iam.matching import AddressMatch, BoolMatch, NumberMatch, TextMatch, fits
from pipewarden.iam.plausible import ACCOUNTS
from pipewarden.iam.request import Requester, derived
from pipewarden.iam.solving import SearchBoundError

DIGIT = Token(Chars(frozenset("0123456789")))
NAME = Chars(frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+=,.@_-"))
_PATH = replace(NAME, listed=NAME.listed | {"/"})
_PARTITION = (*literal("aws"), *many(Chars(frozenset("abcdefghijklmnopqrstuvwxyz-"))))
ARNS: dict[str, Pattern] = {
    "role": Pattern((*literal("role/"), *many(_PATH), Token(NAME))),
    "user": Pattern((*literal("user/"), *many(_PATH), Token(NAME))),
    "root": literal("root"),
}
"""The kinds of principals that have an ARN, and how it ends."""
OF_KMS = "kms:calleraccount"
_ACCOUNT_KEYS = ("aws:principalaccount", OF_KMS)
_SERVICE_KEYS = ("aws:principalservicename", "aws:principalservicenameslist")
_LABEL = Chars(frozenset("abcdefghijklmnopqrstuvwxyz0123456789-."))

Question = PrincipalAtom | KeyAtom


SERVICE = "service"
"""The kind that has a name and no ARN."""


@lru_cache(maxsize=256)
def all_of(shape: str, partitions: frozenset[str]) -> Group:
    """The ARNs or names of this kind."""
    if shape == SERVICE:
        return frozenset({joined(many(_LABEL, 1), literal("."), many(_LABEL, 1))})
    return frozenset(_owned(literal(partition), shape) for partition in partitions)


def _owned(partition: Iterable[Token], shape: str) -> Pattern:
    return joined(literal("arn:"), Pattern(partition), literal(":iam::"), [DIGIT] * 12, literal(":"), ARNS[shape])


ORDINARY: Group = frozenset(_owned(_PARTITION, shape) for shape in ARNS)
"""The ARNs of roles, users and roots in any partition."""


def is_of_account(atom: KeyAtom, *, kms: bool) -> bool:
    """Whether the key is the account of the principal; one of them comes with requests to KMS only."""
    return atom.key in _ACCOUNT_KEYS and (atom.key != OF_KMS or kms)


def those_with(atom: Question, shape: str, *, kms: bool, wide: bool) -> Group:
    """The ARNs or names of a kind for which the atom holds: at most with `wide`, else for certain."""
    if isinstance(atom, PrincipalAtom):
        entries = (entry for entry in atom.entries if wide or not entry.holes)
        return frozenset().union(*(entry_group(entry, "Service" if shape == SERVICE else "AWS") for entry in entries))
    if shape == SERVICE:
        if atom.key in _SERVICE_KEYS:
            return _texts(atom, wide=wide)
        example = Requester("Service", "events.amazonaws.com")
    else:
        if atom.key == "aws:principalarn" and isinstance(atom.wide if wide else atom.narrow, TextMatch):
            return _texts(atom, wide=wide)
        if is_of_account(atom, kms=kms):
            return frozenset(_around_account(pattern) for pattern in accounts(atom, wide=wide))
        if atom.key == "aws:username" and shape == "user":
            return frozenset(found for pattern in _texts(atom, wide=wide) for found in _around_name(pattern))
        example = Requester("AWS", f"arn:aws:iam::{ACCOUNTS[0]}:{shape}{'' if shape == 'root' else '/x'}")
    return EVERYTHING if holds_of(atom, example, kms=kms, wide=wide) else NOTHING


def accounts(atom: KeyAtom, *, wide: bool) -> Group:
    """The accounts for which an atom on the account holds; one that is compared as a number is the number's digits."""
    match = atom.wide if wide else atom.narrow
    if isinstance(match, BoolMatch | AddressMatch):
        return NOTHING
    if isinstance(match, NumberMatch) and all(comparison == "=" for comparison, _ in match.thresholds):
        return frozenset(literal(f"{int(bound):012d}") for _, bound in match.thresholds if bound.denominator == 1)
    return _texts(atom, wide=wide)


def _texts(atom: KeyAtom, *, wide: bool) -> Group:
    match = atom.wide if wide else atom.narrow
    if not isinstance(match, TextMatch):
        raise SearchBoundError(f"`{atom.key}` is compared as something else than a text")
    return match.group


@lru_cache(maxsize=4096)
def entry_group(entry: Entry, type_: str) -> Group:
    """The principals of a type, by ARN or name, that an entry of a `Principal` names."""
    tag = " ".join(f"{hole.number} {hole.why}" for hole in entry.holes)
    if entry.text is None:
        return frozenset({Pattern([Token(Chars(frozenset(), True, tag), many=True)])}) if tag else EVERYTHING
    if entry.type != type_:
        return NOTHING
    star = Chars(frozenset(), True, tag)
    if type_ != "AWS":
        return frozenset({glob(entry.text, star=star) if tag else literal(entry.text)})
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


def holds_of(atom: KeyAtom, principal: Requester, *, kms: bool, wide: bool) -> bool:
    """Whether the atom holds for what AWS derives from the principal."""
    values = derived(principal, "kms:Decrypt" if kms else "s3:GetObject").get(atom.key)
    return key_holds(atom, values, wide=wide)


def key_holds(atom: KeyAtom, values: tuple[str, ...] | None, *, wide: bool) -> bool:
    """Whether an atom holds for the values of its key; None or no values is a missing key."""
    if not values:
        return atom.missing
    match = atom.wide if wide else atom.narrow
    return (all if atom.every else any)(fits(match, value) for value in values)


def names(entry: Entry, principal: Requester) -> bool:
    """Whether the entry of a `Principal` names this principal."""
    if entry.text is None:
        return True
    if entry.type != principal.type:
        return False
    if entry.type != "AWS":
        return in_group(entry_group(entry, entry.type), principal.id)
    if principal.id == entry.text or _is_session_of(entry.text, principal):
        return True
    if principal.kind == "FederatedUser" and not entry.holes:
        return _is_in_account(entry.text, principal)
    return principal.arn is not None and in_group(entry_group(entry, "AWS"), principal.arn)


def _is_session_of(role: str, principal: Requester) -> bool:
    """Whether a role's session asks, and this is the role's ARN: the session's own leaves out the role's path."""
    parts = role.split(":", 5)
    if principal.kind != "AssumedRole" or principal.arn is None or len(parts) < 6 or not parts[5].startswith("role/"):
        return False
    return principal.arn == ":".join((*parts[:5], f"role/{parts[5].rpartition('/')[2]}"))


def _is_in_account(account: str, principal: Requester) -> bool:
    """Whether the entry is the account of the principal, by its id or its root."""
    partition = principal.id.split(":")[1]
    return account in (principal.account, f"arn:{partition}:iam::{principal.account}:root")
