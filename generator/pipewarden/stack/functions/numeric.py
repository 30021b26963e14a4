"""Functions over numbers."""

from __future__ import annotations

import math
from fractions import Fraction

from pipewarden.stack import numbers
from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.functions.floats import logarithm, power
from pipewarden.stack.functions.lists import whole
from pipewarden.stack.functions.registry import function
from pipewarden.stack.types import ANY, NUMBER

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@function(NUMBER, name="abs")
def abs_(number: Fraction) -> Fraction:
    return numbers.with_precision(Fraction(abs(number)), numbers.precision_of(number))


@function(NUMBER)
def ceil(number: Fraction) -> int:
    return math.ceil(number)


@function(NUMBER)
def floor(number: Fraction) -> int:
    return math.floor(number)


@function(NUMBER)
def signum(number: Fraction) -> int:
    sign = whole(number)
    return (sign > 0) - (sign < 0)


@function(rest=NUMBER, name="max")
def max_(*given: Fraction) -> Fraction:
    if not given:
        raise EvaluationError("`max` takes at least one number")
    return max(given)


@function(rest=NUMBER, name="min")
def min_(*given: Fraction) -> Fraction:
    if not given:
        raise EvaluationError("`min` takes at least one number")
    return min(given)


@function(NUMBER, NUMBER)
def log(number: Fraction, base: Fraction) -> Fraction:
    if number < 0 or base < 0 or (number == base and base in (0, 1)):
        raise EvaluationError("the logarithm is no number")
    if base == 0:
        return Fraction(0)
    if number == 0 or base == 1:
        raise undecided(numbers.INFINITE)
    try:
        return numbers.from_float(logarithm(float(number)) / logarithm(float(base)))
    except OverflowError:
        raise undecided(numbers.INFINITE) from None


@function(NUMBER, NUMBER, name="pow")
def pow_(base: Fraction, exponent: Fraction) -> Fraction:
    if base == 0 and exponent < 0:
        raise undecided(numbers.INFINITE)
    try:
        return numbers.from_float(power(float(base), float(exponent)))
    except OverflowError:
        raise undecided(numbers.INFINITE) from None
    except ValueError:
        raise EvaluationError("the power is no number") from None


@function(ANY, NUMBER)
def parseint(text: object, base: Fraction) -> int:
    radix = whole(base)
    if not isinstance(text, str):
        raise EvaluationError("`parseint` takes a string")
    if not 2 <= radix <= 62:
        raise EvaluationError("the base must be from 2 to 62")
    negative = text.startswith("-")
    digits = text[1:] if text[:1] in ("-", "+") else text
    if not digits:
        raise EvaluationError("the text is not a number in that base")
    value = 0
    for char in digits:
        value = value * radix + _digit(char, radix)
    return -value if negative else value


def _digit(char: str, base: int) -> int:
    found = _DIGITS.find(char if base > 36 else char.lower()) if char.isascii() else -1
    if found < 0 and base > 36 and char.isascii() and char.isupper():
        found = ord(char) - ord("A") + 36
    if not 0 <= found < base:
        raise EvaluationError("the text is not a number in that base")
    return found
