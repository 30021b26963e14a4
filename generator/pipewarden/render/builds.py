"""The CodeBuild projects of a stack."""

from __future__ import annotations

from dataclasses import dataclass

from pipewarden.spec.builds import CodeBuild, EnvironmentVariable
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import identifier
from pipewarden.spec.rules.walk import actions
from pipewarden.spec.sources import Connection

from .actions.connection import host_label, use_connection
from .parts import Statement


@dataclass(frozen=True, slots=True)
class Build:
    """A project: `slug` ends its name, `label` is its Terraform label."""

    slug: str
    label: str
    action: CodeBuild
    pull_credentials: str
    variables: tuple[EnvironmentVariable, ...]
    statements: tuple[Statement, ...]


def plan_builds(spec: PipelineSpec) -> tuple[Build, ...]:
    """The projects, in the order of their actions."""
    return tuple(
        _plan(spec, identifier(spec, path), action) for path, action in actions(spec) if isinstance(action, CodeBuild)
    )


def _plan(spec: PipelineSpec, slug: str, action: CodeBuild) -> Build:
    managed = action.image.startswith("aws/codebuild/")
    return Build(
        slug=slug,
        label=slug.replace("-", "_"),
        action=action,
        pull_credentials="CODEBUILD" if managed else "SERVICE_ROLE",
        variables=action.variables,
        statements=(*_clones(spec, action), *_references(action)),
    )


def _clones(spec: PipelineSpec, build: CodeBuild) -> tuple[Statement, ...]:
    """The right to clone from the connections whose full clones the build reads."""
    arns = []
    for path, action in actions(spec):
        if isinstance(action, Connection) and action.full_clone and action.output in build.inputs:
            label = identifier(spec, path).replace("-", "_")
            made = f"aws_codestarconnections_connection.{host_label(action)}.arn"
            arns.append(f"var.{label}_connection_arn" if action.connection_arn else made)
    return (use_connection(arns[0]),) if arns else ()


def _references(build: CodeBuild) -> tuple[Statement, ...]:
    """The right to read the parameters and secrets that the build's variables name."""
    region = "${var.region}:${var.account_id}"
    parameters = [
        f'"arn:${{var.partition}}:ssm:{region}:parameter/{variable.value.lstrip("/")}"'
        for variable in build.variables
        if variable.type == "PARAMETER_STORE"
    ]
    secrets = [
        _secret_arn(variable.value, region) for variable in build.variables if variable.type == "SECRETS_MANAGER"
    ]
    found = []
    if parameters:
        found.append(Statement("ReadParameters", ("ssm:GetParameters",), tuple(dict.fromkeys(parameters))))
    if secrets:
        found.append(Statement("ReadSecrets", ("secretsmanager:GetSecretValue",), tuple(dict.fromkeys(secrets))))
    return tuple(found)


def _secret_arn(reference: str, region: str) -> str:
    if reference.startswith("arn:"):
        return f'"{":".join(reference.split(":")[:7])}"'
    # AWS adds six random letters to the name of a secret.
    return f'"arn:${{var.partition}}:secretsmanager:{region}:secret:{reference.split(":")[0]}-??????"'
