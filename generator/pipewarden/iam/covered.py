"""The strings that texts cover where symbols and policy variables are settled: for certain, and at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import TypeAlias

from msgspec import Struct, field

from pipewarden.iam.atoms import Spread
from pipewarden.iam.automaton import ANY, ANY_CASE, PART, TEXT, Chars, Pattern, Token, literal
from pipewarden.iam.model import Condition, Hole, Statement, Text, Variable, Wildcard, holes_of
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


def unresolved(text: Text, world: World) -> bool:
    """Whether a policy variable in the text has no value and no default. Nothing is equal to such a text or like it,
    so it matches nothing, and the negated operators match it (IAM user guide, *Policy variables with no value*)."""
    return any(
        isinstance(part, Variable) and part.default is None and part.key.lower() in world.absent for part in text.parts
    )


def plain(text: Text, world: World) -> str | None:
    """The text in this world, None where a part of it cannot be known."""
    wide, holes = glob_texts(text, world)
    return None if holes else wide


def glob_texts(text: Text, world: World) -> tuple[str, tuple[Hole, ...]]:
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
            wide.add(Pattern([open_token(f"arn {parts}")]))
            continue
        in_parts = arn and _colons(takewhile(lambda part: not isinstance(part, Hole), parts)) >= _ARN_COLONS
        comparison = ANY_CASE if ignore_case else "arn " if arn and not in_parts else TEXT
        tokens = Pattern(_tokens(parts, comparison, within_parts=in_parts))
        wide.add(tokens)
        if known:
            narrow.add(tokens)
    return Spread(frozenset(narrow), frozenset(wide))


def open_parts(statement: Statement) -> Iterator[str]:
    """What of the statement cannot be known, and why."""
    yield from (hole.why for hole in holes_of(statement))
    yield from open_arns(statement.conditions)


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


def open_token(tag: str) -> Token:
    """Any text, that of the same tag each time."""
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
            yield open_token(f"{comparison}{part.number} {part.why}")
            last = None
        elif part == Wildcard("?"):
            yield Token(star)
            last = None
        else:
            token = Token(star, many=True)
            if last != token:
                yield token
            last = token
