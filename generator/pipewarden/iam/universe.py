"""The actions that a request may have, the resources that each takes and the condition keys that come with it.

The actions of the table are a finite set, and a set of them is an integer. To each service of the table belongs one
action more, which AWS may add one day: it takes any resource of the service. An action that a policy names and the
table lacks exists too, for the table may be old. Of other services nothing is known (`other_services`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from pipewarden.aws.actions import Action, ResourceType, table
from pipewarden.iam.arn_shapes import arn_patterns
from pipewarden.iam.automaton import Group, literal

LATER = "ActionOfTheFuture"
"""The name of the action that AWS may add to a service."""


class Target(Struct, frozen=True):
    """A kind of resource: the strings that name one, the actions that take it, and the service in its ARN."""

    type: ResourceType | None
    group: Group
    actions: int
    owner: str | None = None


class Universe:
    """The actions of one question. Bit `i` of a set of actions stands for `names[i]`; `named` are those of the
    services that the policies name, `unlisted` those that AWS's documentation lacks."""

    def __init__(self, globs: Iterable[str], *, resource_policy: bool = False) -> None:
        """The actions for these globs, in lower case. A resource's own policy is asked about its own service only:
        that `ssm:SendCommand` may name a bucket is a matter of identity policies."""
        base = _base()
        self._of_service = dict(base.of_service)
        self._extra: list[str] = []
        patterns = sorted(set(globs))
        for pattern in patterns:
            self._name(pattern)
        self.names = [*base.names, *self._extra] if self._extra else base.names
        self.named = self.of(*(pattern.partition(":")[0] for pattern in patterns))
        self.all = (1 << len(self.names)) - 1
        found = base.own_targets if resource_policy else base.targets
        self.later = base.later
        self.unlisted = base.later | (self.all & ~((1 << len(base.names)) - 1))
        self.targets = [self._target(target) for target in found] if self._extra else found
        self._masks: dict[str, int] = {}

    def _name(self, pattern: str) -> None:
        """Adds the action that a glob of a known service means where the table has none that it matches."""
        service, _, name = pattern.partition(":")
        if service in self._of_service and not _base_mask(pattern):
            found = f"{service}:{name.replace('*', '').replace('?', 'x') or 'x'}"
            if found not in self._extra:
                self._of_service[service] |= 1 << (len(_base().names) + len(self._extra))
                self._extra.append(found)

    def _target(self, target: Target) -> Target:
        if target.type is None:
            return Target(None, target.group, target.actions | (self.all & ~((1 << len(_base().names)) - 1)))
        added = self._of_service[target.type.service] & ~((1 << len(_base().names)) - 1)
        return Target(target.type, target.group, target.actions | added, target.owner)

    def targets_of(self, services: frozenset[str] | None) -> Iterable[Target]:
        """The kinds of resources whose ARNs belong to one of the services that `arn_services` found."""
        if services is None:
            return self.targets
        return (target for target in self.targets if target.owner is None or target.owner in services)

    def mask(self, pattern: str) -> int:
        """The actions that a glob, in lower case, matches."""
        found = self._masks.get(pattern)
        if found is None:
            found = _base_mask(pattern)
            first = len(_base().names)
            for index, name in enumerate(self._extra):
                if glob_regex(pattern).fullmatch(name.lower()):
                    found |= 1 << (first + index)
            self._masks[pattern] = found
        return found

    def with_key(self, key: str, target: Target) -> int:
        """The actions with which a key of a service may come when they are done to such a resource."""
        listed = table().listed_name(key)
        service = listed.partition(":")[0]
        if service not in self._of_service:
            # A key of an identity provider comes with requests for a role's credentials; of others nothing is known.
            return self._of_service.get("sts", 0) if "." in service else 0
        spec = table().services[service]
        if listed not in spec.key_names or (target.type and listed in target.type.keys):
            return self._of_service[service]
        found = self._of_service[service] & (_with_key(listed) | ~((1 << len(_base().names)) - 1))
        # An action that AWS may add brings no key that none of today's brings to such a resource.
        return found if found & target.actions & ~self.later else found & ~self.later

    def of(self, *services: str) -> int:
        """All actions of these services."""
        found = 0
        for service in services:
            found |= self._of_service.get(service, 0)
        return found

    def only(self, *names: str) -> int:
        """The actions of these names."""
        return sum(1 << _base().index[name.lower()] for name in names if name.lower() in _base().index)


class _Base:
    """What is the same for every question."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.of_service: dict[str, int] = {}
        self.later = 0
        types: dict[ResourceType, int] = {}
        bare = 0
        for prefix, service in table().services.items():
            first = len(self.names)
            later = Action(f"{prefix}:{LATER}", service.types, service.key_names)
            for action in (*service.actions, later):
                bit = 1 << len(self.names)
                self.names.append(action.name)
                for type_ in action.types:
                    types[type_] = types.get(type_, 0) | bit
                self.later |= bit if action is later else 0
                if not action.types or action is later:
                    bare |= bit
            self.of_service[prefix] = (1 << len(self.names)) - (1 << first)
        self.lowered = [name.lower() for name in self.names]
        self.index = {name: at for at, name in enumerate(self.lowered)}
        self.targets = [
            Target(type_, frozenset(arn_patterns(type_.arn)), bits, type_.arn.split(":")[2])
            for type_, bits in types.items()
        ]
        self.targets.sort(key=lambda target: _FIRST.get(target.type.name if target.type else "", 9))
        self.targets.append(Target(None, frozenset({literal("*")}), bare))
        self.own_targets = [target for target in self.targets if not _foreign_to_its_arn(target)]


@lru_cache(maxsize=64)
def universe(globs: frozenset[str], *, resource_policy: bool) -> Universe:
    """The universe for these globs, the same for every question that has no others."""
    return Universe(globs, resource_policy=resource_policy)


def _foreign_to_its_arn(target: Target) -> bool:
    """Whether the type's ARNs belong to another service of the table; roles are taken by `sts`, owned by `iam`."""
    if target.type is None:
        return False
    service = target.type.service
    return target.owner != service and target.owner in table().services and service != "sts"


_FIRST = {"object": 0, "bucket": 1, "key": 0, "role": 0, "topic": 0, "pipeline": 0, "project": 0}
"""The types that a reader knows best come first."""


@lru_cache(maxsize=1)
def _base() -> _Base:
    return _Base()


@lru_cache(maxsize=4096)
def glob_regex(pattern: str) -> re.Pattern[str]:
    """The regular expression of an action's glob."""
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)


@lru_cache(maxsize=4096)
def _base_mask(pattern: str) -> int:
    base = _base()
    if set(pattern) == {"*"}:
        return (1 << len(base.names)) - 1
    exact = base.index.get(pattern)
    if exact is not None:
        return 1 << exact
    prefix = re.split(r"[*?]", pattern, maxsplit=1)[0]
    service, colon, _ = prefix.partition(":")
    if colon and service not in base.of_service:
        return 0
    matcher = glob_regex(pattern)
    found = 0
    for index in _places(base.of_service[service]) if colon else range(len(base.lowered)):
        if matcher.fullmatch(base.lowered[index]):
            found |= 1 << index
    return found


def _places(actions: int) -> range:
    """The places of a service's actions, which stand in a row."""
    return range((actions & -actions).bit_length() - 1, actions.bit_length())


@lru_cache(maxsize=1024)
def _with_key(listed: str) -> int:
    base, known = _base(), table().by_name
    service = listed.partition(":")[0]
    found = 1 << base.index[f"{service}:{LATER.lower()}"]
    for action in table().services[service].actions:
        if listed in known[action.name.lower()].keys:
            found |= 1 << base.index[action.name.lower()]
    return found
