"""Follows references through the configuration part of a plan, which names them but not the expressions around them."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from pipewarden.stack.computed import is_name
from pipewarden.stack.values import Symbol, Template

# Arguments that hold the identity of another resource, and attributes that are such identities: there an expression
# with one reference is taken for that reference alone.
_HOLDERS = re.compile(
    r"(?:.*_)?(?:id|ids|arn|arns|bucket|role|key|topic|policy|name|json|location|identifiers|documents)"
)
_IDENTITIES = frozenset({"id", "arn", "key_id", "name", "bucket", "json", "minified_json", "url", "key_arn"})
_RESOURCE = re.compile(r"((?:data\.)?[a-z0-9]+_\w+\.[\w-]+(?:\[[^\]]*\])?)\.(\w+)")
_OUTPUT = re.compile(r"module\.([\w-]+)(\[[^\]]*\])?\.([\w-]+)")
# What AWS insists on behind the identity in an argument: a trail takes no log group without it.
_ENDINGS = {"cloud_watch_logs_group_arn": ":*"}
_DEPTH = 50


class Place(Struct, frozen=True):
    """A module of the configuration: its address with instance keys, its part of the plan, and what called it."""

    address: str
    module: dict[str, Any]
    caller: Place | None = None
    call: dict[str, Any] | None = None

    @property
    def prefix(self) -> str:
        """What stands before the addresses of the module."""
        return f"{self.address}." if self.address else ""

    def child(self, name: str, key: str) -> Place | None:
        """The module that a call leads to; `key` is its instance key with brackets, or empty."""
        call = self.module.get("module_calls", {}).get(name)
        if not isinstance(call, dict):
            return None
        return Place(f"{self.prefix}module.{name}{key}", call.get("module", {}), self, call)


def names_itself(type_: str, argument: str) -> bool:
    """Whether an argument is the resource's own name, which others only go into: `"${aws_s3_bucket.data.id}-logs"`."""
    return argument == "name" or (is_name(type_, argument) and not type_.startswith("aws_s3_bucket_"))


def identity_for(argument: str, expression: Any, place: Place) -> Symbol | Template | None:
    """The attribute that an unknown argument stands for, where its expression refers to one identity only."""
    if not _HOLDERS.fullmatch(argument):
        return None
    symbol = _follow(expression, place, _DEPTH)
    return Template((symbol, _ENDINGS[argument])) if symbol is not None and argument in _ENDINGS else symbol


def _follow(expression: Any, place: Place, depth: int) -> Symbol | None:
    wanted = _longest(references_of(expression))
    if len(wanted) != 1 or depth == 0:
        return None
    reference = wanted[0]
    if reference.startswith("var.") and place.caller is not None and place.call is not None:
        name = reference.removeprefix("var.").partition(".")[0]
        return _follow(place.call.get("expressions", {}).get(name), place.caller, depth - 1)
    if match := _OUTPUT.fullmatch(reference):
        inner = place.child(match[1], match[2] or "")
        output = inner.module.get("outputs", {}).get(match[3], {}) if inner is not None else {}
        return _follow(output.get("expression"), inner, depth - 1) if inner is not None else None
    if (match := _RESOURCE.fullmatch(reference)) and match[2] in _IDENTITIES:
        return Symbol(place.prefix + match[1], (match[2],))
    return None


def references_of(expression: Any) -> list[str]:
    """What an argument refers to; a block, also one with an argument named `references`, refers to nothing itself."""
    found = expression.get("references") if isinstance(expression, dict) else None
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def _longest(references: list[str]) -> list[str]:
    """The references without those that are the beginning of another one."""
    return [
        item
        for item in references
        if not any(other != item and other.startswith((f"{item}.", f"{item}[")) for other in references)
    ]
