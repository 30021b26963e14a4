"""JSON as Terraform writes and reads it, also of structures in which some parts are not known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from pipewarden.stack import numbers
from pipewarden.stack.errors import EvaluationError, of_number, undecided
from pipewarden.stack.shape import NODE_LIMIT, mapping, plain, scalar_text
from pipewarden.stack.templates import Piece, joined
from pipewarden.stack.values import Encoded, Known, Mapping, Origin, Sequence, Symbol, Template, Unknown, Value

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPES |= {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_ESCAPES |= {chr(code): f"\\u{code:04x}" for code in range(32) if chr(code) not in _ESCAPES}
_TABLE = str.maketrans(_ESCAPES)
_TEXT_ATTRIBUTES = frozenset(
    [
        "arn",
        "id",
        "name",
        "bucket",
        "url",
        "key_id",
        "account_id",
        "region",
        "partition",
        "dns_suffix",
        "reverse_dns_prefix",
        "endpoint",
        "domain_name",
        "user_id",
        "caller_arn",
    ]
)
_OPEN, _CLOSE = "\ue000", "\ue001"
_HALF = re.compile("[\ud800-\udfff]")


def quoted(text: str) -> str:
    """A JSON string as Go writes it: markup characters are escaped."""
    return f'"{text.translate(_TABLE)}"'


def encode(value: Value) -> Encoded:
    """The JSON of a value, with the structure kept."""
    pieces: list[Piece] = []
    try:
        pieces.extend(_pieces(value))
        text: Known | Template | Unknown = joined(pieces)
    except _NoTextError as error:
        text = error.unknown
    return Encoded(value, text, value.origin)


class _NoTextError(Exception):
    def __init__(self, unknown: Unknown) -> None:
        super().__init__(unknown.why)
        self.unknown = unknown


def _pieces(value: Value) -> Iterator[Piece]:
    value = plain(value)
    match value:
        case Known():
            yield quoted(value.value) if isinstance(value.value, str) else scalar_text(value)
        case Template():
            yield '"'
            for part in value.parts:
                yield part.translate(_TABLE) if isinstance(part, str) else part
            yield '"'
        case Symbol() if value.path and value.path[-1] in _TEXT_ATTRIBUTES:
            yield from ('"', value, '"')
        case Symbol():
            raise _NoTextError(Unknown(f"`{value}` is known only after apply", value.origin))
        case Unknown():
            raise _NoTextError(value)
        case Sequence():
            yield from _list_pieces(value)
        case Mapping():
            yield from _object_pieces(value)


def _list_pieces(value: Sequence) -> Iterator[Piece]:
    yield "["
    for index, item in enumerate(value.items):
        if index:
            yield ","
        yield from _pieces(item)
    yield "]"


def _object_pieces(value: Mapping) -> Iterator[Piece]:
    yield "{"
    for index, (name, item) in enumerate(value.members):
        yield ("," if index else "") + quoted(name) + ":"
        yield from _pieces(item)
    yield "}"


def decode(value: Value) -> Value:
    """The structure that a JSON string stands for; symbols and unknowns in it keep their places."""
    if isinstance(value, Encoded):
        return _decoded_shape(value.structure)
    if isinstance(value, Known) and isinstance(value.value, str):
        return _Decoder((), value.origin).decode(value.value)
    if isinstance(value, Template):
        if any(mark in part for part in value.parts if isinstance(part, str) for mark in (_OPEN, _CLOSE)):
            raise undecided("the JSON text has parts that are not known")
        opaque = tuple(part for part in value.parts if not isinstance(part, str))
        numbered = iter(range(len(opaque)))
        text = "".join(part if isinstance(part, str) else f"{_OPEN}{next(numbered)}{_CLOSE}" for part in value.parts)
        return _Decoder(opaque, value.origin).decode(text)
    raise undecided("the JSON text is not known")


def _decoded_shape(value: Value) -> Value:
    """A structure as it comes back from JSON: objects and tuples, whatever they were."""
    match value:
        case Sequence():
            return Sequence(tuple(_decoded_shape(item) for item in value.items), "tuple", value.origin, value.sensitive)
        case Mapping():
            members = tuple((name, _decoded_shape(item)) for name, item in value.members)
            return Mapping(members, "object", value.origin, value.sensitive)
        case _:
            return value


class _Decoder:
    def __init__(self, opaque: tuple[Symbol | Unknown, ...], origin: Origin | None) -> None:
        self._opaque = opaque
        self._origin = origin
        self._nodes = 0

    def decode(self, text: str) -> Value:
        if text.count(",") > NODE_LIMIT:
            raise undecided("the JSON is too large to be decoded here")
        if self._opaque:
            text = _bare_placeholders_quoted(text)
        try:
            data = json.loads(text, parse_float=_NumberText, parse_int=_NumberText, parse_constant=_refuse, strict=True)
        except ValueError as error:
            if self._opaque:
                raise undecided("the JSON text has parts that are not known") from None
            raise EvaluationError(f"the text is not JSON: {error}") from None
        except RecursionError:
            raise undecided("the JSON is nested too deeply") from None
        return self._value(data)

    def _value(self, data: Any) -> Value:
        self._nodes += 1
        if self._nodes > NODE_LIMIT:
            raise undecided("the JSON is too large to be decoded here")
        match data:
            case dict():
                made = mapping((self._key(_without_halves(name)), self._value(item)) for name, item in data.items())
                return Mapping(made.members, "object", self._origin)
            case list():
                return Sequence(tuple(self._value(item) for item in data), "tuple", self._origin)
            case _NumberText():
                return Known(_number(data), self._origin)
            case str():
                return self._text(_without_halves(data))
            case _:
                return Known(data, self._origin)

    def _key(self, name: str) -> str:
        if _OPEN in name and self._opaque:
            raise undecided("a key of the JSON object is not known")
        return name

    def _text(self, text: str) -> Value:
        if not self._opaque or _OPEN not in text:
            return Known(text, self._origin)
        pieces: list[Piece] = []
        for chunk in text.split(_OPEN):
            number, mark, rest = chunk.partition(_CLOSE)
            if mark:
                pieces.extend((self._opaque[int(number)], rest))
            else:
                pieces.append(chunk)
        whole = joined(pieces)
        if isinstance(whole, Template):
            if len(whole.parts) == 1 and not isinstance(whole.parts[0], str):
                return whole.parts[0] if isinstance(whole.parts[0], Symbol) else Template(whole.parts, self._origin)
            return Template(whole.parts, self._origin)
        return Known(whole.value, self._origin)


class _NumberText(str):
    __slots__ = ()


def _number(text: str) -> Fraction:
    try:
        return numbers.parse(text) or Fraction(0)
    except numbers.NumberError as error:
        raise of_number(error) from None


def _without_halves(text: str) -> str:
    """The text with halves of a surrogate pair, which are no characters, replaced as Go replaces them."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def _refuse(text: str) -> None:
    raise ValueError(f"{text} is no JSON value")


def _bare_placeholders_quoted(text: str) -> str:
    """The text with placeholders outside of strings put into quotes, so that they parse as values."""
    result: list[str] = []
    inside = escaped = False
    for char in text:
        if inside:
            result.append(char)
            inside = escaped or char != '"'
            escaped = char == "\\" and not escaped
            continue
        inside = char == '"'
        result.append(f'"{char}' if char == _OPEN else f'{char}"' if char == _CLOSE else char)
    return "".join(result)
