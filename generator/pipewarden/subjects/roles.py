"""IAM roles: which role an argument names, the policies attached to it, and the roles that pipelines work with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Mapping, Value
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.identity import names
from pipewarden.subjects.pipelines import actions


@dataclass(frozen=True, slots=True)
class IdentityPolicies:
    """The policies of a role that the stack holds: the resource that carries each, and its value.

    `managed` are the attached policies that the stack does not hold, by ARN: AWS's own, or another stack's. `doubt`
    says why there may be more.
    """

    held: tuple[tuple[Resource, Value], ...]
    managed: tuple[tuple[Resource, Value], ...]
    doubt: str | None


def role_of(stack: Stack, value: Value | None) -> Resource | None:
    """The role of the stack that an argument names, by ARN or by name."""
    return next((role for role in stack.of_type("aws_iam_role") if names(value, role)), None)


def identity_policies(stack: Stack, role: Resource) -> IdentityPolicies:
    """What is attached to a role: inline, as a resource of its own, or by attachment."""
    held: list[tuple[Resource, Value]] = []
    managed: list[tuple[Resource, Value]] = []
    doubts: list[str] = []
    for inline in blocks(role.values, "inline_policy"):
        policy = configured(inline, "policy") if isinstance(inline, Mapping) else inline
        held += [(role, policy)] if policy is not None else []
    for carrier in stack.of_type("aws_iam_role_policy"):
        policy = configured(carrier.values, "policy")
        if _belongs(carrier, role, doubts) and policy is not None:
            held.append((carrier, policy))
    for carrier, arn in _attachments(stack, role, doubts):
        own = next((each for each in stack.of_type("aws_iam_policy") if names(arn, each)), None)
        policy = configured(own.values, "policy") if own else None
        if own and policy is not None:
            held.append((own, policy))
        else:
            managed.append((carrier, arn))
    return IdentityPolicies(tuple(held), tuple(managed), doubts[0] if doubts else None)


def _attachments(stack: Stack, role: Resource, doubts: list[str]) -> Iterator[tuple[Resource, Value]]:
    for carrier in stack.of_type("aws_iam_role_policy_attachment"):
        arn = configured(carrier.values, "policy_arn")
        if _belongs(carrier, role, doubts) and arn is not None:
            yield carrier, arn
    for carrier in stack.of_type("aws_iam_policy_attachment"):
        arn, roles = configured(carrier.values, "policy_arn"), configured(carrier.values, "roles")
        members = getattr(roles, "items", (roles,) if roles is not None else ())
        if arn is not None and any(names(member, role) for member in members):
            yield carrier, arn
    managed = configured(role.values, "managed_policy_arns")
    for arn in getattr(managed, "items", ()):
        yield role, arn


def _belongs(carrier: Resource, role: Resource, doubts: list[str]) -> bool:
    named = names(configured(carrier.values, "role"), role)
    if named is None:
        doubts.append(f"whose policy `{carrier.address}` is, is not known")
    elif named and carrier.may_be_absent:
        doubts.append(f"whether `{carrier.address}` exists is not known: {carrier.may_be_absent.why}")
    return bool(named)


def working_roles(stack: Stack) -> tuple[Resource, ...]:
    """The roles of the stack that pipelines, builds and actions work in, sorted by address."""
    values: list[Value | None] = []
    for pipeline in stack.of_type("aws_codepipeline"):
        values.append(configured(pipeline.values, "role_arn"))
        values += [configured(action, "role_arn") for action in actions(pipeline)]
    values += [configured(build.values, "service_role") for build in stack.of_type("aws_codebuild_project")]
    found = {role.address: role for value in values if (role := role_of(stack, value))}
    return tuple(found[address] for address in sorted(found))
