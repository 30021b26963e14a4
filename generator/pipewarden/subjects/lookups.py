"""Data sources that look up what the stack itself makes: whoever reads one means the resource."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Encoded, Mapping, Sequence, Symbol, Template, Value
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names

_BY: dict[str, tuple[str, str]] = {
    "aws_cloudwatch_log_group": ("aws_cloudwatch_log_group", "name"),
    "aws_codecommit_repository": ("aws_codecommit_repository", "repository_name"),
    "aws_ecr_repository": ("aws_ecr_repository", "name"),
    "aws_iam_role": ("aws_iam_role", "name"),
    "aws_kms_alias": ("aws_kms_alias", "name"),
    "aws_kms_key": ("aws_kms_key", "key_id"),
    "aws_s3_bucket": ("aws_s3_bucket", "bucket"),
    "aws_security_group": ("aws_security_group", "id"),
    "aws_sns_topic": ("aws_sns_topic", "name"),
    "aws_subnet": ("aws_subnet", "id"),
    "aws_vpc": ("aws_vpc", "id"),
}
"""By which argument a data source finds a resource of which type."""


def joined(stack: Stack) -> Stack:
    """The stack, with what such a data source says written as what the resource says."""
    found = dict(_found(stack))
    if not found:
        return stack
    return replace(stack, resources=tuple(_resource(resource, found) for resource in stack.resources))


def _found(stack: Stack) -> Iterator[tuple[str, str]]:
    """The addresses of data sources, each with that of the one resource that it looks up."""
    for source in stack.resources:
        if source.mode != "data" or source.type not in _BY:
            continue
        type_, argument = _BY[source.type]
        by = _behind_alias(stack, configured(source.values, argument))
        made = [each for each in stack.of_type(type_) if _same_place(each, source) and names(by, each)]
        if len(made) == 1 and made[0].may_be_absent is None:
            yield source.address, made[0].address


def _behind_alias(stack: Stack, by: Value | None) -> Value | None:
    """What finds a key: an alias of the stack stands for its key."""
    aliases = (alias for alias in stack.of_type("aws_kms_alias") if names(by, alias))
    return next((configured(alias.values, "target_key_id") for alias in aliases), by)


def _same_place(made: Resource, source: Resource) -> bool:
    """Whether both are of one account and region, as far as the configuration shows."""
    return made.provider == source.provider and made.values.get("region") == source.values.get("region")


def _resource(resource: Resource, found: dict[str, str]) -> Resource:
    values = _value(resource.values, found)
    if values is resource.values or not isinstance(values, Mapping):
        return resource
    return replace(resource, values=values)


def _value(value: Value, found: dict[str, str]) -> Value:
    """The value with the symbols exchanged; the same object where there are none."""
    match value:
        case Symbol(address=address) if address in found:
            return replace(value, address=found[address])
        case Template(parts=parts):
            changed = tuple(part if isinstance(part, str) else _value(part, found) for part in parts)
            return value if _same(parts, changed) else replace(value, parts=changed)
        case Sequence(items=items):
            members = tuple(_value(item, found) for item in items)
            return value if _same(items, members) else replace(value, items=members)
        case Mapping(members=pairs):
            after = tuple((name, _value(member, found)) for name, member in pairs)
            same = all(new is old for (_, new), (_, old) in zip(after, pairs, strict=True))
            return value if same else replace(value, members=after)
        case Encoded(structure=structure, text=text):
            inside = _value(structure, found)
            return value if inside is structure else replace(value, structure=inside, text=_value(text, found))
        case _:
            return value


def _same(old: tuple[object, ...], new: tuple[object, ...]) -> bool:
    return all(one is two for one, two in zip(old, new, strict=True))
