"""Functions that build or judge whole collections: ranges, products, sums, truth."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

from pipewarden.stack import numbers
from pipewarden.stack.convert import convert
from pipewarden.stack.errors import EvaluationError, UndecidedError, undecided
from pipewarden.stack.functions.lists import counted, element_type, require_sequence
from pipewarden.stack.functions.registry import function, list_of
from pipewarden.stack.sets import make_set
from pipewarden.stack.shape import is_null, plain, survey, unknown_because
from pipewarden.stack.types import ANY, BOOL, NUMBER, OPAQUE, STRING, TupleType, Type
from pipewarden.stack.values import Known, Sequence, Value

_RANGE_LIMIT = 1024
_PRODUCT_LIMIT = 100_000


@function(rest=NUMBER, name="range")
def range_(*arguments: Fraction) -> Value:
    if not 1 <= len(arguments) <= 3:
        raise EvaluationError("`range` takes one to three arguments")
    start = arguments[0] if len(arguments) > 1 else Fraction(0)
    end = arguments[0] if len(arguments) == 1 else arguments[1]
    step = arguments[2] if len(arguments) == 3 else Fraction(1 if start <= end else -1)
    if step == 0:
        raise EvaluationError("the step must not be zero")
    if (step > 0 and start > end) or (step < 0 and start < end):
        raise EvaluationError("the step leads away from the end")
    items: list[Value] = []
    current = start
    while (current < end) if step > 0 else (current > end):
        if len(items) >= _RANGE_LIMIT:
            raise EvaluationError(f"a range has at most {_RANGE_LIMIT} elements")
        items.append(Known(current))
        current = numbers.add(current, step)
    return Sequence(tuple(items), "list", element=NUMBER)


@function(ANY, native=False)
def alltrue(value: Value) -> Value:
    return _judge(value, decisive=False)


@function(ANY, native=False)
def anytrue(value: Value) -> Value:
    return _judge(value, decisive=True)


def _judge(value: Value, *, decisive: bool) -> Value:
    source = convert(value, list_of(BOOL))
    unsure = None
    for item in require_sequence(source).items:
        part = survey(item).opaque
        if part is not None:
            unsure = unsure or part
        elif is_null(item):
            if not decisive:
                return Known(False)
        elif isinstance(item, Known) and item.value is decisive:
            return Known(decisive)
    if unsure is not None:
        raise UndecidedError(unknown_because(unsure))
    return Known(not decisive)


@function(ANY, name="sum")
def sum_(value: Value) -> Value:
    source = require_sequence(value)
    if not source.items:
        raise EvaluationError("`sum` needs at least one number")
    total: Fraction | None = None
    for item in source.items:
        if is_null(item):
            raise EvaluationError("`sum` takes no null")
        number = convert(item, NUMBER)
        assert isinstance(number, Known) and isinstance(number.value, Fraction)
        total = number.value if total is None else numbers.add(total, number.value)
    return Known(total)


@function(list_of(STRING), native=False)
def sort(value: Value) -> Value:
    source = require_sequence(value)
    part = survey(source).opaque
    if part is not None and len(source.items) > 1:
        raise UndecidedError(unknown_because(part))
    texts = [item.value for item in map(plain, source.items) if isinstance(item, Known)]
    if None in texts:
        raise EvaluationError("`sort` takes no null")
    ordered = source.items if part else tuple(Known(text) for text in sorted(str(text) for text in texts))
    return Sequence(ordered, "list", element=STRING)


@function(rest=ANY, native=False)
def setproduct(*arguments: Value) -> Value:
    if len(arguments) < 2:
        raise EvaluationError("`setproduct` takes at least two sets")
    sources = [counted(require_sequence(item)) for item in arguments]
    types = tuple(element_type(source) for source in sources)
    if prod(len(source.items) for source in sources) > _PRODUCT_LIMIT:
        raise undecided("the product is too large to be computed here")
    columns = [_converted(source, type_) for source, type_ in zip(sources, types, strict=True)]
    rows = [Sequence(tuple(row)) for row in product(*columns)]
    element = TupleType(types)
    if any(source.kind == "set" for source in sources):
        return make_set(rows, element)
    return Sequence(tuple(rows), "list", element=element)


def _converted(source: Sequence, type_: Type) -> list[Value]:
    return [item if type_ in (ANY, OPAQUE) else convert(item, type_) for item in source.items]
