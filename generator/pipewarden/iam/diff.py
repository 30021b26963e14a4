"""Compares two policies: what one lets through that the other does not."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.aws.condition_keys import ALWAYS_PRESENT
from pipewarden.iam.cases import Case
from pipewarden.iam.ground import variables
from pipewarden.iam.making import spelt
from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Counterexample, Outcome, Proved, find
from pipewarden.iam.request import DERIVED, Request
from pipewarden.iam.unlisted import is_listed
from pipewarden.iam.values import choose

Kind: TypeAlias = Literal["allowed", "undenied"]


class Difference(Struct, frozen=True):
    """How NEW is more permissive than BASE: a request that it allows and BASE does not (`allowed`), or one that BASE
    denies and it no longer does (`undenied`). With a `Proved` outcome `kind` is None: it is not."""

    kind: Kind | None
    outcome: Outcome


def newly_allowed(new: Policy, base: Policy) -> Outcome:
    """Whether NEW allows a request that BASE does not: where no Allow of BASE matches, or a Deny does."""
    kept = {deny.meaning for deny in new.denies}
    old = {allow.meaning for allow in base.allows}
    dropped = [deny for deny in base.denies if deny.meaning not in kept]
    denies, all_of_them = new.denies, (*new.denies, *base.allows)
    cases = [Case((allow,), all_of_them) for allow in new.allows if allow.meaning not in old]
    cases += [Case((allow, deny), denies) for allow in new.allows for deny in dropped]
    return find(cases, (new, base))


def no_longer_denied(new: Policy, base: Policy) -> Outcome:
    """Whether BASE denies a request that NEW does not."""
    kept = {deny.meaning for deny in new.denies}
    denies = new.denies
    return find([Case((deny,), denies) for deny in base.denies if deny.meaning not in kept], (new, base))


def diff(new: Policy, base: Policy) -> Difference:
    """Whether NEW is more permissive than BASE; a certain difference of either kind wins over an undecided one."""
    kinds: tuple[Kind, ...] = ("allowed", "undenied")
    found = [(kind, check(new, base)) for kind, check in zip(kinds, (newly_allowed, no_longer_denied), strict=True)]
    certain = [each for each in found if isinstance(each[1], Counterexample) and not each[1].assuming]
    for kind, outcome in sorted(certain, key=lambda each: not _is_of_today(each[1])):
        return Difference(kind, _in_full(outcome, new, base))
    for kind, outcome in found:
        if not isinstance(outcome, Proved):
            return Difference(kind, _in_full(outcome, new, base))
    return Difference(None, Proved(sum(outcome.classes for _, outcome in found if isinstance(outcome, Proved))))


def _is_of_today(outcome: Outcome) -> bool:
    """Whether its request has an action that AWS has, which tells a reader more than one that it may add."""
    return isinstance(outcome, Counterexample) and is_listed(outcome.request.action)


def _in_full(outcome: Outcome, new: Policy, base: Policy) -> Outcome:
    """The outcome with every key in its request that the policies name and AWS sends with it anyway.

    Statements that have no part in the difference may speak of such a key too, and who takes the request by the letter
    would read a key that is not written as missing.
    """
    if not isinstance(outcome, Counterexample):
        return outcome
    return replace(outcome, request=_with_keys(outcome.request, _keys_of(new) | _keys_of(base)))


def _keys_of(policy: Policy) -> frozenset[str]:
    """The condition keys, in lower case, that the policy names, those of policy variables included."""
    conditions = (each for statement in policy.statements for each in statement.conditions)
    return frozenset(each.key.lower() for each in conditions) | variables(policy.statements)


def _with_keys(request: Request, keys: frozenset[str]) -> Request:
    known = request.values()
    context = dict(request.context)
    written = {key.lower() for key in context}
    for key in sorted(keys - written):
        if key in DERIVED and key in known:
            context[spelt(key)] = known[key]
        elif key in ALWAYS_PRESENT:
            choice = choose(key, (), bold=False)
            context[spelt(key)] = choice.values or () if choice else ()
    return replace(request, context=tuple(sorted(context.items())))
