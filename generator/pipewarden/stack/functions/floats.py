"""Prints exact numbers in the forms of Go's `%e`, `%f` and `%g`, rounding half to even."""

from __future__ import annotations

import math
from fractions import Fraction

from pipewarden.stack.numbers import precision_of, shortest


def fixed_form(number: Fraction, precision: int) -> str:
    """`%.{precision}f` of a number that is not negative."""
    digits = str(_rounded(number * 10**precision)).rjust(precision + 1, "0")
    return f"{digits[:-precision]}.{digits[-precision:]}" if precision else digits


def exponent_form(number: Fraction, precision: int) -> str:
    """`%.{precision}e` of a number that is not negative."""
    exponent = _exponent(number)
    digits = str(_rounded(number * Fraction(10) ** (precision - exponent))).ljust(precision + 1, "0")
    if len(digits) > precision + 1:
        digits, exponent = digits[:-1], exponent + 1
    return _with_exponent(digits, exponent)


def general_form(number: Fraction, precision: int) -> str:
    """`%.{precision}g` of a number that is not negative."""
    precision = precision or 1
    mantissa, _, power = exponent_form(number, precision - 1).partition("e")
    digits = mantissa.replace(".", "").rstrip("0") or "0"
    limit = precision
    if limit > len(digits) >= int(power) + 1:
        limit = len(digits)
    return _general(digits, int(power), limit)


def shortest_general(number: Fraction) -> str:
    """`%g` with the fewest digits that give the number back."""
    if number == 0:
        return "0"
    digits, point = shortest(abs(number), precision_of(number))
    sign = "-" if number < 0 else ""
    return sign + _general(digits, point - 1, 6)


def _general(digits: str, exponent: int, limit: int) -> str:
    if exponent < -4 or exponent >= limit:
        return _with_exponent(digits, exponent)
    point = exponent + 1
    if point <= 0:
        return f"0.{'0' * -point}{digits}"
    if point >= len(digits):
        return digits + "0" * (point - len(digits))
    return f"{digits[:point]}.{digits[point:]}"


def _with_exponent(digits: str, exponent: int) -> str:
    mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{mantissa}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _rounded(number: Fraction) -> int:
    return round(Fraction(number))


def _exponent(number: Fraction) -> int:
    """The power of ten of the first digit."""
    if number == 0:
        return 0
    guess = len(str(number.numerator)) - len(str(number.denominator))
    while Fraction(10) ** guess > number:
        guess -= 1
    while Fraction(10) ** (guess + 1) <= number:
        guess += 1
    return guess


def power(base: float, exponent: float) -> float:
    """The power as Go computes it, by squaring: its last digits differ from those of the C library.

    Raises ValueError and OverflowError like `math.pow`.
    """
    if base == 0 or abs(exponent) in (0.5, 1.0) or exponent == 0 or abs(exponent) >= 1 << 62:
        return math.pow(base, exponent)
    rest, whole = math.modf(abs(exponent))
    if rest and base < 0:
        raise ValueError("a negative number has no such power")
    result, scale, count = 1.0, 0, int(whole)
    if rest:
        if rest > 0.5:
            rest, count = rest - 1, count + 1
        result = math.exp(rest * math.log(base))
    mantissa, shift = math.frexp(base)
    while count:
        if abs(shift) > 1 << 12:
            scale += shift
            break
        if count & 1:
            result, scale = result * mantissa, scale + shift
        mantissa, shift, count = mantissa * mantissa, shift * 2, count >> 1
        if mantissa < 0.5:
            mantissa, shift = mantissa * 2, shift - 1
    return math.ldexp(1 / result, -scale) if exponent < 0 else math.ldexp(result, scale)


_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
_TERMS = (
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
)


def logarithm(number: float) -> float:
    """The natural logarithm with the last digits of Go's: FreeBSD's polynomial (msun, `e_log.c`).

    Raises ValueError unless the number is positive.
    """
    if number <= 0:
        raise ValueError("only a positive number has a logarithm")
    fraction, exponent = math.frexp(number)
    if fraction < math.sqrt(2) / 2:
        fraction, exponent = fraction * 2, exponent - 1
    rest = fraction - 1
    ratio = rest / (2 + rest)
    second = ratio * ratio
    fourth = second * second
    odd = second * (_TERMS[0] + fourth * (_TERMS[2] + fourth * (_TERMS[4] + fourth * _TERMS[6])))
    even = fourth * (_TERMS[1] + fourth * (_TERMS[3] + fourth * _TERMS[5]))
    half = 0.5 * rest * rest
    return exponent * _LN2_HIGH - ((half - (ratio * (half + (odd + even)) + exponent * _LN2_LOW)) - rest)
