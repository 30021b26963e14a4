"""Turns conditions into atoms: what must hold of one key, and what holds where the key is missing."""

from __future__ import annotations

from pipewarden.iam.atoms import HoleAtom, KeyAtom, Literal
from pipewarden.iam.automaton import NOTHING, Pattern, literal
from pipewarden.iam.covered import World, glob_texts, open_token, plain, spread
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
from pipewarden.iam.model import Condition, Text
from pipewarden.iam.operators import Operator


def there(key: str) -> Literal:
    """The key is in the request."""
    return KeyAtom(key, False, False, ANYTHING, ANYTHING), True


def condition_atom(condition: Condition, world: World) -> Literal:
    """The condition as an atom that holds or does not; `StringNotEquals` is `StringEquals` that does not."""
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
        _, holes = glob_texts(text, world)
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
    values = [glob_texts(text, world) for text in texts]
    known = [value for value, holes in values if not holes]
    match = _typed(operator, known)
    hidden = " ".join(f"{hole.number} {hole.why}" for _, holes in values for hole in holes)
    comparison = f"{operator.family} {operator.comparison}"
    return match, TextMatch(frozenset({Pattern([open_token(f"{comparison} {hidden}")])})) if hidden else match


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
