"""What a policy grants by wildcard: all actions of a service, all resources of a type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from pipewarden.hcl.ast import Location
from pipewarden.iam.arn_shapes import arn_patterns
from pipewarden.iam.automaton import Group, glob, in_group
from pipewarden.iam.covered import World, plain, spread
from pipewarden.iam.model import Element, Hole, Policy, Statement, Text
from pipewarden.iam.questions.intents import may_share_an_action
from pipewarden.iam.questions.intents import statement as intent
from pipewarden.iam.solving import SearchBoundError, solve
from pipewarden.iam.universe import Target, universe
from pipewarden.iam.usual import usual_resources
from pipewarden.iam.worlds import namings


class Grant(Struct, frozen=True):
    """A part of an Allow statement that grants by wildcard: `text` says what.

    With `assuming` it does so only if what is not known, which `assuming` names, turns out to be a wildcard.
    """

    statement: Statement
    text: str
    location: Location | None
    assuming: str | None = None


def wildcard_actions(policy: Policy, *, bold: bool = False) -> tuple[Grant, ...]:
    """Where an Allow grants every action of a service, in whichever words, or all but some by `NotAction`.

    With `bold` also where it may do so for all that is known.
    """
    found: list[Grant] = []
    for statement in policy.allows:
        if statement.actions.negated:
            text = "`NotAction` under Allow grants every action but those named"
            found.append(Grant(statement, text, statement.actions.location, _why(statement.holes)))
            continue
        for item in statement.actions.items:
            written, hidden = _written(item, World())
            if _whole_service(written):
                place = item.location or statement.actions.location
                why = hidden or _why(statement.holes)
                found.append(Grant(statement, f"`{item}` is every action of a service", place, why))
    return tuple(grant for grant in found if bold or not grant.assuming)


def _whole_service(written: str) -> bool:
    service, colon, name = written.lower().partition(":")
    if not colon:
        return set(service) == {"*"}
    return "*" in name and set(name) <= {"*", "?"}


def _written(item: Text, world: World) -> tuple[str, str | None]:
    """The text with `*` for what is not known, and why that is not known."""
    holes = [part for part in item.parts if isinstance(part, Hole)]
    kept = Text(tuple("*" if isinstance(part, Hole) else part for part in item.parts))
    return plain(kept, world) or str(kept), _why(holes)


def _why(holes: Iterable[Hole]) -> str | None:
    return next((hole.why for hole in holes), None)


def wildcard_resources(policy: Policy, services: Iterable[str], *, bold: bool = False) -> tuple[Grant, ...]:
    """Where an Allow grants an action of these services, one that takes resources, on every resource of a type, be it
    in one account and region.

    A service may be one action: `iam:PassRole`. With `bold` also where it may do so for all that is known.
    """
    wanted = [service if ":" in service else f"{service}:*" for service in services]
    grants = (
        Grant(statement, f"{action} is granted on every resource of its type", place, hidden)
        for statement in policy.allows
        for action, place, hidden in _reached(statement, wanted)
    )
    return tuple(grant for grant in grants if bold or not grant.assuming)


@lru_cache(maxsize=256)
def _doing(action: str) -> Statement:
    return intent(actions=(action,))


def _reached(statement: Statement, wanted: Iterable[str]) -> Iterator[tuple[str, Location | None, str | None]]:
    """For each of the wanted actions one that the statement grants on every resource of a type that it takes; where,
    and under which assumption. What is certain comes before what is not."""
    shared = [action.lower() for action in wanted if may_share_an_action(statement, _doing(action))]
    if statement.resources is None or not shared:
        return
    world = World(namings([statement])[0].symbols)
    named = [_written(item, world)[0] for item in statement.resources.items]
    if not statement.resources.negated and not any("*" in text for text in named):
        return
    written = [_written(item, world) for item in statement.actions.items]
    hidden_action = _why(statement.holes) or next((why for _, why in written if why), None)
    globs = [text.lower() for text, _ in written]
    for action in shared:
        actions = universe(frozenset({*globs, action}), resource_policy=False)
        granted = 0
        for pattern in globs:
            granted |= actions.mask(pattern)
        asked = actions.mask(action) & (~granted if statement.actions.negated else granted)
        found = [
            (f"`{actions.names[_lowest(target.actions & asked)]}`", place, hidden_action or hidden)
            for target in actions.targets
            if target.type is not None and target.actions & asked
            for place, hidden in _whole(target, statement.resources, world)
        ]
        found.sort(key=lambda each: each[2] is not None)
        yield from found[:1]


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1


def _whole(target: Target, resources: Element, world: World) -> Iterator[tuple[Location | None, str | None]]:
    """Where the resources are all of a type, or may be."""
    try:
        if resources.negated:
            covered = spread(resources.items, world).narrow
            if solve((target.group,), (covered,)) is not None:
                yield resources.location, None
            return
        for item in resources.items:
            written, hidden = _written(item, world)
            if "*" in written and _is_whole(target, written):
                yield item.location or resources.location, hidden
    except SearchBoundError:
        yield resources.location, "whether it names every resource of a type was too hard to tell"


@lru_cache(maxsize=4096)
def _is_whole(target: Target, written: str) -> bool:
    """Whether a pattern names every resource of a type, in the partition, region and account that it names."""
    within, pattern = _within(target, written), frozenset({glob(written)})
    # A resource that looks real tells soonest that it does not.
    usual = usual_resources(target.type, (within,), "", "aws")
    if any(in_group(within, resource) and not in_group(pattern, resource) for resource in usual):
        return False
    return solve((within,), (pattern,)) is None


def _within(target: Target, written: str) -> Group:
    """The type's ARNs in the partition, region and account that a pattern names."""
    fields = written.split(":", 5)
    if target.type is None or len(fields) < 6:
        return target.group
    named = {"Partition": fields[1], "Region": fields[3], "Account": fields[4]}
    arn = re.sub(r"\$\{(Partition|Region|Account)\}", lambda match: named[match[1]] or match[0], target.type.arn)
    return frozenset(arn_patterns(arn))
