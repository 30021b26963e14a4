"""Turns the JSON of a plan into values: what is unknown until apply stays unknown."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pipewarden.errors import PipewardenError
from pipewarden.plan.form import require
from pipewarden.stack import numbers
from pipewarden.stack.shape import mapping
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value

Missing = Callable[[tuple[str | int, ...]], Value]
AFTER_APPLY = "known only after apply"


class Digits(str):
    """A number as the plan writes it."""

    __slots__ = ()


def load(data: bytes, path: str) -> dict[str, Any]:
    """The document; raises PipewardenError when it is no JSON or no plan."""
    try:
        document = json.loads(data, parse_int=Digits, parse_float=Digits)
    except (ValueError, RecursionError):
        raise PipewardenError(
            "this is not the JSON of a plan; write it with `terraform show -json PLANFILE`", file=path
        ) from None
    if not isinstance(document, dict) or "planned_values" not in document:
        raise PipewardenError(
            "this JSON has no `planned_values`; write it with `terraform show -json PLANFILE`", file=path
        )
    require(document, path)
    return document


def value_of(data: Any, unknown: Any = False, sensitive: Any = False, missing: Missing | None = None) -> Value:
    """A value of the plan. `unknown` and `sensitive` have its shape, with `true` for a part that is so.

    `missing` gives the value for a part that is unknown, by the path that leads to it.
    """
    return _Reader(missing or (lambda path: Unknown(AFTER_APPLY))).value(data, unknown, sensitive, ())


class _Reader:
    def __init__(self, missing: Missing) -> None:
        self._missing = missing

    def value(self, data: Any, unknown: Any, sensitive: Any, path: tuple[str | int, ...]) -> Value:
        marked = sensitive is True
        if unknown is True:
            return self._missing(path)
        if isinstance(data, dict) or (data is None and isinstance(unknown, dict) and unknown):
            return self._mapping(data or {}, unknown, sensitive, path)
        if isinstance(data, list) or (data is None and isinstance(unknown, list) and unknown):
            return self._sequence(data or [], unknown, sensitive, path)
        if isinstance(data, Digits):
            return _number(data, marked)
        return Known(data, sensitive=marked)

    def _mapping(self, data: dict[str, Any], unknown: Any, sensitive: Any, path: tuple[str | int, ...]) -> Mapping:
        unknowns = unknown if isinstance(unknown, dict) else {}
        marks = sensitive if isinstance(sensitive, dict) else {}
        names = dict.fromkeys([*data, *(name for name, inner in unknowns.items() if _any(inner))])
        made = mapping(
            (name, self.value(data.get(name), unknowns.get(name, False), marks.get(name, False), (*path, name)))
            for name in names
        )
        return Mapping(made.members, "object", sensitive=sensitive is True)

    def _sequence(self, data: list[Any], unknown: Any, sensitive: Any, path: tuple[str | int, ...]) -> Sequence:
        unknowns = unknown if isinstance(unknown, list) else []
        marks = sensitive if isinstance(sensitive, list) else []
        items = tuple(
            self.value(_at(data, index), _at(unknowns, index), _at(marks, index), (*path, index))
            for index in range(max(len(data), len(unknowns)))
        )
        return Sequence(items, "list", sensitive=sensitive is True)


def _any(unknown: Any) -> bool:
    """Whether any part is unknown."""
    if isinstance(unknown, dict):
        return any(_any(item) for item in unknown.values())
    if isinstance(unknown, list):
        return any(_any(item) for item in unknown)
    return unknown is True


def _at(items: list[Any], index: int) -> Any:
    return items[index] if index < len(items) else None


def _number(text: str, sensitive: bool) -> Value:
    try:
        return Known(numbers.parse(text), sensitive=sensitive)
    except numbers.NumberError as error:
        return Unknown(str(error), sensitive=sensitive)


def as_blocks(value: Value) -> Value:
    """A list of objects as the list of blocks that it mostly is; a member that is null is not configured."""
    if not isinstance(value, Sequence) or not value.items or not all(isinstance(item, Mapping) for item in value.items):
        return value
    return Sequence(tuple(_block(item) for item in value.items if isinstance(item, Mapping)), "list")


def _block(value: Mapping) -> Mapping:
    members = ((name, as_blocks(item)) for name, item in value.members)
    kept = tuple((name, item) for name, item in members if not _is_unset(item))
    return Mapping(kept, "block", value.origin)


def _is_unset(value: Value) -> bool:
    if isinstance(value, Known):
        return value.value is None
    return isinstance(value, Sequence) and not value.items
