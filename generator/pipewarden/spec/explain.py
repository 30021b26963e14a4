"""Turns what pydantic says about a value into a problem: what is wrong, and what to do."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from pipewarden.spec.errors import Path, Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.source import Data
from pipewarden.spec.sources import Connection

_KINDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "`true` or `false`",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "date_from_datetime_parsing": "a date such as `2027-01-31`",
    "date_parsing": "a date such as `2027-01-31`",
    "date_type": "a date such as `2027-01-31`",
}
_HOSTS = typing.get_args(Connection.model_fields["host"].annotation)
_LIMITS = {
    "greater_than_equal": "is too small; write at least {ge}",
    "less_than_equal": "is too large; write at most {le}",
    "string_too_short": "is too short; write at least {min_length} characters",
    "string_too_long": "is too long; write at most {max_length} characters",
    "too_short": "holds too little; write at least {min_length} items",
    "too_long": "holds too much; write at most {max_length} items",
}


def spurious(detail: ErrorDetails, data: Data) -> bool:
    """Whether an error only follows from others: a list that is called too short because its items are wrong."""
    value = _value(_real_path(detail["loc"], data)[0], data)
    return detail["type"] == "too_short" and len(value or ()) >= detail.get("ctx", {}).get("min_length", 0)


def explain(detail: ErrorDetails, data: Data) -> Problem:
    """The problem that one error of pydantic's stands for; its path runs through `data`."""
    path, missing = _real_path(detail["loc"], data)
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return Problem(path, _unknown_key(path, data))
    if kind == "missing":
        return Problem(path, "is missing; add it") if missing else Problem(path, "has no value; give one")
    if kind in _LIMITS:
        return Problem(path, _LIMITS[kind].format(**context))
    if kind in _KINDS:
        return Problem(path, _wrong_kind(_value(path, data), _KINDS[kind]))
    if kind == "union_tag_invalid":
        path = (*path, "provider")
    if kind in ("literal_error", "union_tag_invalid"):
        return Problem(path, _wrong_choice(_value(path, data), context))
    if kind == "union_tag_not_found":
        return Problem((*path, "provider"), _missing_provider(_value(path, data)))
    if kind == "string_pattern_mismatch":
        return Problem(path, f"`{_value(path, data)}` does not fit the pattern `{context['pattern']}`; change it")
    if kind == "value_error":
        return Problem(path, str(context["error"]))
    return Problem(path, f"{detail['msg'][0].lower()}{detail['msg'][1:]}; change it")


def _missing_provider(action: Any) -> str:
    near = difflib.get_close_matches("provider", action if isinstance(action, dict) else (), n=1)
    return f"is missing; did you mean it by `{near[0]}`?" if near else "is missing; add it"


def _real_path(location: Path, data: Data) -> tuple[Path, bool]:
    """The path without what pydantic adds to it (the tag of a union), and whether its last part is missing."""
    path: list[str | int] = []
    here: Any = data
    for index, part in enumerate(location):
        inner = _step(here, part)
        if inner is not _NOTHING:
            path.append(part)
            here = inner
        elif index == len(location) - 1 and not _is_tag(here, part):
            return (*path, part), True
    return tuple(path), False


_NOTHING = object()


def _step(data: Any, part: str | int) -> Any:
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return data.get(part, _NOTHING) if isinstance(data, dict) else _NOTHING


def _is_tag(data: Any, part: str | int) -> bool:
    return part == "[key]" or (isinstance(data, dict) and part == data.get("provider"))


def _value(path: Path, data: Any) -> Any:
    for part in path:
        data = _step(data, part)
    return None if data is _NOTHING else data


def _wrong_kind(value: Any, wanted: str) -> str:
    if isinstance(value, bool):
        got = f"the truth value `{str(value).lower()}`"
    elif isinstance(value, int | float):
        got = f"the number `{value}`"
    elif isinstance(value, str):
        got = "a text"
    else:
        got = "empty" if value is None else "a list" if isinstance(value, list) else "a mapping"
    advice = "; write it in quotes" if wanted == "a text" and isinstance(value, int | float) else ""
    return f"is {got}, not {wanted}{advice or f'; write {wanted}'}"


def _wrong_choice(value: Any, context: Mapping[str, Any]) -> str:
    host = next((host for host in _HOSTS if host.lower() == str(value).lower()), None)
    if host and "expected_tags" in context:
        return f"`{value}` is a Git host; write `CodeStarSourceConnection`, and `host: {host}` beside it"
    choices = str(context.get("expected") or context.get("expected_tags") or "").replace(" or ", ", ")
    options = [choice for part in choices.split(",") if " " not in (choice := part.strip().strip("'"))]
    same = [option for option in options if option.lower() == str(value).lower()]
    near = same or difflib.get_close_matches(str(value), options, 1, 0.7)
    listed = ", ".join(f"`{option}`" for option in options)
    return (
        f"`{value}` is unknown; did you mean `{near[0]}`?" if near else f"`{value}` is unknown; write one of {listed}"
    )


def _unknown_key(path: Path, data: Data) -> str:
    known = _known_keys(path[:-1], data)
    near = difflib.get_close_matches(str(path[-1]), known, 1, 0.6)
    return f"the key is unknown; did you mean `{near[0]}`?" if near else f"the key is unknown; known are {_list(known)}"


def _list(keys: list[str]) -> str:
    return ", ".join(f"`{key}`" for key in sorted(keys))


def _known_keys(path: Path, data: Data) -> list[str]:
    kinds: list[Any] = [PipelineSpec]
    here: Any = data
    for part in path:
        here = here[part]
        kinds = [inner for kind in kinds for inner in _inside(kind, part)]
    models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
    if isinstance(here, dict) and "provider" in here:
        models = [m for m in models if here["provider"] in _providers(m)] or models
    return sorted({name for model in models for name in model.model_fields})


def _providers(model: type[BaseModel]) -> tuple[Any, ...]:
    field = model.model_fields.get("provider")
    return typing.get_args(field.annotation) if field else ()


def _inside(kind: Any, part: str | int) -> list[Any]:
    if isinstance(part, str):
        field = kind.model_fields.get(part) if isinstance(kind, type) and issubclass(kind, BaseModel) else None
        return _flat(field.annotation) if field else []
    return [kind]


def _flat(annotation: Any) -> list[Any]:
    """The classes that an annotation is made of: `tuple[A | B, ...]` gives A and B."""
    arguments = typing.get_args(annotation)
    if not arguments:
        return [annotation]
    return [inner for argument in arguments for inner in _flat(argument)]
