"""Everybody who holds identity policies: roles, users, groups, permission sets, and policies of others' identities."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Mapping, Unknown, Value
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.identity import names
from pipewarden.subjects.references import listed

Held = tuple[Resource, Value]
"""The resource that carries a policy, or names one by ARN, and the value."""

_INLINE = {
    "aws_iam_role": (("aws_iam_role_policy", "role", "policy"),),
    "aws_iam_user": (("aws_iam_user_policy", "user", "policy"),),
    "aws_iam_group": (("aws_iam_group_policy", "group", "policy"),),
    "aws_ssoadmin_permission_set": (
        ("aws_ssoadmin_permission_set_inline_policy", "permission_set_arn", "inline_policy"),
    ),
}
_ATTACHED = {
    "aws_iam_role": (
        ("aws_iam_role_policy_attachment", "role", "policy_arn"),
        ("aws_iam_policy_attachment", "roles", "policy_arn"),
    ),
    "aws_iam_user": (
        ("aws_iam_user_policy_attachment", "user", "policy_arn"),
        ("aws_iam_policy_attachment", "users", "policy_arn"),
    ),
    "aws_iam_group": (
        ("aws_iam_group_policy_attachment", "group", "policy_arn"),
        ("aws_iam_policy_attachment", "groups", "policy_arn"),
    ),
    "aws_ssoadmin_permission_set": (
        ("aws_ssoadmin_managed_policy_attachment", "permission_set_arn", "managed_policy_arn"),
    ),
}
IDENTITIES = tuple(_INLINE)
"""The types of resources that hold identity policies."""

_CARRIERS = tuple(dict.fromkeys(kind for rows in _INLINE.values() for kind, _, _ in rows))
_ATTACHMENTS = tuple(dict.fromkeys(kind for rows in _ATTACHED.values() for kind, _, _ in rows))


class Identity(Struct, frozen=True):
    """An identity of the stack with all its policies, or a policy whose identity the stack does not hold.

    `held` are the policies in the stack, `managed` the attached ones by the ARN that names none of them. `doubt` says
    why there may be more, or fewer.
    """

    resource: Resource
    held: tuple[Held, ...]
    managed: tuple[Held, ...]
    doubt: str | None


def identities(stack: Stack) -> Iterator[Identity]:
    """Every identity of the stack, then every policy that none of them holds; a boundary grants nothing."""
    found = [identity_of(stack, resource) for resource in stack.of_type(*IDENTITIES)]
    yield from found
    used = {carrier.address for identity in found for carrier, _ in identity.held}
    for carrier in stack.of_type(*_CARRIERS):
        policy = configured(carrier.values, "policy") or configured(carrier.values, "inline_policy")
        if carrier.address not in used and policy is not None:
            yield Identity(carrier, ((carrier, policy),), (), None)
    for carrier in stack.of_type("aws_iam_policy"):
        policy = configured(carrier.values, "policy")
        if carrier.address not in used and policy is not None and not _bounds_only(stack, carrier):
            yield Identity(carrier, ((carrier, policy),), (), None)


def identity_of(stack: Stack, resource: Resource) -> Identity:
    """A role, user, group or permission set with its policies; a user also has those of its groups."""
    held: list[Held] = []
    managed: list[Held] = []
    doubts: list[str] = []
    for inline in blocks(resource.values, "inline_policy") if resource.type == "aws_iam_role" else ():
        policy = configured(inline, "policy") if isinstance(inline, Mapping) else inline
        held += [(resource, policy)] if policy is not None else []
    for kind, by, member in _INLINE[resource.type]:
        held += _named(stack, kind, by, member, resource, doubts)
    attached = [each for row in _ATTACHED[resource.type] for each in _named(stack, *row, resource, doubts)]
    attached += [(resource, arn) for arn in listed(configured(resource.values, "managed_policy_arns"))]
    for carrier, arn in attached:
        own = next((each for each in stack.of_type("aws_iam_policy") if names(arn, each)), None)
        policy = configured(own.values, "policy") if own else None
        if own and policy is not None:
            held.append((own, policy))
        else:
            managed.append((carrier, arn))
    for group in _groups(stack, resource) if resource.type == "aws_iam_user" else ():
        of_group = identity_of(stack, group)
        held += of_group.held
        managed += of_group.managed
        doubts += [of_group.doubt] if of_group.doubt else []
    return Identity(resource, tuple(held), tuple(managed), doubts[0] if doubts else None)


def attachments(stack: Stack) -> Iterator[Held]:
    """Every place where a policy is attached to any identity, with the ARN."""
    for carrier in stack.of_type(*_ATTACHMENTS):
        arn = configured(carrier.values, "policy_arn") or configured(carrier.values, "managed_policy_arn")
        if arn is not None:
            yield carrier, arn
    for role in stack.of_type("aws_iam_role"):
        yield from ((role, arn) for arn in listed(configured(role.values, "managed_policy_arns")))
    for exclusive in stack.of_type("aws_iam_role_policy_attachments_exclusive"):
        yield from ((exclusive, arn) for arn in listed(configured(exclusive.values, "policy_arns")))


def _named(stack: Stack, kind: str, by: str, member: str, resource: Resource, doubts: list[str]) -> Iterator[Held]:
    """The resources of a type whose argument `by` names the identity, with their argument `member`."""
    for carrier in stack.of_type(kind):
        value, whom = configured(carrier.values, member), configured(carrier.values, by)
        who = tuple(listed(whom)) if by.endswith("s") else (whom,)
        answers = [names(each, resource) for each in who]
        if True in answers and value is not None:
            if carrier.may_be_absent:
                doubts.append(f"whether `{carrier.address}` exists is not known: {carrier.may_be_absent.why}")
            yield carrier, value
        elif None in answers:
            why = next((f": {each.why}" for each in who if isinstance(each, Unknown)), "")
            doubts.append(f"whose policy `{carrier.address}` is, is not known{why}")


def _groups(stack: Stack, user: Resource) -> Iterator[Resource]:
    for group in stack.of_type("aws_iam_group"):
        by_user = (
            names(configured(each.values, "user"), user)
            and any(names(name, group) for name in listed(configured(each.values, "groups")))
            for each in stack.of_type("aws_iam_user_group_membership")
        )
        by_group = (
            names(configured(each.values, "group"), group)
            and any(names(name, user) for name in listed(configured(each.values, "users")))
            for each in stack.of_type("aws_iam_group_membership")
        )
        if any(by_user) or any(by_group):
            yield group


def _bounds_only(stack: Stack, policy: Resource) -> bool:
    """Whether the policy is the permissions boundary of an identity, which grants nothing by itself."""
    bounded = (
        configured(each.values, "permissions_boundary") for each in stack.of_type("aws_iam_role", "aws_iam_user")
    )
    return any(names(boundary, policy) for boundary in bounded)
