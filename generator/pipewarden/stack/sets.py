"""The order and the identity of the elements of a set, as Terraform's type system has them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from pipewarden.stack.numbers import to_text
from pipewarden.stack.shape import plain, survey
from pipewarden.stack.types import Type
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Template, Unknown, Value


def make_set(items: Iterable[Value], element: Type | None = None) -> Sequence:
    """A set of these items: without repeats, in order; what is not known comes last, in the order given."""
    seen: set[object] = set()
    known: list[Value] = []
    opaque: list[Value] = []
    for item in items:
        if survey(item).opaque is not None:
            if isinstance(item, Unknown) or item not in opaque:
                opaque.append(item)
            continue
        identity = identity_of(item)
        if identity not in seen:
            seen.add(identity)
            known.append(item)
    known.sort(key=_order)
    return Sequence((*known, *opaque), "set", element=element)


def identity_of(value: Value) -> object:
    """A hashable stand-in for a known value: two values are equal when their stand-ins are."""
    match value:
        case Known():
            if isinstance(value.value, bool) or value.value is None:
                return (type(value.value).__name__, value.value)
            return value.value
        case Sequence():
            return ("sequence", value.kind, tuple(identity_of(item) for item in value.items))
        case Mapping():
            return ("mapping", tuple((name, identity_of(item)) for name, item in value.members))
        case Encoded():
            return identity_of(value.text)
        case Symbol() | Template() | Unknown():
            return value


def _order(value: Value) -> tuple[int, object]:
    value = plain(value)
    if not isinstance(value, Known):
        return 3, hash_text(value)
    if value.value is None:
        return 9, ""
    if isinstance(value.value, bool):
        return 0, value.value
    return (2, value.value) if isinstance(value.value, str) else (1, value.value)


def hash_text(value: Value) -> str:
    """The text by which Terraform orders elements that are no scalars."""
    match plain(value):
        case Known() as scalar:
            return _scalar_hash(scalar)
        case Sequence() as sequence:
            inner = "".join(hash_text(item) + ";" for item in sequence.items)
            return f"<{inner}>" if sequence.kind == "tuple" else f"[{inner}]"
        case Mapping(kind="map") as members:
            inner = "".join(f"{_quoted(name)}:{hash_text(item)};" for name, item in members.members)
            return "{" + inner + "}"
        case Mapping() as members:
            return "<" + "".join(hash_text(item) + ";" for _, item in members.members) + ">"
        case _:
            return "?"


def _scalar_hash(value: Known) -> str:
    if value.value is None:
        return "~"
    if isinstance(value.value, bool):
        return "T" if value.value else "F"
    if isinstance(value.value, str):
        return _quoted(value.value)
    number = Fraction(value.value)
    return format(float(number), ".10g") if abs(number) < 10**300 else to_text(number)


def _quoted(text: str) -> str:
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\a": "\\a", "\b": "\\b"}
    escapes |= {"\f": "\\f", "\v": "\\v"}
    return (
        '"' + "".join(escapes.get(char, char if char.isprintable() else f"\\u{ord(char):04x}") for char in text) + '"'
    )
