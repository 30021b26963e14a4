"""What a policy grants by wildcard: all actions of a service, all resources of a type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipewarden.hcl.ast import Location
from pipewarden.iam.automaton import SearchBoundError, solve
from pipewarden.iam.ground import World, plain, spread
from pipewarden.iam.model import Policy, Statement, Text
from pipewarden.iam.universe import Universe
from pipewarden.iam.worlds import namings


@dataclass(frozen=True, slots=True)
class Grant:
    """A part of an Allow statement that grants by wildcard: `text` says what."""

    statement: Statement
    text: str
    location: Location | None


def wildcard_actions(policy: Policy) -> tuple[Grant, ...]:
    """Where an Allow grants every action of a service, in whichever words, or all but some by `NotAction`."""
    found: list[Grant] = []
    for statement in policy.allows:
        if statement.actions.negated:
            text = "`NotAction` under Allow grants every action but those named"
            found.append(Grant(statement, text, statement.actions.location))
            continue
        found.extend(
            Grant(statement, f"`{item}` is every action of a service", item.location or statement.actions.location)
            for item in statement.actions.items
            if _whole_service(item)
        )
    return tuple(found)


def _whole_service(item: Text) -> bool:
    written = plain(item, World())
    if written is None:
        return False
    service, colon, name = written.lower().partition(":")
    if not colon:
        return set(service) == {"*"}
    return "*" in name and set(name) <= {"*", "?"}


def wildcard_resources(policy: Policy, services: Iterable[str]) -> tuple[Grant, ...]:
    """Where an Allow grants an action of these services, one that takes resources, on every resource of a type.

    A service may be one action: `iam:PassRole`.
    """
    wanted = [service if ":" in service else f"{service}:*" for service in services]
    return tuple(
        Grant(statement, f"{action} is granted on every resource of its type", _place(statement))
        for statement in policy.allows
        for glob in wanted
        for action in [_reached(statement, glob)]
        if action is not None
    )


def _place(statement: Statement) -> Location | None:
    return statement.resources.location if statement.resources else statement.location


def _reached(statement: Statement, wanted: str) -> str | None:
    """An action, of those wanted, that the statement grants on every resource of a type that it takes."""
    if statement.resources is None:
        return None
    world = World(namings([statement])[0].symbols)
    globs = [text.lower() for item in statement.actions.items if (text := plain(item, world)) is not None]
    universe = Universe([*globs, wanted.lower()])
    granted = 0
    for glob in globs:
        granted |= universe.mask(glob)
    granted = universe.all & ~granted if statement.actions.negated else granted
    asked = universe.mask(wanted.lower())
    covered = spread(statement.resources.items, world).narrow
    for target in universe.targets:
        left = granted & asked & target.actions
        if target.type is None or not left:
            continue
        try:
            if statement.resources.negated:
                whole = solve((target.group, covered), ()) is None
            else:
                whole = solve((target.group,), (covered,)) is None
        except SearchBoundError:
            continue
        if whole:
            return f"`{universe.names[(left & -left).bit_length() - 1]}`"
    return None
