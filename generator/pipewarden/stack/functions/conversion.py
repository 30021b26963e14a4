"""Functions that convert types, and those about sensitivity."""

from __future__ import annotations

from pipewarden.stack.convert import convert
from pipewarden.stack.ephemeral import as_null
from pipewarden.stack.functions.registry import function, list_of, map_of, set_of
from pipewarden.stack.shape import with_sensitive
from pipewarden.stack.types import ANY, BOOL, NUMBER, STRING
from pipewarden.stack.values import Known, Unknown, Value


@function(ANY, native=False, nullable=True)
def tostring(value: Value) -> Value:
    return convert(value, STRING)


@function(ANY, native=False, nullable=True)
def tonumber(value: Value) -> Value:
    return convert(value, NUMBER)


@function(ANY, native=False, nullable=True)
def tobool(value: Value) -> Value:
    return convert(value, BOOL)


@function(ANY, native=False, nullable=True)
def tolist(value: Value) -> Value:
    return convert(value, list_of(ANY))


@function(ANY, native=False, nullable=True)
def toset(value: Value) -> Value:
    return convert(value, set_of(ANY))


@function(ANY, native=False, nullable=True)
def tomap(value: Value) -> Value:
    return convert(value, map_of(ANY))


@function(ANY, native=False, nullable=True, marks=True)
def sensitive(value: Value) -> Value:
    return with_sensitive(value, True)


@function(ANY, native=False, nullable=True, marks=True)
def nonsensitive(value: Value) -> Value:
    return with_sensitive(value, False)


@function(ANY, native=False, nullable=True, marks=True)
def issensitive(value: Value) -> Value:
    if isinstance(value, Unknown) and not value.sensitive:
        return Unknown(value.why, value.origin)
    return Known(value.sensitive)


@function(ANY, native=False, nullable=True, marks=True)
def ephemeralasnull(value: Value) -> Value:
    return as_null(value)
