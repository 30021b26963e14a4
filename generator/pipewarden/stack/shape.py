"""Small questions about values that every part of the evaluator asks, and small changes to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from msgspec import Struct

from pipewarden.stack.errors import UndecidedError
from pipewarden.stack.numbers import from_int, to_text
from pipewarden.stack.types import ANY, BOOL, NUMBER, OPAQUE, STRING, Collection, ObjectType, TupleType, Type, unify
from pipewarden.stack.values import (
    Encoded,
    Known,
    Mapping,
    Origin,
    Sequence,
    Symbol,
    Template,
    Unknown,
    Value,
)

NODE_LIMIT = 500_000
TEXT_LIMIT = 16_000_000
NULL = Known(None)


def type_of(value: Value) -> Type:
    """The type of a value; what only a provider's schema tells is opaque."""
    match value:
        case Known():
            return _scalar_type(value)
        case Template() | Encoded():
            return STRING
        case Sequence(kind="tuple"):
            return TupleType(tuple(type_of(item) for item in value.items))
        case Sequence():
            element = value.element or unify(type_of(item) for item in value.items) or ANY
            return Collection(
                "set" if value.kind == "set" else "list", element if value.items else value.element or ANY
            )
        case Mapping(kind="map"):
            element = value.element or unify(type_of(item) for _, item in value.members) or ANY
            return Collection("map", element if value.members else value.element or ANY)
        case Mapping():
            return ObjectType(tuple((name, type_of(item)) for name, item in value.members))
        case Unknown():
            return value.type or OPAQUE
        case Symbol():
            return OPAQUE


def _scalar_type(value: Known) -> Type:
    if isinstance(value.value, str):
        return STRING
    if isinstance(value.value, bool):
        return BOOL
    if value.value is None:
        return value.type or ANY
    return NUMBER


def is_null(value: Value) -> bool:
    """Whether it is `null`."""
    return isinstance(value, Known) and value.value is None


def is_undecided(value: Value) -> bool:
    """Whether a string has a part of which not even the identity is known."""
    return isinstance(value, Unknown) or (
        isinstance(value, Template) and any(isinstance(part, Unknown) for part in value.parts)
    )


def scalar_text(value: Known) -> str:
    """A scalar as Terraform puts it into a string; null has no such form and reads `null`."""
    if isinstance(value.value, str):
        return value.value
    if value.value is None:
        return "null"
    if isinstance(value.value, bool):
        return "true" if value.value else "false"
    return to_text(Fraction(value.value) if isinstance(value.value, int) else value.value)


class Survey(Struct):
    """What a walk through a value finds: its first part that is not known, and whether any part is sensitive."""

    opaque: Symbol | Unknown | None = None
    sensitive: bool = False
    nodes: int = 0


def survey(value: Value) -> Survey:
    """Walk through the whole value."""
    found = Survey()
    stack: list[Value] = [value]
    while stack:
        item = stack.pop()
        found.nodes += 1
        if found.nodes > NODE_LIMIT:
            raise UndecidedError(Unknown("the value is too large to be computed here"))
        found.sensitive = found.sensitive or item.sensitive
        match item:
            case Sequence():
                stack.extend(reversed(item.items))
            case Mapping():
                stack.extend(member for _, member in reversed(item.members))
            case Template():
                stack.extend(part for part in reversed(item.parts) if not isinstance(part, str))
            case Encoded():
                stack.append(item.text)
            case Symbol() | Unknown():
                found.opaque = found.opaque or item
    return found


def unknown_because(part: Symbol | Unknown) -> Unknown:
    """The unknown that a computation with this part gives."""
    if isinstance(part, Unknown):
        return Unknown(part.why, part.origin, part.sensitive)
    return Unknown(f"`{part}` is known only after apply", part.origin, part.sensitive)


def plain(value: Value) -> Value:
    """The value, without the structure behind a JSON string."""
    return value.text if isinstance(value, Encoded) else value


def with_origin(value: Value, origin: Origin | None) -> Value:
    """The same value with another origin."""
    match value:
        case Known():
            return Known(value.value, origin, value.sensitive, value.type)
        case Sequence():
            return Sequence(value.items, value.kind, origin, value.sensitive, value.element)
        case Mapping():
            return Mapping(value.members, value.kind, origin, value.sensitive, value.element)
        case Symbol():
            return Symbol(value.address, value.path, origin, value.sensitive)
        case Template():
            return Template(value.parts, origin, value.sensitive)
        case Encoded():
            return Encoded(value.structure, value.text, origin, value.sensitive)
        case Unknown():
            return Unknown(value.why, origin, value.sensitive, value.type)


def with_sensitive(value: Value, sensitive: bool) -> Value:
    """The same value, marked or not."""
    if value.sensitive == sensitive:
        return value
    match value:
        case Known():
            return Known(value.value, value.origin, sensitive, value.type)
        case Sequence():
            return Sequence(value.items, value.kind, value.origin, sensitive, value.element)
        case Mapping():
            return Mapping(value.members, value.kind, value.origin, sensitive, value.element)
        case Symbol():
            return Symbol(value.address, value.path, value.origin, sensitive)
        case Template():
            return Template(value.parts, value.origin, sensitive)
        case Encoded():
            return Encoded(value.structure, value.text, value.origin, sensitive)
        case Unknown():
            return Unknown(value.why, value.origin, sensitive, value.type)


def truth(value: bool, origin: Origin | None = None) -> Known:
    """A boolean value."""
    return Known(value, origin)


def count(value: int) -> Known:
    """An integer as a function returns it."""
    return Known(from_int(value))


def mapping(members: Iterable[tuple[str, Value]], kind: str = "object", element: Type | None = None) -> Mapping:
    """A map or object with its keys in order; the last of several equal keys wins."""
    pairs = tuple(sorted(dict(members).items()))
    return Mapping(pairs, "map" if kind == "map" else "block" if kind == "block" else "object", element=element)


def elements(value: Value) -> Iterator[tuple[Value, Value]]:
    """The keys and values of a collection, in Terraform's order; a set's key is the element itself."""
    match value:
        case Sequence(kind="set"):
            yield from ((item, item) for item in value.items)
        case Sequence():
            yield from ((count(index), item) for index, item in enumerate(value.items))
        case Mapping():
            yield from ((Known(name), item) for name, item in value.members)
