"""Unary and binary operators, with short circuits."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from pipewarden.stack import numbers
from pipewarden.stack.convert import convert
from pipewarden.stack.equality import equal
from pipewarden.stack.errors import EvaluationError, UndecidedError, of_number
from pipewarden.stack.shape import is_null, survey, unknown_because
from pipewarden.stack.types import BOOL, NUMBER, Primitive
from pipewarden.stack.values import Known, Symbol, Unknown, Value

_ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": numbers.add,
    "-": numbers.subtract,
    "*": numbers.multiply,
    "/": numbers.divide,
    "%": numbers.modulo,
}
_COMPARISON: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}


def operand(value: Value, type_: Primitive) -> Value:
    """The operand as a `Known` of that type, or as an `Unknown`; null and other types are refused."""
    if is_null(value):
        raise EvaluationError("an operand must not be null")
    converted = convert(value, type_)
    if isinstance(converted, Known):
        return converted
    part = survey(converted).opaque
    return converted if part is None else unknown_because(part)


def unary(operator: str, value: Value) -> Value:
    """`!value` or `-value`."""
    if operator == "!":
        converted = operand(value, BOOL)
        return Known(not converted.value, None, converted.sensitive) if isinstance(converted, Known) else converted
    converted = operand(value, NUMBER)
    if isinstance(converted, Known) and isinstance(converted.value, Fraction):
        return Known(numbers.negate(converted.value), None, converted.sensitive)
    return converted


def binary(operator: str, left: Value, right: Value) -> Value:
    """`left operator right`, for every operator but the logical ones."""
    if operator in ("==", "!="):
        return _equality(operator, left, right)
    first, second = operand(left, NUMBER), operand(right, NUMBER)
    sensitive = first.sensitive or second.sensitive
    if not isinstance(first, Known) or not isinstance(second, Known):
        return first if not isinstance(first, Known) else second
    if not isinstance(first.value, Fraction) or not isinstance(second.value, Fraction):
        raise EvaluationError("an operand must be a number")
    try:
        if operator in _COMPARISON:
            return Known(_COMPARISON[operator](first.value, second.value), None, sensitive)
        return Known(_ARITHMETIC[operator](first.value, second.value), None, sensitive)
    except numbers.NumberError as error:
        raise of_number(error) from None


def _equality(operator: str, left: Value, right: Value) -> Value:
    answer = equal(left, right)
    if answer is None:
        part = survey(left).opaque or survey(right).opaque
        return unknown_because(part) if part else Unknown("the two sides cannot be compared")
    sensitive = survey(left).sensitive or survey(right).sensitive
    return Known(answer == (operator == "=="), None, sensitive)


def logical(operator: str, left: Value, right: Callable[[], Value]) -> Value:
    """`left && right` or `left || right`: where the left one decides, the right may fail, but not be no boolean."""
    decisive = operator == "||"
    first = operand(left, BOOL)
    if isinstance(first, Known) and first.value is decisive:
        _check_type(right)
        return Known(decisive, None, first.sensitive)
    second = operand(right(), BOOL)
    if isinstance(second, Known) and (second.value is decisive or isinstance(first, Known)):
        return Known(second.value, None, first.sensitive or second.sensitive)
    return first if isinstance(first, Symbol | Unknown) else second


def _check_type(side: Callable[[], Value]) -> None:
    try:
        value = side()
    except (EvaluationError, UndecidedError):
        return
    convert(value, BOOL)
