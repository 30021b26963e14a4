"""Reads a request from JSON text; what is wrong with it is reported with its place."""

from __future__ import annotations

from fractions import Fraction

from pipewarden.errors import PipewardenError
from pipewarden.hcl.ast import Location
from pipewarden.iam import json_text
from pipewarden.iam.names import decimal
from pipewarden.iam.reading import place
from pipewarden.iam.request import Request, RequestError, from_json
from pipewarden.stack.values import Known, Mapping, Sequence, Value


def request(text: str, file: str) -> Request:
    """The request that the text describes. Raises PipewardenError with the file, the line and the column."""
    try:
        value = json_text.read(Known(text), file=file)
    except json_text.BadJsonError as error:
        raise _error(f"the request is not valid JSON: {error.message}", error.location, file) from None
    _refuse_doubles(value, file)
    try:
        return from_json(_plain(value))
    except RequestError as error:
        part = value.get(error.part) if isinstance(value, Mapping) and error.part else None
        raise _error(error.message, place(part) or place(value), file) from None


def _plain(value: Value) -> object:
    """The value as Python has it; a number is its text."""
    match value:
        case Mapping():
            return {name: _plain(member) for name, member in value.members}
        case Sequence():
            return [_plain(item) for item in value.items]
        case Known(Fraction() as number):
            return decimal(number)
        case Known(known):
            return known
        case _:
            return None


def _refuse_doubles(value: Value, file: str) -> None:
    """Refuses a name that stands twice in an object: only one of them could count."""
    if isinstance(value, Mapping):
        seen: set[str] = set()
        for name, member in value.members:
            if name in seen:
                raise _error(f"`{name}` stands twice; keep one", place(member), file)
            seen.add(name)
            _refuse_doubles(member, file)


def _error(message: str, location: Location | None, file: str) -> PipewardenError:
    if location is None:
        return PipewardenError(message, file=file)
    return PipewardenError(message, file=file, line=location.span.line, column=location.span.column)
