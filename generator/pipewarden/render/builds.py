"""The CodeBuild projects of a stack."""

from __future__ import annotations

import re

from msgspec import Struct

from pipewarden.render.actions.connection import host_label, use_connection
from pipewarden.render.parts import Statement
from pipewarden.spec.builds import CodeBuild, EnvironmentVariable
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import identifier
from pipewarden.spec.rules.walk import actions
from pipewarden.spec.sources import CodeCommit, Connection

PULL = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
PUSH = ("ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart")
_OWN_IMAGE = re.compile(r"\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?/([a-z0-9._/-]+)")

FIPS_VARIABLE = "AWS_USE_FIPS_ENDPOINT"
"""The variable with which the AWS SDKs of a build call FIPS endpoints."""


class Build(Struct, frozen=True):
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
        variables=_variables(spec, action),
        statements=(*_clones(spec, action), *_references(action), *_images(action)),
    )


def _variables(spec: PipelineSpec, build: CodeBuild) -> tuple[EnvironmentVariable, ...]:
    own = {variable.name for variable in build.variables}
    if not spec.fips or FIPS_VARIABLE in own:
        return build.variables
    return (*build.variables, EnvironmentVariable(name=FIPS_VARIABLE, value="true"))


def _clones(spec: PipelineSpec, build: CodeBuild) -> tuple[Statement, ...]:
    """The right to clone what the build reads as a full clone."""
    connections, repositories = [], []
    for path, action in actions(spec):
        label = identifier(spec, path).replace("-", "_")
        if isinstance(action, Connection) and action.full_clone and action.output in build.inputs:
            made = f"aws_codestarconnections_connection.{host_label(action)}.arn"
            connections.append(f"var.{label}_connection_arn" if action.connection_arn else made)
        if isinstance(action, CodeCommit) and action.full_clone and action.output in build.inputs:
            arn = "arn:${var.partition}:codecommit:${var.region}:${var.account_id}"
            repositories.append(f'"{arn}:${{var.{label}_repository}}"')
    found = [use_connection(*dict.fromkeys(connections))] if connections else []
    if repositories:
        found.append(Statement("CloneRepositories", ("codecommit:GitPull",), tuple(repositories)))
    return tuple(found)


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


def _images(build: CodeBuild) -> tuple[Statement, ...]:
    """The right to pull the image that the build runs in, and to push those that it makes."""
    own = _OWN_IMAGE.match(build.image)
    pulled, pushed = [own[1]] if own else [], list(build.push_images)
    found = []
    for sid, actions_, names in (("PullImages", PULL, sorted({*pulled, *pushed})), ("PushImages", PUSH, pushed)):
        if names:
            arn = "arn:${var.partition}:ecr:${var.region}:${var.account_id}:repository"
            found.append(Statement(sid, actions_, tuple(f'"{arn}/{name}"' for name in names)))
    if found:
        found.insert(0, Statement("LogInToRegistry", ("ecr:GetAuthorizationToken",), ('"*"',)))
    return tuple(found)


def _secret_arn(reference: str, region: str) -> str:
    if reference.startswith("arn:"):
        return f'"{":".join(reference.split(":")[:7])}"'
    # AWS adds six random letters to the name of a secret.
    return f'"arn:${{var.partition}}:secretsmanager:{region}:secret:{reference.split(":")[0]}-??????"'
