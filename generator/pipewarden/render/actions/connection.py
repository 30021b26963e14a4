"""A source over a connection to a Git host."""

from __future__ import annotations

from pipewarden.spec.sources import Connection

from ..literal import quote
from ..parts import Action, Statement, Variable


def connection(action: Connection, slug: str) -> Action:
    """The action; the connection is a variable where the spec names one, and made in the module otherwise."""
    name = slug.replace("-", "_")
    variables = [
        Variable(f"{name}_branch", "string", f"The branch that `{action.name}` follows.", action.branch),
        Variable(f"{name}_repository", "string", f"The repository of `{action.name}`.", action.repository),
    ]
    arn = f"aws_codestarconnections_connection.{host_label(action)}.arn"
    if action.connection_arn is not None:
        arn = f"var.{name}_connection_arn"
        description = f"The ARN of the connection that `{action.name}` uses."
        variables.append(Variable(f"{name}_connection_arn", "string", description, action.connection_arn))
    return Action(
        name=action.name,
        category="Source",
        provider="CodeStarSourceConnection",
        configuration=(
            ("BranchName", f"var.{name}_branch"),
            ("ConnectionArn", arn),
            ("DetectChanges", quote(str(action.detect_changes).lower())),
            ("FullRepositoryId", f"var.{name}_repository"),
            ("OutputArtifactFormat", quote("CODEBUILD_CLONE_REF" if action.full_clone else "CODE_ZIP")),
        ),
        inputs=(),
        outputs=action.outputs,
        run_order=action.run_order,
        namespace=action.namespace,
        statements=(use_connection(arn),),
        variables=tuple(variables),
    )


def use_connection(arn: str) -> Statement:
    """The right to use a connection, under both prefixes that AWS has for it."""
    return Statement("UseConnection", ("codeconnections:UseConnection", "codestar-connections:UseConnection"), (arn,))


def host_label(action: Connection) -> str:
    """The Terraform label of the connection that is made for the action's Git host."""
    return action.host.lower()
