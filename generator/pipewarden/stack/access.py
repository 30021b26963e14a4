"""Attribute access and indexing."""

from __future__ import annotations

from fractions import Fraction

from pipewarden.stack.convert import convert
from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.scope import References
from pipewarden.stack.shape import is_null, plain, survey, unknown_because, with_sensitive
from pipewarden.stack.types import NUMBER, STRING
from pipewarden.stack.values import Known, Mapping, Sequence, Symbol, Template, Unknown, Value


def get_attribute(value: Value, name: str, references: References) -> Value:
    """`value.name`."""
    match value:
        case Symbol(path=()):
            return references.attribute(value, name)
        case Symbol():
            return Symbol(value.address, (*value.path, name), value.origin, value.sensitive)
        case Unknown():
            return Unknown(value.why, value.origin, value.sensitive)
        case Mapping():
            return _member(value, name)
        case Sequence():
            raise EvaluationError(f"a list has no attribute `{name}`; an index or `[*]` comes first")
    if is_null(value):
        raise EvaluationError(f"null has no attribute `{name}`")
    raise EvaluationError(f"the value has no attribute `{name}`")


def _member(value: Mapping, name: str) -> Value:
    found = value.get(name)
    if found is not None:
        return with_sensitive(found, found.sensitive or value.sensitive)
    if value.kind == "block":
        return Unknown(f"`{name}` is not configured", value.origin)
    raise EvaluationError(f"there is no attribute or key `{name}`")


def get_index(value: Value, key: Value, references: References) -> Value:
    """`value[key]`."""
    key = plain(key)
    if isinstance(value, Unknown):
        return Unknown(value.why, value.origin, value.sensitive)
    if is_null(value):
        raise EvaluationError("null cannot be indexed")
    if is_null(key):
        raise EvaluationError("an index must not be null")
    if not isinstance(key, Known):
        part = survey(key).opaque
        if part is None:
            raise EvaluationError("an index must be a string or a number")
        return unknown_because(part)
    match value:
        case Symbol():
            return _symbol_index(value, key, references)
        case Mapping():
            return get_attribute(value, str(_as(key, STRING).value), references)
        case Sequence():
            return _element(value, key)
        case Template():
            return Unknown("an element of a string", value.origin)
    raise EvaluationError("the value cannot be indexed")


def _as(key: Known, type_: object) -> Known:
    converted = convert(key, STRING if type_ is STRING else NUMBER)
    assert isinstance(converted, Known)
    return converted


def _symbol_index(value: Symbol, key: Known, references: References) -> Value:
    if isinstance(key.value, str):
        return get_attribute(value, key.value, references)
    if isinstance(key.value, Fraction) and key.value.denominator == 1:
        return Symbol(value.address, (*value.path, int(key.value)), value.origin, value.sensitive)
    raise EvaluationError("an index must be a string or a whole number")


def _element(value: Sequence, key: Known) -> Value:
    if value.kind == "set":
        raise EvaluationError("the elements of a set have no index")
    number = _as(key, NUMBER).value
    if not isinstance(number, Fraction) or number.denominator != 1 or not 0 <= number < len(value.items):
        raise EvaluationError(f"there is no element at that index: the list has {len(value.items)}")
    found = value.items[int(number)]
    return with_sensitive(found, found.sensitive or value.sensitive)
