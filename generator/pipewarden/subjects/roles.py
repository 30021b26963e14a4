"""IAM roles: which role an argument names, and the roles that pipelines work with."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Template, Value
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names
from pipewarden.subjects.pipelines import actions


def role_of(stack: Stack, value: Value | None) -> Resource | None:
    """The role of the stack that an argument names, by ARN or by name."""
    return next((role for role in stack.of_type("aws_iam_role") if names(value, role)), None)


def working_roles(stack: Stack) -> tuple[Resource, ...]:
    """The roles of the stack that pipelines, builds and actions work in, sorted by address."""
    found = {role.address: role for _, value in _named(stack) if (role := role_of(stack, value))}
    return tuple(found[address] for address in sorted(found))


def working_roles_elsewhere(stack: Stack) -> Iterator[tuple[Resource, Value]]:
    """The ARNs of roles outside the stack that pipelines, builds and actions work in, each with who names it first."""
    seen: list[Value] = []
    for carrier, value in _named(stack):
        if isinstance(value, Known | Template) and value not in seen and role_of(stack, value) is None:
            seen.append(value)
            yield carrier, value


def _named(stack: Stack) -> Iterator[tuple[Resource, Value | None]]:
    for pipeline in stack.of_type("aws_codepipeline"):
        yield pipeline, configured(pipeline.values, "role_arn")
        yield from ((pipeline, configured(action, "role_arn")) for action in actions(pipeline))
    for build in stack.of_type("aws_codebuild_project"):
        yield build, configured(build.values, "service_role")
