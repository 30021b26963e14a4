"""Functions over maps and objects."""

from __future__ import annotations

from pipewarden.stack.convert import convert
from pipewarden.stack.errors import EvaluationError, UndecidedError
from pipewarden.stack.functions.registry import function, list_of, map_of
from pipewarden.stack.shape import is_null, mapping, plain, survey, type_of, unknown_because
from pipewarden.stack.types import ANY, STRING, Collection
from pipewarden.stack.values import Known, Mapping, Sequence, Symbol, Unknown, Value


def require_map(value: Value) -> Mapping:
    """The map or object; raises when it is none, or not known."""
    if isinstance(value, Symbol | Unknown):
        raise UndecidedError(unknown_because(value))
    if not isinstance(value, Mapping):
        raise EvaluationError("a map or an object is required")
    return value


def known_text(value: Value) -> str:
    """The text of a known string; raises when it is not known."""
    value = plain(value)
    part = survey(value).opaque
    if part is not None:
        raise UndecidedError(unknown_because(part))
    if not isinstance(value, Known) or not isinstance(value.value, str):
        raise EvaluationError("a string is required")
    return value.value


@function(ANY, native=False)
def keys(value: Value) -> Value:
    members = require_map(value)
    names = tuple(Known(name) for name, _ in members.members)
    return Sequence(names, "list" if members.kind == "map" else "tuple", element=STRING)


@function(ANY, native=False)
def values(value: Value) -> Value:
    members = require_map(value)
    items = tuple(item for _, item in members.members)
    if members.kind != "map":
        return Sequence(items)
    type_ = type_of(members)
    assert isinstance(type_, Collection)
    return Sequence(items, "list", element=type_.element)


@function(ANY, STRING, rest=ANY, native=False, nullable=frozenset({2}))
def lookup(value: Value, key: Value, *default: Value) -> Value:
    if len(default) > 1:
        raise EvaluationError("`lookup` takes two or three arguments")
    members, name = require_map(value), known_text(key)
    found = members.get(name)
    type_ = type_of(members)
    if members.kind == "map" and default and isinstance(type_, Collection):
        fallback = convert(default[0], type_.element)
        return fallback if found is None else found
    if found is not None:
        return found
    if not default:
        raise EvaluationError(f"there is no key `{name}`")
    return default[0]


@function(rest=ANY, native=False, nullable=True)
def merge(*arguments: Value) -> Value:
    given = [require_map(item) for item in arguments if not is_null(item)]
    members: dict[str, Value] = {}
    for item in given:
        members.update(item.members)
    types = [type_of(item) for item in arguments]
    if types and all(item == types[0] for item in types) and isinstance(types[0], Collection):
        return mapping(members.items(), "map", types[0].element)
    return mapping(members.items())


@function(list_of(STRING), ANY, native=False)
def zipmap(names: Value, items: Value) -> Value:
    for item in (names, items):
        if isinstance(item, Symbol | Unknown):
            raise UndecidedError(unknown_because(item))
    if not isinstance(names, Sequence) or not isinstance(items, Sequence) or items.kind == "set":
        raise EvaluationError("`zipmap` takes two lists")
    if len(names.items) != len(items.items):
        raise EvaluationError("the two lists of `zipmap` differ in length")
    pairs = [(known_text(name), item) for name, item in zip(names.items, items.items, strict=True)]
    type_ = type_of(items)
    if isinstance(type_, Collection):
        return mapping(pairs, "map", type_.element)
    return mapping(pairs)


@function(map_of(list_of(STRING)))
def transpose(value: Mapping) -> Value:
    groups: dict[str, list[str]] = {}
    for name, items in value.members:
        if not isinstance(items, Sequence):
            raise EvaluationError("every value must be a list of strings")
        for item in items.items:
            groups.setdefault(known_text(item), []).append(name)
    element = list_of(STRING)
    pairs = [
        (name, Sequence(tuple(Known(item) for item in sorted(names)), "list", element=STRING))
        for name, names in groups.items()
    ]
    return mapping(pairs, "map", element)
