"""A source over a connection to a Git host."""

from __future__ import annotations

from pipewarden.render.actions.base import Draft
from pipewarden.render.literal import quote
from pipewarden.render.parts import Action, Statement
from pipewarden.spec.sources import Connection

USE = ("codeconnections:UseConnection", "codestar-connections:UseConnection")
"""The right to use a connection, under both prefixes that AWS has for it."""


def connection(action: Connection, slug: str) -> Action:
    """The action; the connection is a variable where the spec names one, and made in the module otherwise."""
    draft = Draft(action, slug)
    arn = f"aws_codestarconnections_connection.{host_label(action)}.arn"
    if action.connection_arn is not None:
        arn = draft.variable("connection_arn", "The ARN of the connection that {} uses.", action.connection_arn)
    draft.configuration = {
        "BranchName": draft.variable("branch", "The branch that {} follows.", action.branch),
        "ConnectionArn": arn,
        "DetectChanges": quote(str(action.detect_changes).lower()),
        "FullRepositoryId": draft.variable("repository", "The repository of {}.", action.repository),
        "OutputArtifactFormat": quote("CODEBUILD_CLONE_REF" if action.full_clone else "CODE_ZIP"),
    }
    draft.allow("UseConnection", USE, arn)
    return draft.finish("Source", "CodeStarSourceConnection")


def use_connection(*arns: str) -> Statement:
    """A statement that lets its holder use connections."""
    return Statement("UseConnection", USE, arns)


def host_label(action: Connection) -> str:
    """The Terraform label of the connection that is made for the action's Git host."""
    return action.host.lower()
