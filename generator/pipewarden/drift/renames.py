"""Names that differ between two stacks for the same thing: a policy that only follows them lets no more through."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pipewarden.stack.model import Stack
from pipewarden.stack.values import Known, Value

_NAMING = ("bucket", "function_name", "name", "repository_name")
"""The arguments that name a resource, and by which ARNs name it."""
_NAME = re.compile(r"[A-Za-z0-9._/-]{3,}")


class Renames:
    """What the resources and regions of `new` are called in `old`."""

    def __init__(self, old: Stack, new: Stack) -> None:
        self._former = dict(_pairs(old, new))
        names = sorted(self._former, key=len, reverse=True)
        choice = "|".join(re.escape(name) for name in names)
        self._pattern = re.compile(rf"(?<![A-Za-z0-9])(?:{choice})(?![A-Za-z0-9])") if names else None

    def undone(self, document: Any) -> Any:
        """The document with the former names."""
        if self._pattern is None:
            return document
        text = json.dumps(document, sort_keys=True)
        return json.loads(self._pattern.sub(lambda match: self._former[match[0]], text))


def _pairs(old: Stack, new: Stack) -> Iterator[tuple[str, str]]:
    former = {resource.address: resource for resource in old.resources}
    for resource in new.resources:
        before = former.get(resource.address)
        for argument in _NAMING if before is not None else ():
            yield from _pair(before.values.get(argument) if before else None, resource.values.get(argument))
    regions = {(item.module, item.name, item.alias): item.values.get("region") for item in old.providers}
    for item in new.providers:
        yield from _pair(regions.get((item.module, item.name, item.alias)), item.values.get("region"))


def _pair(old: Value | None, new: Value | None) -> Iterator[tuple[str, str]]:
    former, latest = _name(old), _name(new)
    if former and latest and former != latest:
        yield latest, former


def _name(value: Value | None) -> str | None:
    text = value.value if isinstance(value, Known) else None
    return text if isinstance(text, str) and _NAME.fullmatch(text) else None
