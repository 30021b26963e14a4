"""Turns statements into atoms: what must hold of which part of a request.

A statement matches when all its literals hold. Equal conditions written differently become the same atom:
`StringNotEquals` is the negation of `StringEquals`, `NotAction` of `Action`, `ForAnyValue:StringNotLike` of
`ForAllValues:StringLike`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from pipewarden.compared import compared
from pipewarden.iam.atoms import ActionAtom, Entry, HoleAtom, Literal, PrincipalAtom, ResourceAtom
from pipewarden.iam.condition_atoms import condition_atom, there
from pipewarden.iam.covered import World, glob_texts, spread
from pipewarden.iam.model import Effect, PrincipalEntry, Statement, Text, Variable, texts_of
from pipewarden.iam.operators import Operator
from pipewarden.stack.values import Symbol


@compared("effect", "literals")
class Ground(Struct, frozen=True):
    """A statement as literals; it matches when all of them hold."""

    effect: Effect
    literals: tuple[Literal, ...]
    statement: Statement


def ground(statements: Iterable[Statement], world: World) -> tuple[Ground, ...]:
    """The statements in a world."""
    return tuple(Ground(statement.effect, _literals_in(statement, world), statement) for statement in statements)


def _texts(statement: Statement) -> Iterator[Text]:
    if statement.resources:
        yield from statement.resources.items
    for condition in statement.conditions:
        yield from condition.values


def variables(statements: Iterable[Statement]) -> frozenset[str]:
    """The keys, in lower case, of the policy variables that the statements use."""
    return frozenset(
        part.key.lower()
        for statement in statements
        for text in _texts(statement)
        for part in text.parts
        if isinstance(part, Variable)
    )


def with_several_defaults(statements: Iterable[Statement]) -> list[str]:
    """The keys of policy variables that stand here with one default and there with another, or with none."""
    defaults: dict[str, set[str | None]] = {}
    for statement in statements:
        for text in _texts(statement):
            for part in text.parts:
                if isinstance(part, Variable):
                    defaults.setdefault(part.key.lower(), set()).add(part.default)
    return sorted(key for key, found in defaults.items() if len(found) > 1)


def _literals_in(statement: Statement, world: World) -> tuple[Literal, ...]:
    """The literals; the same statement is met in world after world, most of which it cannot tell apart."""
    symbols, keys = _names(statement)
    return _literals_for(
        statement,
        tuple((symbol, world.symbols[symbol]) for symbol in symbols if symbol in world.symbols),
        tuple((key, world.variables[key]) for key in keys if key in world.variables),
        world.absent.intersection(keys),
        world.present.intersection(keys),
    )


@lru_cache(maxsize=4096)
def _names(statement: Statement) -> tuple[tuple[Symbol, ...], tuple[str, ...]]:
    """The symbols and the keys of policy variables that the statement uses."""
    parts = [part for text in texts_of(statement) for part in text.parts]
    symbols = dict.fromkeys(part for part in parts if isinstance(part, Symbol))
    return tuple(symbols), tuple(sorted({part.key.lower() for part in parts if isinstance(part, Variable)}))


@lru_cache(maxsize=4096)
def _literals_for(
    statement: Statement,
    symbols: tuple[tuple[Symbol, str], ...],
    known: tuple[tuple[str, str], ...],
    absent: frozenset[str],
    present: frozenset[str],
) -> tuple[Literal, ...]:
    return tuple(_literals(statement, World(dict(symbols), dict(known), absent, present)))


def _literals(statement: Statement, world: World) -> Iterator[Literal]:
    who = statement.principals
    if who is not None:
        yield PrincipalAtom(frozenset(_entry(entry, world) for entry in who.entries)), not who.negated
    actions = [glob_texts(text, world) for text in statement.actions.items]
    narrow = frozenset(wide.lower() for wide, holes in actions if not holes)
    hidden = tuple(hole for _, holes in actions for hole in holes)
    yield ActionAtom(narrow, frozenset(wide.lower() for wide, _ in actions), hidden), not statement.actions.negated
    if statement.resources is not None:
        yield ResourceAtom(spread(statement.resources.items, world)), not statement.resources.negated
    for condition in statement.conditions:
        yield condition_atom(condition, world)
    for key in sorted(_needed(statement) - set(world.variables) - world.absent):
        yield there(key)
    for hole in statement.holes:
        yield HoleAtom(hole), True


def _needed(statement: Statement) -> set[str]:
    """The keys of policy variables without which no request matches: those in every alternative of an element."""
    lists = [condition.values for condition in statement.conditions if not _may_hold_without(condition.operator)]
    if statement.resources and not statement.resources.negated:
        lists.append(statement.resources.items)
    return {key for texts in lists if texts for key in set.intersection(*map(_without_default, texts))}


def _may_hold_without(operator: Operator) -> bool:
    """Whether a condition may hold though none of its values matches."""
    return operator.negated or operator.if_exists or operator.quantifier == "ForAllValues"


def _without_default(text: Text) -> set[str]:
    return {part.key.lower() for part in text.parts if isinstance(part, Variable) and part.default is None}


def _entry(entry: PrincipalEntry, world: World) -> Entry:
    wide, holes = glob_texts(entry.text, world)
    # An AWS principal of which nothing is known may be `*`, and that is everyone, services too.
    everyone = entry.type == "*" or (entry.type == "AWS" and bool(holes) and set(wide) == {"*"})
    return Entry("*" if everyone else entry.type, None if everyone else wide, holes)
