"""The deploy actions of a pipeline."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipewarden.spec.base import ArtifactName, BucketName, KeyArn, Line, Region, RoleArn
from pipewarden.spec.sources import Action

Name = Annotated[Line, Field(min_length=1, max_length=255, pattern=r"^[\w.@/:+=,-]+$")]


class Elsewhere(Action):
    """An action that can run in another region, or as a role of another account."""

    region: Region | None = None
    """The region of what is acted on, where it is not the pipeline's; it needs a store there."""
    role_arn: RoleArn | None = None
    """The role that acts, where it is not the pipeline's own; it may be another account's."""

    @property
    def outputs(self) -> tuple[str, ...]:
        return ()


class Deploy(Elsewhere):
    """What every action that deploys an artifact has."""

    input: ArtifactName
    """The artifact that is deployed."""

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.input,)


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


class CodeDeploy(Deploy):
    """A deployment to an existing CodeDeploy deployment group."""

    provider: Literal["CodeDeploy"]
    """A CodeDeploy deployment group."""
    application: Name
    """The application."""
    deployment_group: Name
    """The deployment group."""


class ECS(Deploy):
    """A new task definition for an existing ECS service."""

    provider: Literal["ECS"]
    """An ECS service."""
    cluster: Name
    """The cluster's name."""
    service: Name
    """The service's name."""
    file_name: Line = Field(default="imagedefinitions.json", min_length=1)
    """The file of the artifact that names the images."""
    task_roles: Annotated[tuple[RoleArn, ...], Field(min_length=1)]
    """The roles of the service's tasks (task and execution role), which the pipeline passes on."""


class ElasticBeanstalk(Deploy):
    """A new version of an existing Elastic Beanstalk environment."""

    provider: Literal["ElasticBeanstalk"]
    """An Elastic Beanstalk environment."""
    application: Name
    """The application."""
    environment: Name
    """The environment."""
