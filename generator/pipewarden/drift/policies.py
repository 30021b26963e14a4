"""Compares the policies of two stacks: a request that the hand-edited tree lets through and the templates do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipewarden.drift.content import JSON, content, is_policy, ordered
from pipewarden.drift.differences import DriftClass
from pipewarden.drift.effect import Effect, spots_of
from pipewarden.drift.renames import Renames
from pipewarden.iam.diff import diff
from pipewarden.iam.model import Kind, Policy, empty
from pipewarden.iam.names import Names
from pipewarden.iam.prove import Counterexample, Proved, Undecided
from pipewarden.iam.read import policy
from pipewarden.stack.model import Stack
from pipewarden.stack.values import Mapping, Sequence, Value

Place = tuple[str, str]
"""A resource's address, and the path of the argument that holds the policy."""


def loosened(old: Stack, new: Stack) -> Iterator[Effect]:
    """Every policy that lets a request through, or no longer denies one, unlike its counterpart in `old`."""
    olds, news, renames = dict(_policies(old)), dict(_policies(new)), Renames(old, new)
    for place in sorted({*olds, *news}):
        before, after = olds.get(place), news.get(place)
        if before is None or after is None or not _same(content(before), content(after), renames):
            yield from _loosened(place, before, after, Names(old), Names(new))


def _same(before: Any, after: Any, renames: Renames) -> bool:
    """Whether two policies are one, but for the order of what is written and the names of the stack's own things."""
    return bool(before == after or before == ordered(renames.undone(after)))


def _loosened(
    place: Place, before: Value | None, after: Value | None, old_names: Names, new_names: Names
) -> Iterator[Effect]:
    new = policy(after, None, new_names) if after is not None else None
    old = policy(before, None, old_names) if before is not None else None
    outcome = diff(_or_empty(new, old), _or_empty(old, new)).outcome
    if isinstance(outcome, Proved):
        return
    request = outcome.request.to_json() if isinstance(outcome, Counterexample) else None
    yield Effect(
        DriftClass.WEAKENS,
        place[0],
        place[1],
        None if before is None else _shown(before),
        None if after is None else _shown(after),
        _message(outcome),
        counterexample=request,
        places=frozenset((*spots_of(before), *spots_of(after))),
    )


def _or_empty(one: Policy | None, other: Policy | None) -> Policy:
    if one is not None:
        return one
    kind: Kind = other.kind if other is not None else "resource"
    return empty(kind)


def _message(outcome: Counterexample | Undecided) -> str:
    if isinstance(outcome, Undecided):
        return f"whether it lets more through than the template's policy cannot be decided: {outcome.why}"
    if outcome.assuming:
        return f"it may let a request through that the template's policy does not: {'; '.join(outcome.assuming)}"
    return "it lets a request through that the template's policy does not"


def _shown(value: Value) -> object:
    return content(value)[JSON]


def _policies(stack: Stack) -> Iterator[tuple[Place, Value]]:
    for resource in stack.resources:
        if resource.mode == "managed":
            for path, value in _in(resource.values, ""):
                yield (resource.address, path), value


def _in(value: Value, path: str) -> Iterator[tuple[str, Value]]:
    if isinstance(value, Mapping):
        for name, member in value.members:
            yield from _in(member, f"{path}.{name}" if path else name)
    elif isinstance(value, Sequence):
        for index, item in enumerate(value.items):
            yield from _in(item, f"{path}[{index}]")
    elif is_policy(content(value)):
        yield path, value
