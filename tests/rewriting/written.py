"""Writes resolved values as expressions: references stay references, what is not known stays as it was written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from pipewarden.hcl.ast import Location
from pipewarden.stack.shape import scalar_text
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Template, Unknown, Value

Source = Callable[[Location], str]
_NAME = re.compile(r"[A-Za-z_][\w-]*")


class UnwritableError(Exception):
    """The value has no expression: nobody knows where its unknown part was written."""


def reference(symbol: Symbol) -> str:
    """A symbol as a reference."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in symbol.path)
    return symbol.address + "".join(steps)


def opaque(part: Symbol | Unknown, source: Source) -> str:
    """A part that is not known, as an expression."""
    if isinstance(part, Symbol):
        return reference(part)
    if part.origin is None or part.origin.location is None:
        raise UnwritableError(part.why)
    return source(part.origin.location)


def escaped(text: str) -> str:
    """Text between quotes."""
    quoted = json.dumps(text, ensure_ascii=False)[1:-1]
    return quoted.replace("${", "$${").replace("%{", "%%{")


def expression(value: Value, source: Source, margin: str = "") -> str:
    """The value as an expression over several lines."""
    match value:
        case Known(value=str()):
            return f'"{escaped(str(value.value))}"'
        case Known():
            return scalar_text(value)
        case Template():
            return '"' + "".join(_part(part, source) for part in value.parts) + '"'
        case Encoded():
            return f"jsonencode({expression(value.structure, source, margin)})"
        case Sequence():
            return _wrapped("[", "]", [expression(item, source, margin + "  ") for item in value.items], ",", margin)
        case Mapping():
            members = [f"{key(name)} = {expression(item, source, margin + '  ')}" for name, item in value.members]
            return _wrapped("{", "}", members, "", margin)
        case Symbol() | Unknown():
            return opaque(value, source)


def key(name: str) -> str:
    """A key of an object."""
    return name if _NAME.fullmatch(name) else f'"{escaped(name)}"'


def _part(part: str | Symbol | Unknown, source: Source) -> str:
    return escaped(part) if isinstance(part, str) else f"${{{opaque(part, source)}}}"


def _wrapped(left: str, right: str, items: list[str], comma: str, margin: str) -> str:
    if not items:
        return left + right
    return "\n".join([left, *(f"{margin}  {item}{comma}" for item in items), margin + right])


def json_template(value: Value, put: Callable[[Symbol | Unknown, bool], str], margin: str = "") -> str:
    """The value as JSON in a template; `put` writes a part that is not known, in a string or by itself."""
    inner = margin + "  "
    match value:
        case Mapping() if value.members:
            members = [f"{_json(name)}: {json_template(item, put, inner)}" for name, item in value.members]
            return "{\n" + inner + f",\n{inner}".join(members) + f"\n{margin}}}"
        case Sequence() if value.items:
            items = [json_template(item, put, inner) for item in value.items]
            return "[\n" + inner + f",\n{inner}".join(items) + f"\n{margin}]"
        case Mapping():
            return "{}"
        case Sequence():
            return "[]"
        case Known(value=str()):
            return _json(str(value.value))
        case Known():
            return scalar_text(value)
        case Template():
            parts = (_json(part)[1:-1] if isinstance(part, str) else put(part, True) for part in value.parts)
            return '"' + "".join(parts) + '"'
        case Symbol():
            return f'"{put(value, True)}"'
        case Unknown():
            return put(value, False)
        case Encoded():
            raise UnwritableError("JSON in JSON")


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")
