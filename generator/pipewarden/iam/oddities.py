"""Finds what is odd about a policy that AWS accepts: parts that say less, or more, than they seem to."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.aws.actions import table
from pipewarden.hcl.ast import Location
from pipewarden.iam.cases import Case
from pipewarden.iam.evaluate import matches, world_of
from pipewarden.iam.ground import ground
from pipewarden.iam.matching import date, network, number, truth
from pipewarden.iam.model import Condition, Policy, Statement, Text, Variable, texts_of
from pipewarden.iam.operators import Family
from pipewarden.iam.prove import Counterexample, Outcome, Proved, find
from pipewarden.iam.universe import Universe


class Oddity(Struct, frozen=True):
    """Something odd: the statement by its Sid or number, what it is, and where."""

    statement: str
    text: str
    location: Location | None


def oddities(policy: Policy) -> tuple[Oddity, ...]:
    """What is odd, statement by statement."""
    reached = {statement: find([Case((statement,), ())]) for statement in policy.statements}
    found: list[Oddity] = []
    for statement in policy.statements:
        found.extend(_principals(statement))
        found.extend(_actions(statement))
        found.extend(odd for condition in statement.conditions for odd in _condition(statement, condition))
        found.extend(_variables(policy, statement))
        found.extend(_reach(policy, statement, reached[statement]))
        found.extend(_contained(policy, statement, reached[statement]))
    return tuple(found)


def _odd(statement: Statement, text: str, location: Location | None = None) -> Oddity:
    return Oddity(statement.label, text, location or statement.location)


def _reach(policy: Policy, statement: Statement, outcome: Outcome) -> Iterator[Oddity]:
    """A statement that no request matches, and an Allow of which a Deny leaves nothing."""
    if isinstance(outcome, Proved):
        verb = "allows" if statement.effect == "Allow" else "denies"
        yield _odd(statement, f"it {verb} nothing, for no request matches it: {_culprit(statement)}")
        return
    if statement.effect == "Allow" and isinstance(find([Case((statement,), policy.denies)]), Proved):
        labels = ", ".join(deny.label for deny in _needed(statement, policy))
        yield _odd(statement, f"it allows nothing: whatever it allows is denied by statement {labels}")


def _needed(allow: Statement, policy: Policy) -> list[Statement]:
    """The Deny statements without which the Allow would allow something."""
    needed = list(policy.denies)
    for deny in policy.denies:
        fewer = [other for other in needed if other is not deny]
        if isinstance(find([Case((allow,), tuple(fewer))]), Proved):
            needed = fewer
    return needed


def _culprit(statement: Statement) -> str:
    """The part without which the statement would match something."""
    for text in texts_of(statement):
        for part in text.parts:
            never = isinstance(part, Variable) and (":" not in part.key or table().lacks(part.key))
            if isinstance(part, Variable) and part.default is None and never:
                return f"the policy variable `{part.key}` never has a value"
    for condition in statement.conditions:
        if isinstance(find([Case((replace(statement, conditions=(condition,)),), ())]), Proved):
            return f"the condition on `{condition.key}` is never met with these actions, resources and principals"
    bare = replace(statement, conditions=())
    if isinstance(find([Case((bare,), ())]), Counterexample):
        return "its conditions exclude each other"
    if isinstance(find([Case((replace(bare, resources=None),), ())]), Counterexample):
        return "none of its actions takes a resource of the kind that it names"
    if isinstance(find([Case((replace(bare, principals=None),), ())]), Counterexample):
        return "its principals leave nobody"
    return "there is no such action"


def _contained(policy: Policy, statement: Statement, outcome: Outcome) -> Iterator[Oddity]:
    """A statement that says nothing which another of the same effect does not say."""
    if not isinstance(outcome, Counterexample):
        return
    request = outcome.request
    for other in policy.statements:
        if other.effect != statement.effect or other.index == statement.index or _only_delegates(other, statement):
            continue
        if not any(matches(each, request) for each in ground([other], world_of(request, [other], {}))):
            continue
        within = isinstance(find([Case((statement,), (other,))]), Proved)
        same = within and isinstance(find([Case((other,), (statement,))]), Proved)
        if within and not (same and statement.index < other.index):
            yield _odd(statement, f"it says nothing that statement {other.label} does not say already")
            return


def _only_delegates(account: Statement, statement: Statement) -> bool:
    """Whether the first names a whole account where the other names somebody of it: to the account a resource's policy
    only leaves the decision, and to a role that it names it gives the right itself."""
    if account.effect == "Deny" or account.principals is None or account.principals.negated:
        return False
    named = statement.principals.entries if statement.principals and not statement.principals.negated else ()
    return any(entry.is_account for entry in account.principals.entries) and not all(
        entry.is_account for entry in named
    )


def _principals(statement: Statement) -> Iterator[Oddity]:
    """An Allow for all that are not named."""
    who = statement.principals
    if who and who.negated and statement.effect == "Allow":
        text = "`NotPrincipal` under Allow lets everyone else through, other accounts and anonymous callers too"
        yield _odd(statement, text, who.location)


def _actions(statement: Statement) -> Iterator[Oddity]:
    """Actions of a known service that AWS does not have."""
    for item in statement.actions.items:
        written = item.literal
        service, colon, _ = (written or "").partition(":")
        if not written or not colon or table().service(service) is None or Universe(()).mask(written.lower()):
            continue
        names = [action.name for action in table().actions if action.service == service.lower()]
        close = get_close_matches(written, names, 1)
        hint = f"; did you mean `{close[0]}`?" if close else ""
        yield _odd(statement, f"there is no action `{written}`{hint}", item.location)


_FITTING: dict[str, tuple[Family, ...]] = {
    "Bool": ("Bool", "String", "Like", "IgnoreCase"),
    "Numeric": ("Numeric", "String", "Like"),
    "Date": ("Date",),
    "IPAddress": ("Ip",),
    "ARN": ("Arn", "String", "Like", "IgnoreCase"),
    "String": ("String", "Like", "IgnoreCase", "Arn"),
    "Binary": ("Binary",),
}


def _condition(statement: Statement, condition: Condition) -> Iterator[Oddity]:
    """A key that does not exist, an operator for another type, a value that the operator cannot read."""
    spec = table().key(condition.key)
    family = condition.operator.family
    if spec is None:
        if table().service(condition.key.partition(":")[0]) or condition.key.lower().startswith("aws:"):
            close = get_close_matches(condition.key, table().names_of_keys, 1)
            hint = f"; did you mean `{close[0]}`?" if close else ""
            yield _odd(statement, f"AWS has no condition key `{condition.key}`{hint}", condition.location)
    elif family not in ("Null", *_FITTING[spec.type]):
        text = f"`{condition.operator}` compares another type than `{spec.name}` has ({spec.type})"
        yield _odd(statement, text, condition.location)
    if spec and condition.operator.quantifier and not spec.many:
        text = f"`{condition.operator}` is for keys with several values; `{spec.name}` has one at most"
        yield _odd(statement, text, condition.location)
    if condition.operator.quantifier == "ForAllValues" and statement.effect == "Allow":
        text = f"`{condition.operator}` under Allow lets a request through that has no `{condition.key}` at all"
        yield _odd(statement, text, condition.location)
    yield from _values(statement, condition)
    readers = {"Numeric": number, "Date": date, "Ip": network, "Bool": truth, "Null": truth}
    reader = readers.get(family)
    for value in condition.values if reader else ():
        if value.literal is not None and reader is not None and reader(value.literal) is None:
            yield _odd(statement, f"`{condition.operator}` cannot read `{value}`; it matches nothing", value.location)


def _values(statement: Statement, condition: Condition) -> Iterator[Oddity]:
    """Values that mean something else than they seem to."""
    family = condition.operator.family
    for value in condition.values:
        written = value.literal
        if written is None:
            continue
        if family in ("String", "IgnoreCase") and "*" in written:
            text = f"`{condition.operator}` takes the `*` in `{value}` for a star; wildcards need `StringLike`"
            yield _odd(statement, text, value.location)
        if family == "Arn" and written.count(":") < 5:
            text = f"`{value}` has fewer than the six parts of an ARN; AWS does not say what it matches"
            yield _odd(statement, text, value.location)
    truths = {truth(value.literal or "") for value in condition.values} - {None}
    if family in ("Bool", "Null") and len(truths) > 1:
        text = f"`{condition.operator}` with `true` and `false` does not tell requests apart"
        yield _odd(statement, text, condition.location)


def _variables(policy: Policy, statement: Statement) -> Iterator[Oddity]:
    """Policy variables in a version that has none, and variables that are no keys."""
    for text in texts_of(statement):
        if policy.version == "2008-10-17" and _begins_a_variable(text):
            yield _odd(statement, f"`{text}` has a policy variable; the version `2008-10-17` has none", text.location)
        elif policy.version != "2008-10-17" and _begins_a_variable(text):
            yield _odd(
                statement, f"`${{` in `{text}` begins no policy variable; it is taken as it stands", text.location
            )
        for part in text.parts:
            if isinstance(part, Variable) and table().key(part.key) is None:
                close = get_close_matches(part.key, table().names_of_keys, 1)
                hint = f"; did you mean `{close[0]}`?" if close else ""
                yield _odd(statement, f"the policy variable `{part.key}` is no condition key{hint}", text.location)


def _begins_a_variable(text: Text) -> bool:
    return any(isinstance(part, str) and "${" in part for part in text.parts)
