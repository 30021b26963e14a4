"""Conversion of values between types, as Terraform converts arguments and variables."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from pipewarden.stack import numbers
from pipewarden.stack.errors import EvaluationError, of_number
from pipewarden.stack.sets import make_set
from pipewarden.stack.shape import (
    is_null,
    mapping,
    plain,
    scalar_text,
    survey,
    type_of,
    unknown_because,
    with_sensitive,
)
from pipewarden.stack.types import (
    ANY,
    NUMBER,
    OPAQUE,
    STRING,
    Collection,
    ObjectType,
    Primitive,
    TupleType,
    Type,
    describe,
    has_placeholder,
    unify,
)
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Template, Unknown, Value


def convert(value: Value, target: Type) -> Value:
    """The value as that type; raises `EvaluationError` where Terraform refuses. What is not known stays so."""
    if target in (ANY, OPAQUE):
        return value
    match value:
        case Symbol():
            return value
        case Unknown():
            return Unknown(value.why, value.origin, value.sensitive, target)
        case Known(value=None):
            return Known(None, value.origin, value.sensitive, target)
    match target:
        case Primitive():
            return _to_primitive(value, target)
        case Collection(kind="map"):
            return with_sensitive(_to_map(value, target), value.sensitive)
        case Collection():
            return with_sensitive(_to_sequence(value, target), value.sensitive)
        case ObjectType():
            return _to_object(value, target)
        case TupleType():
            return _to_tuple(value, target)


def _to_primitive(value: Value, target: Primitive) -> Value:
    if target == STRING and isinstance(value, Template | Encoded):
        return value
    value = plain(value)
    if isinstance(value, Template):
        part = survey(value).opaque
        return unknown_because(part) if part else value
    if not isinstance(value, Known):
        raise EvaluationError(f"a {target.name} is required, not {describe(type_of(value))}")
    if target == STRING:
        return value if isinstance(value.value, str) else Known(scalar_text(value), value.origin, value.sensitive)
    return _to_number(value) if target == NUMBER else _to_bool(value)


def _to_number(value: Known) -> Known:
    if isinstance(value.value, str):
        try:
            number = numbers.parse(value.value)
        except numbers.NumberError as error:
            raise of_number(error) from None
        if number is not None:
            return Known(number, value.origin, value.sensitive)
    elif isinstance(value.value, Fraction):
        return value
    raise EvaluationError("a number is required")


def _to_bool(value: Known) -> Known:
    if isinstance(value.value, bool):
        return value
    found = (
        {"true": True, "1": True, "false": False, "0": False}.get(value.value) if isinstance(value.value, str) else None
    )
    if found is None:
        raise EvaluationError("a bool is required")
    return Known(found, value.origin, value.sensitive)


def _to_sequence(value: Value, target: Collection) -> Value:
    if not isinstance(value, Sequence):
        raise EvaluationError(f"a {describe(target)} is required, not {describe(type_of(value))}")
    items, element = _unified(value.items, target.element, value.element)
    if target.kind == "set":
        made = make_set(items, element)
        return Sequence(made.items, "set", value.origin, value.sensitive, element)
    return Sequence(tuple(items), "list", value.origin, value.sensitive, element)


def _to_map(value: Value, target: Collection) -> Value:
    if not isinstance(value, Mapping):
        raise EvaluationError(f"a {describe(target)} is required, not {describe(type_of(value))}")
    found = tuple(item for _, item in value.members)
    items, element = _unified(found, target.element, value.element, nulls_fit=True)
    pairs = tuple((name, item) for (name, _), item in zip(value.members, items, strict=True))
    return Mapping(pairs, "map", value.origin, value.sensitive, element)


def _unified(
    items: tuple[Value, ...], element: Type, own: Type | None, *, nulls_fit: bool = False
) -> tuple[list[Value], Type]:
    """The items as the element type; where that has placeholders, as the one type that fits all of them.

    Terraform lets nulls stand among structures in a map, and not in a list: `nulls_fit`.
    """
    if not items:
        return [], element if not has_placeholder(element) else own or element
    converted = [convert(item, element) for item in items]
    if not has_placeholder(element):
        return converted, element
    types = [type_ for type_ in dict.fromkeys(type_of(item) for item in converted) if type_ != OPAQUE]
    concrete = [type_ for type_ in types if type_ != ANY]
    common = unify(types)
    if common == ANY and nulls_fit and len(concrete) == 1:
        common = concrete[0]
    if common is None or (common == ANY and len(types) > 1):
        raise EvaluationError("all elements must have the same type")
    if common in (ANY, OPAQUE):
        return converted, common
    return [convert(item, common) for item in converted], common


def _to_object(value: Value, target: ObjectType) -> Value:
    if not isinstance(value, Mapping):
        raise EvaluationError(f"an object is required, not {describe(type_of(value))}")
    given = dict(value.members)
    members: list[tuple[str, Value]] = []
    for name, item in target.attributes:
        if name in given:
            members.append((name, _member(given[name], item, name)))
        elif name in target.optional:
            members.append((name, Known(None, value.origin, type=item)))
        else:
            raise EvaluationError(f"attribute `{name}` is required")
    made = mapping(members)
    return Mapping(made.members, "object", value.origin, value.sensitive)


def _member(value: Value, target: Type, name: str) -> Value:
    try:
        return convert(value, target)
    except EvaluationError as error:
        raise EvaluationError(f"attribute `{name}`: {error.message}", error.location) from None


def _to_tuple(value: Value, target: TupleType) -> Value:
    if not isinstance(value, Sequence) or value.kind != "tuple" or len(value.items) != len(target.items):
        raise EvaluationError(f"a tuple of {len(target.items)} elements is required")
    items = tuple(convert(item, wanted) for item, wanted in zip(value.items, target.items, strict=True))
    return Sequence(items, "tuple", value.origin, value.sensitive)


def apply_defaults(value: Value, target: Type) -> Value:
    """The value with the defaults of `optional(type, default)` where an attribute is missing or null."""
    match target, value:
        case ObjectType(), Mapping():
            return _object_defaults(value, target)
        case Collection(kind="map"), Mapping():
            pairs = tuple((name, apply_defaults(item, target.element)) for name, item in value.members)
            return Mapping(pairs, value.kind, value.origin, value.sensitive, value.element)
        case Collection(), Sequence():
            return _each(value, lambda item: apply_defaults(item, target.element))
        case TupleType(), Sequence() if len(target.items) == len(value.items):
            types = iter(target.items)
            return _each(value, lambda item: apply_defaults(item, next(types)))
        case _:
            return value


def _each(value: Sequence, change: Callable[[Value], Value]) -> Sequence:
    return Sequence(tuple(change(item) for item in value.items), value.kind, value.origin, value.sensitive)


def _object_defaults(value: Mapping, target: ObjectType) -> Mapping:
    members = dict(value.members)
    for name, default in target.defaults:
        present = members.get(name)
        if present is None or is_null(present):
            members[name] = default  # type: ignore[assignment]
    for name, item in target.attributes:
        if name in members:
            members[name] = apply_defaults(members[name], item)
    made = mapping(members.items())
    return Mapping(made.members, value.kind, value.origin, value.sensitive)
