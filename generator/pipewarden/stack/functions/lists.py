"""Functions over lists, tuples and sets that keep or select elements."""

from __future__ import annotations

import re
from fractions import Fraction

from pipewarden.stack.convert import convert
from pipewarden.stack.equality import equal
from pipewarden.stack.errors import EvaluationError, UndecidedError, undecided
from pipewarden.stack.functions.registry import function, list_of
from pipewarden.stack.shape import (
    is_null,
    plain,
    survey,
    type_of,
    unknown_because,
)
from pipewarden.stack.types import ANY, NUMBER, OPAQUE, STRING, Collection, Type, unify
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Template, Unknown, Value

SCALAR_ATTRIBUTES = frozenset({"arn", "id", "name", "bucket", "url", "key_id", "account_id", "region", "partition"})


def require_sequence(value: Value, *, sets: bool = True) -> Sequence:
    """The list, tuple or set; raises when it is none, or not known."""
    if isinstance(value, Symbol | Unknown):
        raise UndecidedError(unknown_because(value))
    if not isinstance(value, Sequence) or (value.kind == "set" and not sets):
        raise EvaluationError("a list is required" if not sets else "a list, a set or a tuple is required")
    return value


def whole(value: object, *, bounded: bool = True) -> int:
    """A whole number as an integer, of 64 bits where it is bounded."""
    if not isinstance(value, Fraction) or value.denominator != 1:
        raise EvaluationError("a whole number is required")
    if bounded and not -(1 << 63) <= value < 1 << 63:
        raise EvaluationError("the number does not fit 64 bits")
    return int(value)


def known_whole(value: Value) -> int:
    """A whole number that is known."""
    part = survey(value).opaque
    if part is not None:
        raise UndecidedError(unknown_because(part))
    return whole(value.value if isinstance(value, Known) else None)


def counted(value: Sequence) -> Sequence:
    """The same; raises when it is a set of which two elements may be one."""
    if value.kind == "set" and len(value.items) > 1 and survey(value).opaque is not None:
        raise undecided("a set of values that are not known has no known size")
    return value


def element_type(value: Sequence) -> Type:
    """The type of the elements of a list or set, or the one that fits all of a tuple."""
    type_ = type_of(value)
    if isinstance(type_, Collection):
        return type_.element
    common = unify(type_of(item) for item in value.items) if value.items else ANY
    if common is None or (common == ANY and len({type_of(item) for item in value.items}) > 1):
        raise EvaluationError("all elements must have the same type")
    return common


_LONGEST_SLICE = 64


def _first_zone(value: Symbol, index: Value) -> Symbol | None:
    """The first or second availability zone of a region: every region has two, so `element` does not wrap around."""
    if not re.search(r"(^|\.)data\.aws_availability_zones\.", value.address) or len(value.path) != 1:
        return None
    position = known_whole(index)
    return Symbol(value.address, (*value.path, position)) if position in (0, 1) else None


@function(ANY, NUMBER, native=False)
def element(value: Value, index: Value) -> Value:
    """The element, counted round and round; Terraform before 1.12 refuses a negative index into a tuple."""
    if isinstance(value, Symbol) and (first := _first_zone(value, index)) is not None:
        return first
    items = require_sequence(value, sets=False).items
    if not items:
        raise EvaluationError("the list is empty")
    return items[known_whole(index) % len(items)]


@function(rest=ANY, native=False)
def concat(*arguments: Value) -> Value:
    if not arguments:
        raise EvaluationError("`concat` takes at least one list")
    lists = [require_sequence(item, sets=False) for item in arguments]
    items = tuple(item for value in lists for item in value.items)
    if all(value.kind == "list" for value in lists):
        common = unify(type_of(value) for value in lists)
        if isinstance(common, Collection):
            if common.element not in (ANY, OPAQUE):
                items = tuple(convert(item, common.element) for item in items)
            return Sequence(items, "list", element=common.element)
    return Sequence(items)


@function(ANY, ANY, native=False)
def contains(value: Value, wanted: Value) -> Value:
    unsure: Symbol | Unknown | None = None
    for item in require_sequence(value).items:
        answer = equal(item, wanted)
        if answer:
            return Known(True)
        if answer is None:
            unsure = unsure or survey(item).opaque or survey(wanted).opaque
    if unsure is not None:
        raise UndecidedError(unknown_because(unsure))
    return Known(False)


@function(list_of(ANY), native=False)
def distinct(value: Value) -> Value:
    kept: list[Value] = []
    source = require_sequence(value)
    for item in source.items:
        answers = [equal(item, other) for other in kept]
        if None in answers and True not in answers:
            raise undecided("whether two elements are equal is not known")
        if True not in answers:
            kept.append(item)
    return Sequence(tuple(kept), "list", element=source.element)


@function(ANY, native=False)
def flatten(value: Value) -> Value:
    flat: list[Value] = []
    _flatten(require_sequence(value), flat)
    return Sequence(tuple(flat))


def _flatten(value: Sequence, flat: list[Value]) -> None:
    for item in counted(value).items:
        if isinstance(item, Sequence):
            _flatten(item, flat)
        elif (isinstance(item, Unknown) and item.type in (None, OPAQUE, ANY)) or (
            isinstance(item, Symbol) and item.path and item.path[-1] not in SCALAR_ATTRIBUTES
        ):
            raise UndecidedError(unknown_because(item))
        else:
            flat.append(item)


@function(ANY, ANY, native=False)
def index(value: Value, wanted: Value) -> Value:
    source = require_sequence(value, sets=False)
    if not source.items:
        raise EvaluationError("the list is empty")
    for position, item in enumerate(source.items):
        answer = equal(item, wanted)
        if answer:
            return Known(Fraction(position))
        if answer is None:
            part = survey(item).opaque or survey(wanted).opaque
            raise UndecidedError(unknown_because(part) if part else Unknown("an element is not known"))
    raise EvaluationError("the value is not in the list")


@function(ANY, native=False)
def length(value: Value) -> Value:
    from pipewarden.stack.functions.graphemes import clusters

    match plain(value):
        case Known(value=str() as text):
            return Known(Fraction(len(clusters(text))))
        case Sequence() as sequence:
            return _count(len(counted(sequence).items))
        case Mapping() as members:
            return _count(len(members.members))
        case Symbol() | Unknown() | Template() as opaque:
            part = survey(opaque).opaque
            raise UndecidedError(unknown_because(part) if part else Unknown("the length is not known"))
    raise EvaluationError("only a string, a list, a set, a tuple, a map or an object has a length")


def _count(number: int) -> Value:
    from pipewarden.stack.shape import count

    return count(number)


@function(ANY, NUMBER, NUMBER, name="slice", native=False)
def slice_(value: Value, start: Value, end: Value) -> Value:
    first, last = known_whole(start), known_whole(end)
    if isinstance(value, Symbol) and 0 <= first <= last <= first + _LONGEST_SLICE:
        # Either the list is that long, or Terraform stops.
        return Sequence(tuple(Symbol(value.address, (*value.path, index)) for index in range(first, last)), "list")
    source = require_sequence(value, sets=False)
    if not 0 <= first <= last <= len(source.items):
        raise EvaluationError("the indices of `slice` do not fit the list")
    return Sequence(source.items[first:last], source.kind, element=source.element)


@function(ANY, native=False)
def reverse(value: Value) -> Value:
    source = require_sequence(value)
    kind = "list" if source.kind == "set" else source.kind
    return Sequence(tuple(reversed(source.items)), kind, element=source.element)


@function(ANY, native=False)
def one(value: Value) -> Value:
    source = counted(require_sequence(value))
    if len(source.items) > 1:
        raise EvaluationError("`one` takes a list of at most one element")
    return source.items[0] if source.items else Known(None)


@function(list_of(STRING), native=False)
def compact(value: Value) -> Value:
    source = require_sequence(value)
    kept = [item for item in source.items if not is_null(item) and not _is_empty_text(item)]
    return Sequence(tuple(kept), "list", element=STRING)


def _is_empty_text(value: Value) -> bool:
    """Whether it is the empty string; raises when that is not known."""
    value = plain(value)
    match value:
        case Unknown():
            raise UndecidedError(unknown_because(value))
        case Symbol() if not value.path or value.path[-1] not in SCALAR_ATTRIBUTES:
            raise UndecidedError(unknown_because(value))
        case Template() if not any(isinstance(part, str) for part in value.parts):
            for part in value.parts:
                if not isinstance(part, str):
                    return _is_empty_text(part)
    return isinstance(value, Known) and value.value == ""


@function(rest=ANY, native=False, nullable=True)
def coalesce(*arguments: Value) -> Value:
    common = unify(type_of(item) for item in arguments)
    if common is None:
        raise EvaluationError("the arguments of `coalesce` must have one type")
    for item in arguments:
        value = convert(item, common)
        if is_null(value) or (common in (STRING, OPAQUE) and _is_text(value) and _is_empty_text(value)):
            continue
        if isinstance(value, Unknown):
            raise UndecidedError(unknown_because(value))
        return value
    raise EvaluationError("`coalesce` found no value that is neither null nor empty")


def _is_text(value: Value) -> bool:
    if isinstance(value, Known):
        return isinstance(value.value, str)
    return isinstance(value, Symbol | Template | Encoded | Unknown)


@function(rest=ANY, native=False)
def coalescelist(*arguments: Value) -> Value:
    lists = [require_sequence(item, sets=False) for item in arguments]
    for item in lists:
        if item.items:
            return item
    raise EvaluationError("`coalescelist` found no list that has elements")


@function(list_of(ANY), NUMBER, native=False)
def chunklist(value: Value, size: Value) -> Value:
    source, width = require_sequence(value), known_whole(size)
    if width < 0:
        raise EvaluationError("the size must not be negative")
    inner = list_of(source.element or ANY)
    width = width or max(len(source.items), 1)
    starts = range(0, len(source.items), width)
    chunks = tuple(Sequence(source.items[at : at + width], "list", element=source.element) for at in starts)
    return Sequence(chunks, "list", element=inner)


@function(list_of(ANY), list_of(ANY), list_of(ANY), native=False)
def matchkeys(values: Value, keys: Value, wanted: Value) -> Value:
    source, names, search = require_sequence(values), require_sequence(keys), require_sequence(wanted)
    if len(source.items) != len(names.items):
        raise EvaluationError("the first two lists of `matchkeys` differ in length")
    kept = []
    for item, name in zip(source.items, names.items, strict=True):
        answers = [equal(name, other) for other in search.items]
        if True not in answers and None in answers:
            raise undecided("whether a key matches is not known")
        if True in answers:
            kept.append(item)
    return Sequence(tuple(kept), "list", element=source.element)
