"""Which actions exist, which resources they take and which condition keys come with them.

The table is `actions.json`, written by `tools/refresh_actions.py` from AWS's Service Authorization Reference for the
services that a pipeline stack meets. An action of another service is none of its business: see `Table.service`.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from importlib import resources
from typing import TypeAlias, cast

import msgspec
from msgspec import Struct

from pipewarden.aws.condition_keys import GLOBAL, ConditionKey, KeyType

_Row: TypeAlias = list[int]


class _ServiceFile(msgspec.Struct, frozen=True):
    keys: list[tuple[str, str]]
    types: list[tuple[str, str, list[int]]]
    sets: list[list[int]]
    actions: dict[str, _Row]


class _File(msgspec.Struct, frozen=True):
    source: str
    services: dict[str, _ServiceFile]


class ResourceType(Struct, frozen=True):
    """A type of resource: `arn` is AWS's format, `arn:${Partition}:s3:::${BucketName}`; keys are in lower case."""

    service: str
    name: str
    arn: str
    keys: frozenset[str]


class Action(Struct, frozen=True):
    """An action (`s3:GetObject`), the types of resource it takes (none: it takes `*`), its keys in lower case."""

    name: str
    types: tuple[ResourceType, ...]
    keys: frozenset[str]

    @property
    def service(self) -> str:
        """The prefix before the colon."""
        return self.name.partition(":")[0]


class Service(Struct, frozen=True, dict=True):
    """The actions, resource types and keys of one service; `*` in a key stands for the part that the caller names."""

    prefix: str
    actions: tuple[Action, ...]
    types: tuple[ResourceType, ...]
    keys: tuple[ConditionKey, ...]

    @cached_property
    def key_names(self) -> frozenset[str]:
        """The names of its keys in lower case."""
        return frozenset(key.name.lower() for key in self.keys)


class Table(Struct, frozen=True, dict=True):
    """All services of the table, by prefix."""

    source: str
    services: dict[str, Service]

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """Every action, sorted by service and name."""
        return tuple(action for service in self.services.values() for action in service.actions)

    @cached_property
    def by_name(self) -> dict[str, Action]:
        """Every action by its name in lower case."""
        return {action.name.lower(): action for action in self.actions}

    def service(self, prefix: str) -> Service | None:
        """The service of that prefix, None when the table does not know it: then nothing is known of its actions."""
        return self.services.get(prefix.lower())

    def key(self, name: str) -> ConditionKey | None:
        """The condition key of that name in any case, None when no service of the table has it."""
        lowered = name.lower()
        exact = self._exact.get(lowered)
        if exact is not None:
            return exact
        return next((key for pattern, key in self._patterns if pattern.fullmatch(lowered)), None)

    def lacks(self, name: str) -> bool:
        """Whether the key is of a service of the table, or of `aws`, and no such key is documented."""
        prefix = name.partition(":")[0].lower()
        return (prefix == "aws" or prefix in self.services) and self.key(name) is None

    def listed_name(self, name: str) -> str:
        """The lower-case name under which rows list the key: `kms:encryptioncontext:*` for any context key."""
        found = self.key(name)
        return found.name.lower() if found else name.lower()

    @cached_property
    def _keys(self) -> tuple[ConditionKey, ...]:
        return (*GLOBAL, *(key for service in self.services.values() for key in service.keys))

    @cached_property
    def _exact(self) -> dict[str, ConditionKey]:
        return {key.name.lower(): key for key in self._keys if "*" not in key.name}

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], ConditionKey]]:
        found = [key for key in self._keys if "*" in key.name]
        return [(re.compile(re.escape(key.name.lower()).replace(r"\*", ".+")), key) for key in found]

    @cached_property
    def names_of_keys(self) -> tuple[str, ...]:
        """The names of all keys, for a suggestion."""
        return tuple(sorted({key.name for key in self._keys}))


@lru_cache(maxsize=1)
def table() -> Table:
    """The table, read once from the package."""
    text = (resources.files("pipewarden.aws") / "actions.json").read_bytes()
    file = msgspec.json.decode(text, type=_File)
    return Table(file.source, {prefix: _service(prefix, found) for prefix, found in file.services.items()})


_THROUGH_ACCESS_POINTS = ("s3:accesspointnetworkorigin", "s3:dataaccesspointaccount", "s3:dataaccesspointarn")
_UNLISTED = {
    "arn:${Partition}:s3:::${BucketName}": _THROUGH_ACCESS_POINTS,
    "arn:${Partition}:s3:::${BucketName}/${ObjectName}": _THROUGH_ACCESS_POINTS,
}
"""Keys that AWS lists for access points alone, and that come with requests to the bucket behind one too (Amazon S3 User
Guide, *Delegating access control to access points*)."""


def _service(prefix: str, file: _ServiceFile) -> Service:
    names = [name.lower() for name, _ in file.keys]
    types = tuple(
        ResourceType(prefix, name, arn, frozenset(names[index] for index in keys).union(_UNLISTED.get(arn, ())))
        for name, arn, keys in file.types
    )
    sets = [frozenset(names[index] for index in found) for found in file.sets]
    actions = tuple(
        Action(f"{prefix}:{name}", tuple(types[index] for index in row[1:]), sets[row[0]])
        for name, row in file.actions.items()
    )
    return Service(prefix, actions, types, tuple(_condition_key(name, kind) for name, kind in file.keys))


def _condition_key(name: str, kind: str) -> ConditionKey:
    """A key of the table; AWS writes the type of a key with several values as `ArrayOfString`."""
    many = kind.startswith("ArrayOf")
    return ConditionKey(name, cast(KeyType, kind.removeprefix("ArrayOf")), many)
