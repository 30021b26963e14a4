"""The source actions of a pipeline."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipewarden.spec.base import (
    ActionName,
    ArtifactName,
    BucketName,
    ConnectionArn,
    HostedRepository,
    KeyArn,
    Line,
    Model,
    Namespace,
)


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
    connection_arn: ConnectionArn | None = None
    """An existing connection to use instead of making one."""
    repository: HostedRepository
    """The repository, as `owner/name`."""
    branch: Line = Field(default="main", min_length=1)
    """The branch whose pushes start the pipeline."""
    detect_changes: bool = True
    """Whether a push starts the pipeline."""
    full_clone: bool = False
    """Whether builds get a Git clone instead of an archive of the files; no other action can read one."""
    output: ArtifactName = "source"
    """The artifact that holds the files."""

    @property
    def outputs(self) -> tuple[str, ...]:
        return (self.output,)


class CodeCommit(Action):
    """A CodeCommit repository of the account; an event rule starts the pipeline."""

    provider: Literal["CodeCommit"]
    """A CodeCommit repository."""
    repository: Line = Field(pattern=r"^[\w.-]{1,100}$")
    """The repository's name."""
    branch: Line = Field(default="main", min_length=1)
    """The branch whose pushes start the pipeline."""
    full_clone: bool = False
    """Whether builds get a Git clone instead of an archive of the files; no other action can read one."""
    output: ArtifactName = "source"
    """The artifact that holds the files."""

    @property
    def outputs(self) -> tuple[str, ...]:
        return (self.output,)


class S3Source(Action):
    """An object in an existing bucket, which sends its events to EventBridge; an event rule starts the pipeline."""

    provider: Literal["S3"]
    """A bucket."""
    bucket: BucketName
    """The bucket; it is versioned, and sends its events to EventBridge."""
    object_key: Line = Field(min_length=1, max_length=1024)
    """The key of the archive."""
    kms_key_arn: KeyArn | None = None
    """The key with which the bucket encrypts, where it is not the artifact key."""
    output: ArtifactName = "source"
    """The artifact that holds the files."""

    @property
    def outputs(self) -> tuple[str, ...]:
        return (self.output,)


class ECR(Action):
    """An image in an ECR repository of the account; an event rule starts the pipeline."""

    provider: Literal["ECR"]
    """A container image."""
    repository: Line = Field(pattern=r"^[a-z0-9]+([._/-][a-z0-9]+)*$")
    """The repository's name."""
    image_tag: Line = Field(default="latest", pattern=r"^[\w][\w.-]{0,127}$")
    """The tag whose pushes start the pipeline."""
    output: ArtifactName = "image"
    """The artifact that holds the image's address."""

    @property
    def outputs(self) -> tuple[str, ...]:
        return (self.output,)
