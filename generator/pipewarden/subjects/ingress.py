"""The security groups of an endpoint, and who may reach them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Symbol, Unknown, Value
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.endpoints import is_of_endpoint
from pipewarden.subjects.references import listed, same_id, shown, target, why

GROUP_TYPES = ("aws_security_group", "aws_default_security_group")


class Rule(Struct, frozen=True):
    """One ingress rule of a group; `resource` is where it is written, `doubt` says why it may not be in force."""

    resource: Resource
    values: Mapping
    cidrs: tuple[Value, ...]
    doubt: Unknown | None

    @property
    def groups(self) -> Iterator[Value]:
        """The groups that the rule lets in."""
        yield from listed(configured(self.values, "security_groups"))
        for name in ("source_security_group_id", "referenced_security_group_id"):
            group = configured(self.values, name)
            if group is not None:
                yield group

    @property
    def protocol(self) -> Value | None:
        """The protocol: `tcp`, `6`, or `-1` for all."""
        own = configured(self.values, "protocol")
        return own if own is not None else configured(self.values, "ip_protocol")


def groups(stack: Stack, endpoint: Resource) -> Iterator[Value]:
    """The ids of the endpoint's security groups, by its argument and by separate associations."""
    yield from listed(configured(endpoint.values, "security_group_ids"))
    for association in _associations(stack, endpoint):
        group = configured(association.values, "security_group_id")
        if group is not None:
            yield group


def has_default_group(stack: Stack, endpoint: Resource) -> bool:
    """Whether the VPC's default group is on the endpoint: no group is named, and no association replaces it."""
    replaced = any(
        configured(association.values, "replace_default_association") == Known(True)
        and association.may_be_absent is None
        for association in _associations(stack, endpoint)
    )
    return not replaced and not any(True for _ in listed(configured(endpoint.values, "security_group_ids")))


def own_group(stack: Stack, value: Value) -> Resource | Unknown:
    """The group of the stack that an id names, or why it cannot be seen."""
    resource = target(stack, value)
    if resource is not None and resource.mode == "managed" and resource.type in GROUP_TYPES:
        return resource
    if isinstance(value, Known) or (resource is not None and resource.mode == "data"):
        return Unknown(f"{shown(value)} is not in the stack", value.origin)
    return Unknown(why(value), value.origin)


def is_default_group(stack: Stack, value: Value) -> bool:
    """Whether an id is that of a VPC's default security group."""
    resource = target(stack, value)
    if resource is None or not isinstance(value, Symbol):
        return False
    return resource.type == "aws_default_security_group" or value.path == ("default_security_group_id",)


def ingress_rules(stack: Stack, group: Value) -> Iterator[Rule | Unknown]:
    """The rules that let traffic into a group, inline and separate; a reason where some are not known."""
    resource = target(stack, group)
    if resource is not None and resource.type in GROUP_TYPES:
        for block in blocks(resource.values, "ingress"):
            yield _inline(stack, resource, block) if isinstance(block, Mapping) else block
    for rule in stack.of_type("aws_security_group_rule", "aws_vpc_security_group_ingress_rule"):
        if rule.type == "aws_security_group_rule" and configured(rule.values, "type") == Known("egress"):
            continue
        named = same_id(configured(rule.values, "security_group_id"), group)
        if named is not False:
            doubt = rule.may_be_absent if named else Unknown(f"whose rule `{rule.address}` is, is not known")
            yield Rule(rule, rule.values, tuple(_cidrs(stack, rule.values)), doubt)


def _inline(stack: Stack, group: Resource, block: Mapping) -> Rule:
    return Rule(group, block, tuple(_cidrs(stack, block)), group.may_be_absent)


def _cidrs(stack: Stack, rule: Mapping) -> Iterator[Value]:
    """The ranges of a rule, those of its prefix lists too; groups as sources have no ranges."""
    for name in ("cidr_blocks", "ipv6_cidr_blocks"):
        yield from listed(configured(rule, name))
    for name in ("cidr_ipv4", "cidr_ipv6"):
        own = configured(rule, name)
        if own is not None:
            yield own
    for prefix_list in (*listed(configured(rule, "prefix_list_ids")), configured(rule, "prefix_list_id")):
        if prefix_list is not None:
            yield from _entries(stack, prefix_list)


def _entries(stack: Stack, prefix_list: Value) -> Iterator[Value]:
    resource = target(stack, prefix_list)
    if resource is None or resource.type != "aws_ec2_managed_prefix_list" or resource.mode == "data":
        yield Unknown(f"the prefix list {shown(prefix_list)} is not in the stack", prefix_list.origin)
        return
    for block in blocks(resource.values, "entry"):
        cidr = block if isinstance(block, Unknown) else configured(block, "cidr")
        if cidr is not None:
            yield cidr
    for entry in stack.of_type("aws_ec2_managed_prefix_list_entry"):
        if same_id(configured(entry.values, "prefix_list_id"), prefix_list) is not False:
            cidr = configured(entry.values, "cidr")
            if cidr is not None:
                yield cidr


def _associations(stack: Stack, endpoint: Resource) -> Iterator[Resource]:
    for association in stack.of_type("aws_vpc_endpoint_security_group_association"):
        if is_of_endpoint(association, endpoint):
            yield association
