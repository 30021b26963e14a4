"""The source actions of a pipeline."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import ActionName, Arn, ArtifactName, Line, Model, Namespace


class Action(Model):
    """What every action has."""

    name: ActionName
    """The action's name, unique in its stage."""
    run_order: int = Field(default=1, ge=1, le=999)
    """Actions of one stage with the same number run together, lower numbers first."""
    namespace: Namespace | None = None
    """The namespace under which later actions read this action's output variables."""


class Connection(Action):
    """A repository at a Git host, reached over a connection; nothing polls."""

    provider: Literal["CodeStarSourceConnection"]
    """A connection to a Git host."""
    host: Literal["GitHub", "GitLab", "Bitbucket"] = "GitHub"
    """The Git host; a connection to it is made, and someone completes its handshake in the console."""
    connection_arn: Arn | None = None
    """An existing connection to use instead of making one."""
    repository: Line = Field(min_length=3, pattern=r"^[^/\s]+(/[^/\s]+)+$")
    """The repository, as `owner/name`."""
    branch: Line = Field(default="main", min_length=1)
    """The branch whose pushes start the pipeline."""
    detect_changes: bool = True
    """Whether a push starts the pipeline."""
    full_clone: bool = False
    """Whether builds get a Git clone instead of an archive of the files."""
    output: ArtifactName = "source"
    """The artifact that holds the files."""

    @property
    def outputs(self) -> tuple[str, ...]:
        return (self.output,)
