"""IAM roles: which role an argument names, and the roles that pipelines work with."""

from __future__ import annotations

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Value
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names
from pipewarden.subjects.pipelines import actions


def role_of(stack: Stack, value: Value | None) -> Resource | None:
    """The role of the stack that an argument names, by ARN or by name."""
    return next((role for role in stack.of_type("aws_iam_role") if names(value, role)), None)


def working_roles(stack: Stack) -> tuple[Resource, ...]:
    """The roles of the stack that pipelines, builds and actions work in, sorted by address."""
    values: list[Value | None] = []
    for pipeline in stack.of_type("aws_codepipeline"):
        values.append(configured(pipeline.values, "role_arn"))
        values += [configured(action, "role_arn") for action in actions(pipeline)]
    values += [configured(build.values, "service_role") for build in stack.of_type("aws_codebuild_project")]
    found = {role.address: role for value in values if (role := role_of(stack, value))}
    return tuple(found[address] for address in sorted(found))
