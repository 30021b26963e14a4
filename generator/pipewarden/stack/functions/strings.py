"""Functions over strings."""

from __future__ import annotations

from fractions import Fraction

from pipewarden.stack.errors import EvaluationError, UndecidedError, undecided
from pipewarden.stack.functions.graphemes import clusters
from pipewarden.stack.functions.holes import cannot_hold
from pipewarden.stack.functions.lists import require_sequence, whole
from pipewarden.stack.functions.registry import function, list_of
from pipewarden.stack.shape import TEXT_LIMIT, is_null, plain, survey, unknown_because
from pipewarden.stack.templates import Piece, joined, pieces_of
from pipewarden.stack.types import NUMBER, STRING
from pipewarden.stack.values import Known, Symbol, Template, Unknown, Value

SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


@function(STRING)
def upper(text: str) -> str:
    return "".join(_simple(char, char.upper()) for char in text)


@function(STRING)
def lower(text: str) -> str:
    return "".join("i" if char == "\u0130" else _simple(char, char.lower()) for char in text)


def _simple(char: str, mapped: str) -> str:
    """The mapping to one character, as Go has it, where Unicode's full mapping gives several."""
    if len(mapped) == 1:
        return mapped
    titled = char.title()
    return titled if len(titled) == 1 else char


@function(STRING)
def title(text: str) -> str:
    result, previous = [], " "
    for char in text:
        result.append(_simple(char, char.title()) if _separates(previous) else char)
        previous = char
    return "".join(result)


def _separates(char: str) -> bool:
    if char.isascii():
        return not (char.isalnum() or char == "_")
    return not (char.isalpha() or char.isnumeric()) and char in SPACES


@function(STRING)
def strrev(text: str) -> str:
    return "".join(reversed(clusters(text)))


@function(STRING, NUMBER, NUMBER)
def substr(text: str, offset: Fraction, length: Fraction) -> str:
    start, wanted = whole(offset), whole(length)
    parts = clusters(text)
    if start < 0:
        start += len(parts)
    elif wanted == 0:
        return ""
    rest = parts[max(start, 0) :]
    return "".join(rest if wanted <= 0 else rest[:wanted])


@function(NUMBER, STRING)
def indent(spaces: Fraction, text: str) -> str:
    number = whole(spaces)
    if number < 0:
        raise EvaluationError("the number of spaces must not be negative")
    if number * text.count("\n") > TEXT_LIMIT:
        raise undecided("the indentation is too large to be computed here")
    return text.replace("\n", "\n" + " " * number)


@function(STRING, STRING)
def trim(text: str, cut: str) -> str:
    return text.strip(cut) if cut else text


@function(STRING, native=False)
def trimspace(value: Value) -> Value:
    return _trim_edges(value, SPACES, both=True)


@function(STRING, native=False)
def chomp(value: Value) -> Value:
    return _trim_edges(value, "\r\n", both=False)


def _trim_edges(value: Value, cut: str, *, both: bool) -> Value:
    """Trim what is known at the edges; raises when a part that is not known stands there."""
    pieces = _text_pieces(value)
    last = pieces[-1]
    if not isinstance(last, str) or (len(pieces) > 1 and not last.rstrip(cut)):
        raise UndecidedError(_why(pieces))
    pieces[-1] = last.rstrip(cut)
    if both:
        first = pieces[0]
        if not isinstance(first, str) or (len(pieces) > 1 and not first.lstrip(cut)):
            raise UndecidedError(_why(pieces))
        pieces[0] = first.lstrip(cut)
    return joined(pieces)


def _text_pieces(value: Value) -> list[Piece]:
    return pieces_of(value)


def _why(pieces: list[Piece]) -> Unknown:
    return next((unknown_because(piece) for piece in pieces if not isinstance(piece, str)), Unknown("not known"))


@function(STRING, STRING, native=False)
def trimprefix(value: Value, prefix: Value) -> Value:
    pieces, cut = _text_pieces(value), _known(prefix)
    answer = _starts(pieces, cut)
    first = pieces[0]
    if answer and isinstance(first, str):
        pieces[0] = first[len(cut) :]
    return joined(pieces)


@function(STRING, STRING, native=False)
def trimsuffix(value: Value, suffix: Value) -> Value:
    pieces, cut = _text_pieces(value), _known(suffix)
    answer = _ends(pieces, cut)
    last = pieces[-1]
    if answer and isinstance(last, str) and cut:
        pieces[-1] = last[: -len(cut)]
    return joined(pieces)


@function(STRING, STRING, native=False)
def startswith(value: Value, prefix: Value) -> Value:
    return Known(_starts(_text_pieces(value), _known(prefix)))


@function(STRING, STRING, native=False)
def endswith(value: Value, suffix: Value) -> Value:
    return Known(_ends(_text_pieces(value), _known(suffix)))


def _known(value: Value) -> str:
    value = plain(value)
    if isinstance(value, Known) and isinstance(value.value, str):
        return value.value
    part = survey(value).opaque
    raise UndecidedError(unknown_because(part) if part else Unknown("the text is not known"))


def _starts(pieces: list[Piece], prefix: str) -> bool:
    first = pieces[0]
    if not isinstance(first, str) or (len(pieces) > 1 and len(first) < len(prefix) and prefix.startswith(first)):
        raise UndecidedError(_why(pieces))
    return first.startswith(prefix)


def _ends(pieces: list[Piece], suffix: str) -> bool:
    last = pieces[-1]
    if not isinstance(last, str) or (len(pieces) > 1 and len(last) < len(suffix) and suffix.endswith(last)):
        raise UndecidedError(_why(pieces))
    return last.endswith(suffix)


@function(STRING, STRING, native=False)
def strcontains(value: Value, wanted: Value) -> Value:
    pieces, text = _text_pieces(value), _known(wanted)
    if any(isinstance(piece, str) and text in piece for piece in pieces):
        return Known(True)
    if any(isinstance(piece, Symbol | Unknown) for piece in pieces):
        raise UndecidedError(_why(pieces))
    return Known(False)


@function(STRING, STRING)
def split(separator: str, text: str) -> list[str]:
    if not separator:
        return list(text)
    return text.split(separator)


@function(STRING, rest=list_of(STRING), native=False)
def join(separator: Value, *lists: Value) -> Value:
    if not lists:
        raise EvaluationError("`join` takes at least one list")
    between = pieces_of(separator)
    pieces: list[Piece] = []
    for value in lists:
        for item in require_sequence(value).items:
            if is_null(item):
                raise EvaluationError("`join` takes no null")
            if pieces:
                pieces.extend(between)
            pieces.extend(pieces_of(item) or [""])
            pieces.append("")
    return joined(pieces)


@function(STRING, STRING, STRING, native=False)
def replace(value: Value, old: Value, new: Value) -> Value:
    from pipewarden.stack.functions.patterns import replace_matches

    search, substitute = _known(old), plain(new)
    pieces = _text_pieces(value)
    is_literal = search and not (len(search) > 1 and search.startswith("/") and search.endswith("/"))
    if len(pieces) > 1 and is_literal and cannot_hold(pieces, search):
        return joined(_in_each_text(pieces, search, pieces_of(substitute)))
    text = _known(value)
    if len(search) > 1 and search.startswith("/") and search.endswith("/"):
        return Known(replace_matches(search[1:-1], text, _known(substitute)))
    if isinstance(substitute, Template | Symbol | Unknown):
        return joined(_interleaved(text.split(search), pieces_of(substitute))) if search else _known_only(substitute)
    replacement = _known(substitute)
    if len(text) + text.count(search) * len(replacement) > TEXT_LIMIT:
        raise undecided("the text is too long to be computed here")
    return Known(text.replace(search, replacement))


def _in_each_text(pieces: list[Piece], search: str, between: list[Piece]) -> list[Piece]:
    return [
        each
        for piece in pieces
        for each in (_interleaved(piece.split(search), between) if isinstance(piece, str) else [piece])
    ]


def _interleaved(texts: list[str], between: list[Piece]) -> list[Piece]:
    pieces: list[Piece] = [texts[0]]
    for text in texts[1:]:
        pieces.extend((*between, text))
    return pieces


def _known_only(value: Value) -> Value:
    part = survey(value).opaque
    raise UndecidedError(unknown_because(part) if part else Unknown("the text is not known"))
