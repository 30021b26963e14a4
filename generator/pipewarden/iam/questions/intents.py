"""Builds the statements that say what a question is about, and asks it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import TypeAlias

from msgspec.structs import replace

from pipewarden.iam import operators
from pipewarden.iam.cases import Case
from pipewarden.iam.model import (
    Condition,
    Effect,
    Element,
    Policy,
    PrincipalEntry,
    Principals,
    PrincipalType,
    Statement,
    Text,
)
from pipewarden.iam.names import Names
from pipewarden.iam.principals import everyone
from pipewarden.iam.prove import Counterexample, Outcome, find
from pipewarden.iam.reasons import INTENT
from pipewarden.iam.text import text
from pipewarden.stack.values import Known, Value

Words: TypeAlias = str | Value
"""A value of the evaluator, or a plain string."""

ANYONE = Principals((everyone(),), False)


def words(value: Words, names: Names, *, wildcards: bool = True, suffix: str = "") -> Text:
    """The text of a value, with more text behind it; policy variables are not read in it."""
    parts = names.parts(Known(value) if isinstance(value, str) else value)
    return text((*parts, suffix), None, wildcards=wildcards, variables=False)


def condition(operator: str, key: str, *values: Text) -> Condition:
    """A condition; the operator is one that AWS has."""
    found = operators.parse(operator)
    if found is None:
        raise ValueError(f"{operator} is no condition operator")
    return Condition(found, key, values)


def plain_condition(operator: str, key: str, *values: str) -> Condition:
    """A condition on known texts."""
    found = operators.parse(operator)
    wildcards = found is not None and found.takes_wildcards
    return condition(operator, key, *(text((value,), None, wildcards=wildcards, variables=False) for value in values))


def statement(
    *conditions: Condition,
    effect: Effect = "Allow",
    principals: Principals | None = None,
    actions: Iterable[str] = ("*",),
    resources: Iterable[Text] = (),
) -> Statement:
    """A statement of a question's own; without principals or resources it is about all."""
    globs = tuple(text((action,), None, variables=False) for action in actions)
    targets = tuple(resources)
    return Statement(
        effect,
        principals,
        Element(globs, False),
        Element(targets, False) if targets else None,
        conditions,
        index=INTENT,
    )


def principals(type_: PrincipalType, values: Iterable[Text]) -> Principals:
    """Principals of one type."""
    return Principals(tuple(PrincipalEntry(type_, value) for value in values), False)


def denied(policy: Policy, intent: Statement) -> Outcome:
    """Whether the policy denies every request that the intent matches."""
    return ask([Case((intent,), policy.denies)], (policy,), Case((intent,), ()))


def refused(policy: Policy, intent: Statement, harmless: Sequence[Statement] = ()) -> Outcome:
    """Whether the policy allows no request that the intent matches and no harmless statement does."""
    denies = [each for each in policy.denies if may_share_an_action(each, intent)]
    allows = [each for each in policy.allows if may_share_an_action(each, intent)]
    avoid = (*denies, *harmless)
    cases = [Case((allow, intent), avoid) for allow in allows]
    return ask(cases, (policy,), Case((intent,), tuple(harmless)))


def may_share_an_action(statement: Statement, intent: Statement) -> bool:
    """False where no action fits both: such a statement has no part in the answer, and leaving it out saves time."""
    if statement.actions.negated or statement.holes:
        return True
    wanted = _starts(intent.actions.items)
    return any(_may_overlap(own, each) for own in _starts(statement.actions.items) for each in wanted)


@lru_cache(maxsize=4096)
def _starts(actions: tuple[Text, ...]) -> tuple[tuple[str, bool], ...]:
    return tuple(_start(action) for action in actions)


def _start(action: Text) -> tuple[str, bool]:
    """The literal start of an action in lower case, and whether that is the whole of it."""
    literal = "".join(takewhile(lambda part: isinstance(part, str), action.parts))  # type: ignore[arg-type]
    return literal.lower(), all(isinstance(part, str) for part in action.parts)


def _may_overlap(one: tuple[str, bool], other: tuple[str, bool]) -> bool:
    (start, whole), (second, other_whole) = one, other
    if len(start) < len(second):
        return not whole and second.startswith(start)
    return start.startswith(second) and (not other_whole or start == second)


def ask(cases: Sequence[Case], policies: Sequence[Policy], control: Case) -> Outcome:
    """The answer, where the control case has a request: one without would make every policy look right."""
    return find(cases, policies, control)


def together(policies: Iterable[Policy]) -> Policy:
    """One policy with the statements of all: an identity is judged by all that hangs on it."""
    found = list(policies)
    count = 0
    statements: list[Statement] = []
    for policy in found:
        statements += [replace(each, index=each.index + count) for each in policy.statements]
        count += len(policy.statements)
    invalid = tuple(problem for policy in found for problem in policy.invalid)
    return Policy("identity", tuple(statements), invalid, "2012-10-17")


def uncertain(outcome: Outcome, *assuming: str) -> Outcome:
    """The outcome with an assumption more, where it is a counterexample."""
    if isinstance(outcome, Counterexample):
        return replace(outcome, assuming=(*outcome.assuming, *assuming))
    return outcome
