"""Turns statements into atoms: what must hold of which part of a request.

A statement matches when all its literals hold. Equal conditions written differently become the same atom:
`StringNotEquals` is the negation of `StringEquals`, `NotAction` of `Action`, `ForAnyValue:StringNotLike` of
`ForAllValues:StringLike`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import TypeAlias

from msgspec import Struct, field

from pipewarden.compared import compared
from pipewarden.iam.atoms import ActionAtom, Entry, HoleAtom, KeyAtom, Literal, PrincipalAtom, ResourceAtom, Spread
from pipewarden.iam.automaton import ANY, ANY_CASE, NOTHING, PART, TEXT, Chars, Pattern, Token, literal
from pipewarden.iam.matching import (
    ANYTHING,
    AddressMatch,
    BoolMatch,
    DateMatch,
    Match,
    NumberMatch,
    TextMatch,
    date,
    network,
    number,
    truth,
)
from pipewarden.iam.model import (
    Condition,
    Effect,
    Hole,
    PrincipalEntry,
    Statement,
    Text,
    Variable,
    Wildcard,
    texts_of,
)
from pipewarden.iam.operators import Operator
from pipewarden.stack.values import Symbol

Resolved: TypeAlias = str | Wildcard | Hole


class World(Struct, frozen=True):
    """What symbols and policy variables stand for.

    A variable that is in neither `variables` nor `absent` is a hole of its own, the same wherever it stands with the
    same default; where it is in `present` the default plays no part.
    """

    symbols: dict[Symbol, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()


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


def unresolved(text: Text, world: World) -> bool:
    """Whether a policy variable in the text has no value and no default. Nothing is equal to such a text or like it,
    so it matches nothing, and the negated operators match it (IAM user guide, *Policy variables with no value*)."""
    return any(
        isinstance(part, Variable) and part.default is None and part.key.lower() in world.absent for part in text.parts
    )


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
    actions = [_glob_texts(text, world) for text in statement.actions.items]
    narrow = frozenset(wide.lower() for wide, holes in actions if not holes)
    hidden = tuple(hole for _, holes in actions for hole in holes)
    yield ActionAtom(narrow, frozenset(wide.lower() for wide, _ in actions), hidden), not statement.actions.negated
    if statement.resources is not None:
        yield ResourceAtom(spread(statement.resources.items, world)), not statement.resources.negated
    for condition in statement.conditions:
        yield _condition(condition, world)
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


def there(key: str) -> Literal:
    """The key is in the request."""
    return KeyAtom(key, False, False, ANYTHING, ANYTHING), True


def _entry(entry: PrincipalEntry, world: World) -> Entry:
    wide, holes = _glob_texts(entry.text, world)
    # An AWS principal of which nothing is known may be `*`, and that is everyone, services too.
    everyone = entry.type == "*" or (entry.type == "AWS" and bool(holes) and set(wide) == {"*"})
    return Entry("*" if everyone else entry.type, None if everyone else wide, holes)


def plain(text: Text, world: World) -> str | None:
    """The text in this world, None where a part of it cannot be known."""
    wide, holes = _glob_texts(text, world)
    return None if holes else wide


def _glob_texts(text: Text, world: World) -> tuple[str, tuple[Hole, ...]]:
    """The text with `*` for its holes, and the holes."""
    parts = [_resolved(part, world) for part in text.parts]
    wide = "".join(
        "*" if isinstance(part, Hole) else part.char if isinstance(part, Wildcard) else part for part in parts
    )
    return wide, tuple(part for part in parts if isinstance(part, Hole))


def _resolved(part: str | Wildcard | Variable | Symbol | Hole, world: World) -> Resolved:
    match part:
        case Symbol():
            return world.symbols.get(part) or Hole(f"`{part}` is known to AWS only", 0)
        case Variable(key, default):
            lowered = key.lower()
            if lowered in world.absent:
                return default or ""
            value = world.variables.get(lowered)
            if value is not None:
                return value
            return Hole(f"${{{lowered}}}" if lowered in world.present else f"${{{lowered}, {default!r}}}", 0)
        case _:
            return part


def spread(texts: Iterable[Text], world: World, *, arn: bool = False, ignore_case: bool = False) -> Spread:
    """The strings that the texts cover; with `arn` wildcards stay within the six parts of an ARN."""
    narrow: set[Pattern] = set()
    wide: set[Pattern] = set()
    for text in texts:
        if unresolved(text, world):
            continue
        parts = [_resolved(part, world) for part in text.parts]
        known = not any(isinstance(part, Hole) for part in parts)
        if arn and known and _colons(parts) < _ARN_COLONS:
            wide.add(Pattern([_open(f"arn {parts}")]))
            continue
        in_parts = arn and _colons(takewhile(lambda part: not isinstance(part, Hole), parts)) >= _ARN_COLONS
        comparison = ANY_CASE if ignore_case else "arn " if arn and not in_parts else TEXT
        tokens = Pattern(_tokens(parts, comparison, within_parts=in_parts))
        wide.add(tokens)
        if known:
            narrow.add(tokens)
    return Spread(frozenset(narrow), frozenset(wide))


def open_arns(conditions: Iterable[Condition]) -> Iterator[str]:
    """What AWS leaves open about the conditions: its guide compares the six parts of an ARN one by one, and does not
    say what a pattern of fewer parts matches, `*` alone among them."""
    for condition in conditions:
        for text in condition.values if condition.operator.family == "Arn" else ():
            if text.literal is not None and text.literal.count(":") < _ARN_COLONS:
                operator = condition.operator
                yield f"AWS does not say what `{text}`, which is no ARN of six parts, matches under `{operator}`"


_ARN_COLONS = 5


def _colons(parts: Iterable[Resolved]) -> int:
    return sum(part.count(":") for part in parts if isinstance(part, str))


def _open(tag: str) -> Token:
    return Token(Chars(frozenset(), others=True, tag=tag), many=True)


def _tokens(parts: Iterable[Resolved], comparison: str, *, within_parts: bool) -> Iterator[Token]:
    """The tokens of a text; `within_parts` a wildcard before the fifth colon matches no colon.

    What a hole hides matches otherwise under another comparison, so holes of two comparisons are two.
    """
    colons = 0
    last: Token | None = None
    for part in parts:
        star = PART if within_parts and colons < _ARN_COLONS else ANY
        if isinstance(part, str):
            yield from literal(part, ignore_case=comparison == ANY_CASE)
            colons += part.count(":")
            last = None
        elif isinstance(part, Hole):
            yield _open(f"{comparison}{part.number} {part.why}")
            last = None
        elif part == Wildcard("?"):
            yield Token(star)
            last = None
        else:
            token = Token(star, many=True)
            if last != token:
                yield token
            last = token


def _condition(condition: Condition, world: World) -> Literal:
    operator, key = condition.operator, condition.key.lower()
    if operator.family == "Null":
        return _null(condition, key, world)
    narrow, wide = _matches(operator, condition.values, world)
    every = (operator.quantifier == "ForAllValues") is not operator.negated and operator.quantifier != ""
    if operator.quantifier == "ForAllValues":
        missing = True
    elif operator.quantifier == "ForAnyValue":
        missing = operator.if_exists
    else:
        missing = operator.if_exists or operator.negated
    return KeyAtom(key, every, missing is not operator.negated, narrow, wide), not operator.negated


def _null(condition: Condition, key: str, world: World) -> Literal:
    """`Null`: the key is missing (`true`) or there (`false`); no other value matches, both match always."""
    for text in condition.values:
        _, holes = _glob_texts(text, world)
        if holes:
            return HoleAtom(holes[0]), True
    truths = {truth(plain(text, world) or "") for text in condition.values} - {None}
    if len(truths) == 1:
        present, _ = there(key)
        return present, truths == {False}
    never = TextMatch(NOTHING)
    return KeyAtom(key, False, False, never, never), not truths


def _matches(operator: Operator, texts: tuple[Text, ...], world: World) -> tuple[Match, Match]:
    """The narrow and the wide match of an operator's values; a value of the wrong type matches nothing."""
    family = operator.family
    if family in ("String", "Like", "IgnoreCase", "Arn"):
        found = spread(texts, world, arn=family == "Arn", ignore_case=family == "IgnoreCase")
        return TextMatch(found.narrow), TextMatch(found.wide)
    values = [_glob_texts(text, world) for text in texts]
    known = [value for value, holes in values if not holes]
    match = _typed(operator, known)
    hidden = " ".join(f"{hole.number} {hole.why}" for _, holes in values for hole in holes)
    comparison = f"{operator.family} {operator.comparison}"
    return match, TextMatch(frozenset({Pattern([_open(f"{comparison} {hidden}")])})) if hidden else match


def _typed(operator: Operator, known: list[str]) -> Match:
    match operator.family:
        case "Bool":
            return BoolMatch(frozenset(found for found in map(truth, known) if found is not None))
        case "Ip":
            return AddressMatch(frozenset(found for found in map(network, known) if found is not None))
        case "Date":
            dates = (date(value) for value in known)
            return DateMatch(frozenset((operator.comparison, found) for found in dates if found is not None))
        case "Numeric":
            numbers = (number(value) for value in known)
            return NumberMatch(frozenset((operator.comparison, found) for found in numbers if found is not None))
        case _:
            return TextMatch(frozenset(literal(value) for value in known))
