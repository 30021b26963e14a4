"""Compares two resolved stacks, address by address and attribute by attribute."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from pipewarden.drift.content import JSON, content
from pipewarden.drift.differences import DriftClass
from pipewarden.drift.effect import Effect, Spot, spot, spots_of
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Value

_NOTATION = "aws_iam_policy_document"
"""A data source that only writes a policy: what matters is the policy, where it is used."""


def changes(old: Stack, new: Stack) -> Iterator[Effect]:
    """Every difference of the resolved configuration."""
    olds, news = _resources(old), _resources(new)
    for address in sorted({*olds, *news}):
        yield from _resource(address, olds.get(address), news.get(address))
    yield from _named(old, new, _outputs)
    yield from _named(old, new, _providers)
    yield from _named(old, new, _settings)
    yield from _named(old, new, _modules)


def _resources(stack: Stack) -> dict[str, Resource]:
    return {item.address: item for item in stack.resources if item.mode == "managed" or item.type != _NOTATION}


def _resource(address: str, old: Resource | None, new: Resource | None) -> Iterator[Effect]:
    if old is None or new is None:
        there = old or new
        places = (spot(there.location) | frozenset(spots_of(there.values))) if there else frozenset()
        said = None if there is None else content(there.values)
        before, after = (None, said) if old is None else (said, None)
        message = "is new" if old is None else "is gone"
        yield Effect(DriftClass.CHANGES, address, None, before, after, message, places=places)
        return
    yield from compare(address, "", old.values, new.values, converted=old.type.startswith("aws_"))
    yield from compare(address, "lifecycle", old.lifecycle, new.lifecycle)
    for name, describe in (("provider", _provider_of), ("count or for_each", _existence)):
        before, after = describe(old), describe(new)
        if before != after:
            places = spot(old.location) | spot(new.location)
            yield Effect(DriftClass.CHANGES, address, name, before, after, places=places)


def _provider_of(resource: Resource) -> str | None:
    if resource.provider is None:
        return None
    name, alias = resource.provider.name, resource.provider.alias
    return f"{name}.{alias}" if alias else name


def _existence(resource: Resource) -> str | None:
    return None if resource.may_be_absent is None else resource.may_be_absent.why


def compare(
    address: str, attribute: str, old: Value | None, new: Value | None, converted: bool = False
) -> Iterator[Effect]:
    """The differences of two values, as deep as both have the same shape.

    `converted` is whether a provider gives them the types of its schema, so that `"true"` is as good as `true`.
    """
    name = attribute.rpartition(".")[2].partition("[")[0]
    before, after = (None if value is None else content(value, name) for value in (old, new))
    if before == after and type(before) is type(after):
        return
    places = frozenset((*spots_of(old), *spots_of(new)))
    for path, one, other in _leaves(before, after, attribute, converted):
        yield Effect(DriftClass.CHANGES, address, path or None, one, other, places=_nearest(path, old, new) or places)


def _leaves(old: Any, new: Any, path: str, converted: bool) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(old, dict) and isinstance(new, dict) and not _is_leaf(old) and not _is_leaf(new):
        for key in sorted({*old, *new}):
            yield from _leaves(old.get(key), new.get(key), f"{path}.{key}" if path else key, converted)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _leaves(one, other, f"{path}[{index}]", converted)
    elif (old != new or type(old) is not type(new)) and not (converted and _as_text(old) == _as_text(new) is not None):
        yield path, _bare(old), _bare(new)


def _as_text(value: Any) -> str | None:
    """A value as Terraform converts it to text, None for one that it does not convert."""
    if isinstance(value, bool | int):
        return json.dumps(value)
    return value if isinstance(value, str) else None


def _is_leaf(value: dict[str, Any]) -> bool:
    return any(key.startswith("$") for key in value)


def _bare(value: Any) -> Any:
    return value[JSON] if isinstance(value, dict) and JSON in value else value


def _nearest(path: str, old: Value | None, new: Value | None) -> frozenset[Spot]:
    """The places of the top argument of a path, which say more than those of the whole resource."""
    name = path.partition(".")[0].partition("[")[0]
    members = (value.get(name) for value in (old, new) if isinstance(value, Mapping))
    return frozenset(place for member in members for place in spots_of(member))


Named = dict[str, Value]


def _named(old: Stack, new: Stack, select: Callable[[Stack], Named]) -> Iterator[Effect]:
    olds, news = select(old), select(new)
    for address in sorted({*olds, *news}):
        yield from compare(address, "", olds.get(address), news.get(address))


def _outputs(stack: Stack) -> Named:
    return {f"output.{name}": value for name, value in stack.outputs.members}


def _providers(stack: Stack) -> Named:
    found: Named = {}
    for provider in stack.providers:
        name = ".".join(part for part in (provider.module, "provider", provider.name, provider.alias) if part)
        found[name] = provider.values
    return found


def _settings(stack: Stack) -> Named:
    return {f"terraform[{index}]" if index else "terraform": block for index, block in enumerate(stack.settings)}


def _modules(stack: Stack) -> Named:
    """Modules from elsewhere; where a local one lies says nothing that its resources do not say."""
    found: Named = {}
    for call in stack.modules:
        local = isinstance(call.source, Known) and str(call.source.value).startswith(".")
        if not local:
            members = (("source", call.source), *((("version", call.version),) if call.version else ()))
            found[call.address] = Mapping(members)
    return found
