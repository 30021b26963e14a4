"""The types of Terraform's language, and how one type is found for several values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from pipewarden.compared import compared


class Primitive(Struct, frozen=True):
    """`string`, `number`, `bool`; `any` is the type of an untyped null and of what is not constrained.

    `opaque` is the type of a symbol or of an unknown: it has one, which only the provider's schema tells.
    """

    name: Literal["string", "number", "bool", "any", "opaque"]


class Collection(Struct, frozen=True):
    """`list(…)`, `set(…)`, `map(…)`."""

    kind: Literal["list", "set", "map"]
    element: Type


@compared("attributes", "optional")
class ObjectType(Struct, frozen=True):
    """`object({…})`, attributes sorted by name; `defaults` holds the second arguments of `optional` as values."""

    attributes: tuple[tuple[str, Type], ...]
    optional: frozenset[str] = frozenset()
    defaults: tuple[tuple[str, object], ...] = ()


class TupleType(Struct, frozen=True):
    """`tuple([…])`."""

    items: tuple[Type, ...]


Type: TypeAlias = Primitive | Collection | ObjectType | TupleType

STRING = Primitive("string")
NUMBER = Primitive("number")
BOOL = Primitive("bool")
ANY = Primitive("any")
OPAQUE = Primitive("opaque")


def describe(type_: Type) -> str:
    """The type as a person writes it."""
    match type_:
        case Collection():
            return f"{type_.kind} of {describe(type_.element)}"
        case ObjectType():
            return "object"
        case TupleType():
            return "tuple"
        case Primitive():
            return "dynamic" if type_.name in ("any", "opaque") else type_.name


def has_placeholder(type_: Type) -> bool:
    """Whether `any` or an opaque type stands in it."""
    match type_:
        case Primitive():
            return type_.name in ("any", "opaque")
        case Collection():
            return has_placeholder(type_.element)
        case ObjectType():
            return any(has_placeholder(item) for _, item in type_.attributes)
        case TupleType():
            return any(has_placeholder(item) for item in type_.items)


def convertible(source: Type, target: Type) -> bool:
    """Whether a conversion exists, though a value may still refuse it (`"a"` to a number)."""
    if source == target or source in (ANY, OPAQUE) or target in (ANY, OPAQUE):
        return True
    match source, target:
        case Primitive(), Primitive():
            return STRING in (source, target)
        case Collection(), Collection():
            kinds = source.kind == target.kind or {source.kind, target.kind} == {"list", "set"}
            return kinds and convertible(source.element, target.element)
        case TupleType(), Collection(kind="list" | "set"):
            return all(convertible(item, target.element) for item in source.items)
        case ObjectType(), Collection(kind="map"):
            return all(convertible(item, target.element) for _, item in source.attributes)
        case Collection(kind="map"), ObjectType():
            return all(convertible(source.element, item) for _, item in target.attributes)
        case ObjectType(), ObjectType():
            return _object_convertible(source, target)
        case TupleType(), TupleType():
            return len(source.items) == len(target.items) and all(map(convertible, source.items, target.items))
        case _:
            return False


def _object_convertible(source: ObjectType, target: ObjectType) -> bool:
    attributes = dict(source.attributes)
    for name, item in target.attributes:
        if name not in attributes:
            if name not in target.optional:
                return False
        elif not convertible(attributes[name], item):
            return False
    return True


def unify(types: Iterable[Type]) -> Type | None:
    """The one type that all of these convert to, as Terraform chooses it; None when there is none."""
    known = [item for item in types if item != OPAQUE]
    if not known:
        return OPAQUE
    distinct = list(dict.fromkeys(known))
    if len(distinct) == 1:
        return distinct[0]
    if ANY in distinct:
        concrete = [item for item in distinct if item != ANY]
        kinds = {item.kind if isinstance(item, Collection) else type(item) for item in concrete}
        if {ObjectType, TupleType} <= kinds:
            return None
        settled = kinds <= {Primitive} or kinds in ({"list", TupleType}, {"map", ObjectType})
        return (unify(concrete) if settled else None) or ANY
    special = _unify_alike(distinct)
    if special is not None:
        return special[0]
    for wanted in _preferred(distinct):
        if all(convertible(item, wanted) for item in distinct):
            return wanted
    return None


def _unify_alike(types: list[Type]) -> tuple[Type | None] | None:
    """The answer for types of one structural kind, or None when the general rule has to decide."""
    kinds = {item.kind if isinstance(item, Collection) else type(item).__name__ for item in types}
    if len(kinds) == 1:
        kind = kinds.pop()
        if kind in ("list", "set", "map"):
            element = unify(item.element for item in types if isinstance(item, Collection))
            return (_collection(kind, element),)
        if kind == "ObjectType":
            return (_unify_objects([item for item in types if isinstance(item, ObjectType)]),)
        if kind == "TupleType":
            return (_unify_tuples([item for item in types if isinstance(item, TupleType)]),)
        return None
    if kinds == {"map", "ObjectType"}:
        found = _unify_disguised(types, "map", lambda item: _as_map_element(item))
        return (found,) if found else None
    if kinds == {"list", "TupleType"}:
        found = _unify_disguised(types, "list", lambda item: _as_list_element(item))
        return (found,) if found else None
    if {"ObjectType", "TupleType"} <= kinds:
        return (None,)
    return None


def _collection(kind: str, element: Type | None) -> Type | None:
    if element is None:
        return None
    return Collection("list" if kind == "list" else "set" if kind == "set" else "map", element)


def _as_map_element(item: Type) -> Type | None:
    if isinstance(item, ObjectType):
        return unify(value for _, value in item.attributes) if item.attributes else ANY
    return item.element if isinstance(item, Collection) else None


def _as_list_element(item: Type) -> Type | None:
    if isinstance(item, TupleType):
        return unify(item.items) if item.items else ANY
    return item.element if isinstance(item, Collection) else None


def _unify_disguised(types: list[Type], kind: str, element_of: Callable[[Type], Type | None]) -> Type | None:
    elements = [element_of(item) for item in types]
    present = [item for item in elements if item is not None]
    return _collection(kind, unify(present)) if len(present) == len(elements) else None


def _unify_objects(types: list[ObjectType]) -> Type | None:
    names = [name for name, _ in types[0].attributes]
    if all([name for name, _ in item.attributes] == names for item in types):
        columns = [unify(item.attributes[index][1] for item in types) for index in range(len(names))]
        present = [column for column in columns if column is not None]
        return ObjectType(tuple(zip(names, present, strict=True))) if len(present) == len(columns) else None
    return _collection("map", unify(value for item in types for _, value in item.attributes))


def _unify_tuples(types: list[TupleType]) -> Type | None:
    length = len(types[0].items)
    if all(len(item.items) == length for item in types):
        columns = [unify(item.items[index] for item in types) for index in range(length)]
        present = [column for column in columns if column is not None]
        return TupleType(tuple(present)) if len(present) == len(columns) else None
    return _collection("list", unify(value for item in types for value in item.items))


def _preferred(types: list[Type]) -> list[Type]:
    """The candidates, best first: a string takes numbers and booleans, a list takes tuples, a map takes objects."""
    rank = {"list": 1, "map": 1, "set": 2}
    return sorted(types, key=lambda item: 0 if item == STRING else rank.get(getattr(item, "kind", ""), 3))
