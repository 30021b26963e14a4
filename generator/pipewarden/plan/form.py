"""What the JSON of a plan must look like where it is read, so that a damaged one is an error with a place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from msgspec import Struct, field

from pipewarden.errors import PipewardenError

_DEPTH_LIMIT = 500


class ListOf(Struct, frozen=True):
    """A list, and the form of its items."""

    item: Form


class MapOf(Struct, frozen=True):
    """An object with any names, and the form of their values."""

    item: Form


class Object(Struct, frozen=True):
    """An object: the form of some of its members. One that is null counts as left out; `needed` must be there."""

    members: dict[str, Form] = field(default_factory=dict)
    needed: tuple[str, ...] = ()


Form: TypeAlias = "type[str] | type[object] | ListOf | MapOf | Object | Callable[[], Form]"

_EXPRESSIONS = MapOf(object)


def _module() -> Form:
    return Object({"resources": ListOf(_RESOURCE), "child_modules": ListOf(_child)})


def _child() -> Form:
    return Object({"address": str, "resources": ListOf(_RESOURCE), "child_modules": ListOf(_child)}, ("address",))


def _configured_module() -> Form:
    return Object(
        {
            "resources": ListOf(Object({"expressions": _EXPRESSIONS, "provider_config_key": str})),
            "module_calls": MapOf(Object({"expressions": _EXPRESSIONS, "module": _configured_module})),
            "outputs": MapOf(Object({"expression": object})),
        }
    )


_RESOURCE = Object(
    {"address": str, "type": str, "name": str, "mode": str, "values": MapOf(object)}, ("address", "type", "name")
)
_PROVIDER = Object({"name": str, "alias": str, "module_address": str, "expressions": _EXPRESSIONS})
PLAN = Object(
    {
        "planned_values": Object({"root_module": _module, "outputs": MapOf(Object())}),
        "prior_state": Object({"values": Object({"root_module": _module})}),
        "configuration": Object({"root_module": _configured_module, "provider_config": MapOf(_PROVIDER)}),
        "resource_changes": ListOf(Object({"address": str, "change": Object()}, ("address",))),
        "output_changes": MapOf(Object()),
        "variables": MapOf(Object()),
    },
    ("planned_values",),
)


def require(document: dict[str, Any], file: str) -> None:
    """Raises PipewardenError where the document has not the form of a plan; takes out members that are null."""
    _require(document, PLAN, "", file, 0)


def _require(value: Any, form: Form, place: str, file: str, depth: int) -> None:
    if depth > _DEPTH_LIMIT:
        raise _damaged(place, "is nested too deeply", file)
    match form:
        case ListOf():
            if not isinstance(value, list):
                raise _damaged(place, "is no list", file)
            for index, item in enumerate(value):
                _require(item, form.item, f"{place}[{index}]", file, depth + 1)
        case MapOf():
            if not isinstance(value, dict):
                raise _damaged(place, "is no object", file)
            for name, item in value.items():
                _require(item, form.item, f"{place}.{name}", file, depth + 1)
        case Object():
            _require_members(value, form, place, file, depth)
        case type():
            if not isinstance(value, form) or (form is str and type(value) is not str):
                raise _damaged(place, "is no text", file)
        case _:
            _require(value, form(), place, file, depth)


def _require_members(value: Any, form: Object, place: str, file: str, depth: int) -> None:
    if not isinstance(value, dict):
        raise _damaged(place, "is no object", file)
    for name, inner in form.members.items():
        if value.get(name) is None:
            value.pop(name, None)
            if name in form.needed:
                raise _damaged(f"{place}.{name}", "is missing", file)
        else:
            _require(value[name], inner, f"{place}.{name}", file, depth + 1)


def _damaged(place: str, what: str, file: str) -> PipewardenError:
    message = f"the plan is damaged: `{place.removeprefix('.')}` {what}; write it with `terraform show -json PLANFILE`"
    return PipewardenError(message, file=file)
