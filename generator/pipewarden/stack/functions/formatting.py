"""`format` and `formatlist`, with the verbs and the flags of Go."""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec import Struct

from pipewarden.stack import json_text
from pipewarden.stack.convert import convert
from pipewarden.stack.errors import EvaluationError, UndecidedError, undecided
from pipewarden.stack.functions.floats import exponent_form, fixed_form, general_form, shortest_general
from pipewarden.stack.functions.graphemes import clusters
from pipewarden.stack.functions.lists import counted
from pipewarden.stack.functions.registry import function
from pipewarden.stack.shape import is_null, plain, survey, unknown_because
from pipewarden.stack.templates import Piece, joined, pieces_of
from pipewarden.stack.types import ANY, BOOL, NUMBER, STRING
from pipewarden.stack.values import Known, Sequence, Symbol, Template, Unknown, Value

_VERB = re.compile(r"%(?:(%)|\[(\d+)\])?([#0\-+ ]*)(\d+)?(?:\.(\d*))?([a-zA-Z])?", re.DOTALL)
_WIDTH_LIMIT = 100_000


class Verb(Struct, frozen=True):
    """One `%…x` of a format: `width` and `precision` are None where they are not given."""

    mode: str
    flags: str
    width: int | None
    precision: int | None

    def padded(self, text: str) -> str:
        """The text in the verb's width, counted in grapheme clusters."""
        missing = (self.width or 0) - len(clusters(text))
        if missing <= 0:
            return text
        pad = ("0" if "0" in self.flags else " ") * missing
        return text + pad if "-" in self.flags else pad + text


@function(STRING, rest=ANY, name="format", native=False, nullable=frozenset({1}))
def format_(template: Value, *arguments: Value) -> Value:
    _refuse_untyped_nulls(arguments)
    return _joined(template, arguments)


def _refuse_untyped_nulls(arguments: tuple[Value, ...]) -> None:
    if any(isinstance(item, Known) and item.value is None and item.type is None for item in arguments):
        raise undecided("Terraform itself does not say what `format` makes of a null without a type")


def _joined(template: Value, arguments: tuple[Value, ...]) -> Value:
    template = plain(template)
    if not isinstance(template, Known):
        part = survey(template).opaque
        raise UndecidedError(unknown_because(part) if part else Unknown("the format is not known"))
    return joined(_formatted(str(template.value), arguments))


def _formatted(template: str, arguments: tuple[Value, ...]) -> list[Piece]:
    pieces: list[Piece] = []
    position = following = highest = 0
    for match in _VERB.finditer(template):
        pieces.append(template[position : match.start()])
        position = match.end()
        if match[1]:
            pieces.append("%")
            position = match.start() + 2
            continue
        number = int(match[2]) if match[2] else following + 1
        following, highest = number, max(highest, number)
        if not match[6]:
            raise EvaluationError(f"the format has an incomplete verb at {match.start()}")
        if not 1 <= number <= len(arguments):
            raise EvaluationError(f"the format wants argument {number} of {len(arguments)}")
        pieces.extend(_format_one(_verb(match), arguments[number - 1]))
    if highest < len(arguments):
        raise EvaluationError(f"the format uses {highest} of {len(arguments)} arguments")
    pieces.append(template[position:])
    return pieces


def _verb(match: re.Match[str]) -> Verb:
    width = int(match[4]) if match[4] else None
    precision = int(match[5] or 0) if match[5] is not None else None
    if max(width or 0, precision or 0) > _WIDTH_LIMIT:
        raise undecided("the width of a verb is too large to be computed here")
    return Verb(match[6], match[3], width, precision)


def _format_one(verb: Verb, value: Value) -> list[Piece]:
    if verb.mode not in "vtbdoxXeEfgGsq":
        raise EvaluationError(f"the format has no verb `{verb.mode}`")
    if is_null(value) and verb.mode != "v":
        raise EvaluationError("null cannot be formatted")
    part = survey(value).opaque
    if part is not None:
        return _opaque(verb, value, part)
    if verb.mode == "v":
        return [_as_it_is(verb, value)]
    if verb.mode == "t":
        return [_text(convert(convert(value, BOOL), STRING))]
    if verb.mode in "sq":
        return [_string(verb, _text(convert(value, STRING)))]
    number = convert(value, NUMBER)
    assert isinstance(number, Known) and isinstance(number.value, Fraction)
    return [_integer(verb, number.value) if verb.mode in "bdoxX" else _float(verb, number.value)]


def _opaque(verb: Verb, value: Value, part: Symbol | Unknown) -> list[Piece]:
    simple = verb.mode in "sv" and verb.width is None and verb.precision is None and "#" not in verb.flags
    if simple and isinstance(plain(value), Symbol | Template | Unknown):
        return pieces_of(value)
    raise UndecidedError(unknown_because(part))


def _text(value: Value) -> str:
    value = plain(value)
    assert isinstance(value, Known)
    return str(value.value)


def _as_it_is(verb: Verb, value: Value) -> str:
    value = plain(value)
    if "#" not in verb.flags and isinstance(value, Known):
        if isinstance(value.value, str):
            return verb.padded(value.value)
        if isinstance(value.value, Fraction):
            return verb.padded(shortest_general(value.value))
    return verb.padded(_text(json_text.encode(value)))


def _string(verb: Verb, text: str) -> str:
    if verb.precision:
        text = "".join(clusters(text)[: verb.precision])
    return verb.padded(json_text.quoted(text) if verb.mode == "q" else text)


def _integer(verb: Verb, number: Fraction) -> str:
    if number.denominator != 1:
        raise EvaluationError("a whole number is required")
    code = {"b": "b", "o": "o", "x": "x", "X": "X"}.get(verb.mode, "d")
    digits = format(abs(int(number)), code)
    if verb.precision is not None:
        digits = "" if verb.precision == 0 and number == 0 else digits.rjust(verb.precision, "0")
    prefix = {"b": "0b", "o": "0", "x": "0x", "X": "0X"}.get(verb.mode, "") if "#" in verb.flags else ""
    return _signed(verb, number < 0, prefix, digits, zeros=verb.precision is None)


def _float(verb: Verb, number: Fraction) -> str:
    magnitude = abs(number)
    precision = verb.precision
    if verb.mode == "f":
        digits = fixed_form(magnitude, 6 if precision is None else precision)
    elif verb.mode in "eE":
        digits = exponent_form(magnitude, 6 if precision is None else precision)
    else:
        digits = (
            shortest_general(Fraction(magnitude) if precision is None else magnitude)
            if precision is None
            else (general_form(magnitude, precision))
        )
    return _signed(verb, number < 0, "", digits.upper() if verb.mode in "EG" else digits, zeros=True)


def _signed(verb: Verb, negative: bool, prefix: str, digits: str, *, zeros: bool) -> str:
    sign = "-" if negative else "+" if "+" in verb.flags else " " if " " in verb.flags else ""
    missing = (verb.width or 0) - len(sign + prefix + digits)
    if missing <= 0:
        return sign + prefix + digits
    if "-" in verb.flags:
        return sign + prefix + digits + " " * missing
    if "0" in verb.flags and zeros:
        return sign + prefix + "0" * missing + digits
    return " " * missing + sign + prefix + digits


@function(STRING, rest=ANY, native=False, nullable=frozenset({1}))
def formatlist(template: Value, *arguments: Value) -> Value:
    _refuse_untyped_nulls(arguments)
    lists = {index: counted(item) for index, item in enumerate(arguments) if isinstance(item, Sequence)}
    for item in arguments:
        if isinstance(item, Unknown) or (isinstance(item, Symbol) and not _is_scalar(item)):
            raise UndecidedError(unknown_because(item))
    lengths = {len(item.items) for item in lists.values()}
    if len(lengths) > 1:
        raise EvaluationError("the lists of `formatlist` differ in length")
    rows = lengths.pop() if lengths else 1
    results = []
    for row in range(rows):
        chosen = (lists[index].items[row] if index in lists else item for index, item in enumerate(arguments))
        results.append(_joined(template, tuple(chosen)))
    return Sequence(tuple(results), "list", element=STRING)


def _is_scalar(symbol: Symbol) -> bool:
    from pipewarden.stack.functions.lists import SCALAR_ATTRIBUTES

    return bool(symbol.path) and symbol.path[-1] in SCALAR_ATTRIBUTES
