"""Terraform's numbers: binary floating point of 512 bits, or of fewer where a function makes them.

A number is a `Fraction` whose mantissa fits its precision. The precision shows only when a number is printed and
when two of them are divided, so that a plain `Fraction` stands for 512 bits, and `Number` for the others.
"""

from __future__ import annotations

import re
from fractions import Fraction

DEFAULT_PRECISION = 512
_LITERAL = re.compile(r"([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?")
_EXPONENT_LIMIT = 20_000
_NUMERATOR_BITS = 13_000
_DENOMINATOR_BITS = 4_000
INFINITE = "an infinite number is not computed here"
_TOO_LARGE = "the number is too large or too small to be computed here"


class Number(Fraction):
    """A number of another precision than 512 bits, or the zero that is printed with a minus sign."""

    __slots__ = ("negative_zero", "precision")
    precision: int
    negative_zero: bool


class NumberError(ArithmeticError):
    """A number that Terraform refuses or cannot store; the message says why."""


class NumberSizeError(NumberError):
    """A number that Terraform can hold and that is too large or too small to be computed here."""


def with_precision(value: Fraction, precision: int) -> Fraction:
    """The number, rounded to so many bits, half to even."""
    value = _rounded(value, precision)
    if precision == DEFAULT_PRECISION:
        return Fraction(value)
    return _number(value, precision)


def _number(value: Fraction, precision: int, *, negative_zero: bool = False) -> Number:
    number = Number(value)
    number.precision = precision
    number.negative_zero = negative_zero
    return number


def precision_of(value: Fraction) -> int:
    """The size of the mantissa, in bits."""
    return value.precision if isinstance(value, Number) else DEFAULT_PRECISION


def from_int(value: int) -> Fraction:
    """An integer that a function returns: 64 bits, or as many as it needs."""
    return with_precision(Fraction(value), max(64, value.bit_length()))


def from_float(value: float) -> Fraction:
    """A double that a function returns; not-a-number is refused, and an infinity is too large."""
    if value != value:
        raise NumberError("the result is no number")
    if value in (float("inf"), float("-inf")):
        raise NumberSizeError(INFINITE)
    return with_precision(Fraction(value), 53)


def parse(text: str) -> Fraction | None:
    """The number that a decimal literal stands for; None when it is none."""
    if text.removeprefix("-").removeprefix("+") in ("inf", "Inf"):
        raise NumberSizeError(INFINITE)
    match = _LITERAL.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        return None
    digits, fraction = match[2], match[3] or ""
    exponent = int(match[4] or 0) - len(fraction)
    if abs(exponent) > _EXPONENT_LIMIT or len(text) > _EXPONENT_LIMIT:
        raise NumberSizeError(_TOO_LARGE)
    mantissa = int(digits + fraction)
    value = Fraction(mantissa * 10**exponent) if exponent >= 0 else Fraction(mantissa, 10**-exponent)
    return _rounded(-value if match[1] == "-" else value, DEFAULT_PRECISION)


def add(left: Fraction, right: Fraction) -> Fraction:
    """The sum."""
    return with_precision(Fraction(left) + Fraction(right), max(precision_of(left), precision_of(right)))


def subtract(left: Fraction, right: Fraction) -> Fraction:
    """The difference."""
    return with_precision(Fraction(left) - Fraction(right), max(precision_of(left), precision_of(right)))


def multiply(left: Fraction, right: Fraction) -> Fraction:
    """The product, which keeps all the bits that it needs, up to 512."""
    product = _rounded(Fraction(left) * Fraction(right), DEFAULT_PRECISION)
    return with_precision(product, max(precision_of(left), precision_of(right), _needed_bits(product)))


def divide(left: Fraction, right: Fraction) -> Fraction:
    """The quotient; a zero divisor makes an infinity in Terraform, which it cannot store and is not computed here."""
    if right == 0:
        raise NumberSizeError(INFINITE) if left != 0 else NumberError("zero divided by zero")
    return with_precision(Fraction(left) / Fraction(right), max(precision_of(left), precision_of(right)))


def modulo(left: Fraction, right: Fraction) -> Fraction:
    """The remainder with the sign of the dividend."""
    if right == 0:
        return left
    quotient = divide(left, right)
    whole = abs(quotient.numerator) // quotient.denominator
    return subtract(left, multiply(Fraction(whole if quotient >= 0 else -whole), right))


def negate(value: Fraction) -> Fraction:
    """The number with the other sign."""
    if value == 0 and not (isinstance(value, Number) and value.negative_zero):
        return _number(Fraction(0), precision_of(value), negative_zero=True)
    return with_precision(-Fraction(value), precision_of(value))


def _needed_bits(value: Fraction) -> int:
    numerator = abs(value.numerator)
    if not numerator:
        return 0
    return numerator.bit_length() - ((numerator & -numerator).bit_length() - 1)


def _rounded(value: Fraction, bits: int) -> Fraction:
    numerator, denominator = abs(value.numerator), value.denominator
    size = numerator.bit_length() - denominator.bit_length()
    if size > _NUMERATOR_BITS or -size > _DENOMINATOR_BITS - bits:
        raise NumberSizeError(_TOO_LARGE)
    if denominator & (denominator - 1) == 0 and numerator.bit_length() <= bits:
        return value
    shift = bits - (numerator.bit_length() - denominator.bit_length())
    for _ in range(2):
        high, low = (numerator << shift, denominator) if shift >= 0 else (numerator, denominator << -shift)
        quotient, remainder = divmod(high, low)
        if quotient.bit_length() <= bits:
            break
        shift -= 1
    twice = remainder * 2
    if twice > low or (twice == low and quotient & 1):
        quotient += 1
    if value < 0:
        quotient = -quotient
    return Fraction(quotient, 1 << shift) if shift >= 0 else Fraction(quotient << -shift)


def to_text(value: Fraction) -> str:
    """The shortest decimal digits that give the number back at its precision, never with an exponent."""
    precision = precision_of(value)
    if isinstance(value, Number) and value.negative_zero:
        return "-0"
    if value.denominator == 1 and value.numerator.bit_length() <= precision:
        return str(value.numerator)
    digits, point = shortest(abs(value), precision)
    sign = "-" if value < 0 else ""
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    if point >= len(digits):
        return sign + digits + "0" * (point - len(digits))
    return f"{sign}{digits[:point]}.{digits[point:]}"


def shortest(value: Fraction, precision: int) -> tuple[str, int]:
    """The digits and the position of the point, as Go's `big.Float` finds them."""
    numerator, exponent = value.numerator, -(value.denominator.bit_length() - 1)
    shift = precision + 1 - numerator.bit_length()
    mantissa = numerator << shift if shift >= 0 else numerator >> -shift
    exponent -= shift
    digits, point = _decimal(mantissa, exponent)
    lower, _ = _decimal(mantissa - 1, exponent)
    upper, _ = _decimal(mantissa + 1, exponent)
    inclusive = mantissa & 2 == 0
    for index, digit in enumerate(digits):
        low = lower[index] if index < len(lower) else "0"
        high = upper[index] if index < len(upper) else "0"
        down = low != digit or (inclusive and index + 1 == len(lower))
        up = digit != high and (inclusive or int(digit) + 1 < int(high) or index + 1 < len(upper))
        if down and up:
            return _round_nearest(digits, point, index + 1)
        if down:
            return _trimmed(digits[: index + 1], point)
        if up:
            return _round_up(digits, point, index + 1)
    return digits, point


def _decimal(mantissa: int, exponent: int) -> tuple[str, int]:
    """All digits of `mantissa * 2**exponent` without zeros at either end, and where the point stands."""
    if exponent >= 0:
        text = str(mantissa << exponent)
        return _trimmed(text, len(text))
    text = str(mantissa * 5**-exponent)
    return _trimmed(text, len(text) + exponent)


def _trimmed(digits: str, point: int) -> tuple[str, int]:
    return digits.rstrip("0"), point


def _round_nearest(digits: str, point: int, count: int) -> tuple[str, int]:
    if count >= len(digits):
        return digits, point
    if digits[count] == "5" and count + 1 == len(digits):
        up = int(digits[count - 1]) & 1 == 1
    else:
        up = digits[count] >= "5"
    return _round_up(digits, point, count) if up else _trimmed(digits[:count], point)


def _round_up(digits: str, point: int, count: int) -> tuple[str, int]:
    raised = str(int(digits[:count]) + 1)
    return _trimmed(raised, point + 1 if len(raised) > count else point)
