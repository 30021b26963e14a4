"""Compares the policies of an applied stack with AWS's own table of actions, resource types and condition keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from pipewarden.aws.actions import Action, table


def wrong_rights(state: str) -> list[str]:
    """What is wrong in the policies of a state, as `terraform show -json` prints it: what AWS ignores or refuses."""
    resources = _resources(json.loads(state)["values"]["root_module"])
    return [
        f"{resource['address']}: {statement['Sid']}: {wrong}"
        for resource in resources
        for policy in _policies(resource)
        for statement in policy["Statement"]
        for wrong in _wrong(statement, trust=resource["type"] == "aws_iam_role")
    ]


def _resources(module: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from (resource for resource in module.get("resources", ()) if resource["mode"] == "managed")
    for child in module.get("child_modules", ()):
        yield from _resources(child)


def _policies(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for name, value in resource["values"].items():
        if name.endswith("policy") and isinstance(value, str) and value.startswith("{"):
            yield json.loads(value)


def _wrong(statement: Mapping[str, Any], *, trust: bool) -> Iterator[str]:
    patterns = ["*"] if trust else _listed(statement["Resource"])
    keys = [key for operands in statement.get("Condition", {}).values() for key in operands]
    used: set[str] = set()
    for name in _listed(statement["Action"]):
        found = [action for action in table().actions if fnmatchcase(action.name.lower(), name.lower())]
        if not found:
            yield f"AWS has no action `{name}`"
        takers = {pattern for pattern in patterns if any(_takes(action, pattern) for action in found)}
        used |= takers
        if found and not takers and statement["Effect"] == "Allow" and not _twin(name):
            yield f"`{name}` takes none of {patterns}"
        for key in keys:
            if found and not any(_has(action, key) for action in found):
                yield f"no request of `{name}` has the key `{key}`"
    yield from (f"nothing in it takes `{pattern}`" for pattern in patterns if pattern not in used)


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _twin(name: str) -> bool:
    """Whether it is one of the two prefixes that AWS has for connections; an ARN has the one or the other."""
    return name.endswith(":UseConnection")


def _takes(action: Action, pattern: str) -> bool:
    if pattern == "*":
        return True
    return any(_meet(re.sub(r"\$\{[^}]+\}", "*", kind.arn), pattern) for kind in action.types)


def _has(action: Action, key: str) -> bool:
    name = table().listed_name(key)
    global_key = name.startswith("aws:") and not table().lacks(key)
    return global_key or name in action.keys or any(name in kind.keys for kind in action.types)


@cache
def _meet(first: str, second: str) -> bool:
    """Whether two globs have a text in common."""
    if not first and not second:
        return True
    if first[:1] == "*":
        return _meet(first[1:], second) or (bool(second) and _meet(first, second[1:]))
    if second[:1] == "*":
        return _meet(second, first)
    return bool(first and second) and (first[0] == second[0] or second[0] == "?") and _meet(first[1:], second[1:])
