"""The resolved stack as JSON: the output of `pipewarden show`, version 1."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from json.encoder import encode_basestring as _quoted
from typing import Any

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.shape import plain, scalar_text
from pipewarden.stack.values import Known, Mapping, Sequence, Symbol, Template, Unknown, Value

SCHEMA_VERSION = 1


class Digits(float):
    """A number that `write` prints with exactly these digits: JSON numbers have no size, Python's floats do."""

    __slots__ = ("text",)
    text: str


def show(stacks: tuple[Stack, ...]) -> dict[str, Any]:
    """The document for these stacks: objects, lists and scalars, as `write` prints them."""
    return {"schema_version": SCHEMA_VERSION, "roots": [_root(stack) for stack in stacks]}


def _root(stack: Stack) -> dict[str, Any]:
    return {
        "path": stack.path,
        "outputs": {name: shown(value) for name, value in stack.outputs.members},
        "resources": [_resource(resource) for resource in stack.resources],
        "unresolved": [
            {"address": item.address, "why": item.why, **_place(item.location)} for item in stack.unresolved
        ],
        "problems": [{"message": item.message, **_place(item.location)} for item in stack.problems],
    }


def _resource(resource: Resource) -> dict[str, Any]:
    described: dict[str, Any] = {
        "address": resource.address,
        "mode": resource.mode,
        "type": resource.type,
        **_place(resource.location),
        "values": shown(resource.values),
    }
    if resource.may_be_absent is not None:
        described["may_be_absent"] = resource.may_be_absent.why
    return described


def _place(location: Any) -> dict[str, Any]:
    if location is None:
        return {"file": None, "line": None}
    return {"file": location.file, "line": location.span.line}


def shown(value: Value) -> Any:
    """A value as JSON: what is not known is an object with one key that begins with `$`."""
    value = plain(value)
    match value:
        case Known():
            return _scalar(value)
        case Sequence():
            return [shown(item) for item in value.items]
        case Mapping():
            return {name: shown(item) for name, item in value.members}
        case Symbol():
            return {"$symbol": str(value)}
        case Template():
            return {"$template": [part if isinstance(part, str) else shown(part) for part in value.parts]}
        case Unknown():
            return {"$unknown": value.why}


def _scalar(value: Known) -> Any:
    if not isinstance(value.value, Fraction):
        return value.value
    if value.value.denominator == 1:
        return int(value.value) if abs(value.value) < 1 << 63 else int(scalar_text(value))
    number = Digits(float(value.value))
    number.text = scalar_text(value)
    return number


def write(document: dict[str, Any]) -> str:
    """The document as indented JSON, with a final new line; numbers as Terraform prints them."""
    return _written(document, "\n") + "\n"


def written_root(stack: Stack) -> str:
    """One root as it stands among the others in the document."""
    return _written(_root(stack), "\n    ")


def joined(roots: Iterable[str]) -> Iterator[str]:
    """The document of roots that `written_root` printed, in pieces."""
    yield f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "roots": ['
    separator = "\n    "
    for root in roots:
        yield separator + root
        separator = ",\n    "
    yield "]\n}\n" if separator == "\n    " else "\n  ]\n}\n"


def _written(item: Any, margin: str) -> str:
    pieces: list[str] = []
    _write(item, margin, pieces.append)
    return "".join(pieces)


def _write(item: Any, margin: str, put: Callable[[str], None]) -> None:
    match item:
        case str():
            put(_quoted(item))
        case dict() if item:
            sign = "{"
            for name, value in item.items():
                put(f"{sign}{margin}  {_quoted(str(name))}: ")
                _write(value, margin + "  ", put)
                sign = ","
            put(margin + "}")
        case list() if item:
            sign = "["
            for value in item:
                put(f"{sign}{margin}  ")
                _write(value, margin + "  ", put)
                sign = ","
            put(margin + "]")
        case Digits():
            put(item.text)
        case _:
            put(json.dumps(item))
