"""Prints exact numbers in the forms of Go's `%e`, `%f` and `%g`, rounding half to even."""

from __future__ import annotations

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
