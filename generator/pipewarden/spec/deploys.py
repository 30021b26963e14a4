"""The deploy actions of a pipeline."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import ArtifactName, BucketName, KeyArn, Line
from .sources import Action


class Deploy(Action):
    """What every deploy action has."""

    input: ArtifactName
    """The artifact that is deployed."""

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.input,)

    @property
    def outputs(self) -> tuple[str, ...]:
        return ()


class S3Deploy(Deploy):
    """Files put into an existing bucket."""

    provider: Literal["S3"]
    """A bucket."""
    bucket: BucketName
    """The bucket that receives the files."""
    extract: bool = True
    """Whether the artifact is unpacked into the bucket."""
    object_key: Line | None = Field(default=None, min_length=1, max_length=1024)
    """The key of the object, or the prefix below which the files are unpacked."""
    kms_key_arn: KeyArn | None = None
    """The key with which the bucket encrypts, where it is not the artifact key."""
