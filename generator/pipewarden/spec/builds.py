"""The build actions of a pipeline, and the projects that are made for them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipewarden.spec.base import ArtifactName, EnvironmentName, Line, Model, Text
from pipewarden.spec.sources import Action

ComputeType = Literal["BUILD_GENERAL1_SMALL", "BUILD_GENERAL1_MEDIUM", "BUILD_GENERAL1_LARGE", "BUILD_GENERAL1_XLARGE"]


class EnvironmentVariable(Model):
    """A variable of the build environment."""

    name: EnvironmentName
    """The variable's name."""
    value: Text
    """Its value; for the other types, the name of the parameter or the secret."""
    type: Literal["PLAINTEXT", "PARAMETER_STORE", "SECRETS_MANAGER"] = "PLAINTEXT"
    """Where the value comes from; a credential is never `PLAINTEXT`."""


class CodeBuild(Action):
    """A build in a CodeBuild project, which is made here with its role and its log group."""

    provider: Literal["CodeBuild"]
    """A build."""
    inputs: Annotated[tuple[ArtifactName, ...], Field(min_length=1, max_length=5)]
    """The artifacts that the build reads; the first is its working folder."""
    outputs: Annotated[tuple[ArtifactName, ...], Field(max_length=5)] = ()
    """The artifacts that the build makes."""
    image: Line = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
    """The image that the build runs in."""
    environment_type: Literal["LINUX_CONTAINER", "ARM_CONTAINER"] = "LINUX_CONTAINER"
    """The kind of machine."""
    compute_type: ComputeType = "BUILD_GENERAL1_SMALL"
    """The size of the machine."""
    buildspec: Text = "buildspec.yml"
    """The path of the build specification in the source, or the specification itself."""
    timeout_minutes: int = Field(default=30, ge=5, le=2160)
    """Minutes after which the build is stopped."""
    privileged: bool = False
    """Whether the build makes container images, and so needs a privileged container."""
    push_images: tuple[Annotated[Line, Field(pattern=r"^[a-z0-9]+([._/-][a-z0-9]+)*$")], ...] = ()
    """ECR repositories of the account and region that the build pushes images to."""
    variables: tuple[EnvironmentVariable, ...] = ()
    """Variables of the build environment."""


class Commands(Action):
    """Shell commands that CodePipeline runs by itself, with the rights of the pipeline's role."""

    provider: Literal["Commands"]
    """Shell commands."""
    inputs: Annotated[tuple[ArtifactName, ...], Field(min_length=1, max_length=10)]
    """The artifacts that the commands read."""
    commands: Annotated[tuple[Annotated[Line, Field(min_length=1)], ...], Field(min_length=1, max_length=50)]
    """The commands."""
    output: ArtifactName | None = None
    """The artifact that the commands make."""
    files: Annotated[tuple[Annotated[Line, Field(min_length=1)], ...], Field(max_length=10)] = ()
    """The files that the artifact holds."""

    @property
    def outputs(self) -> tuple[str, ...]:
        return (self.output,) if self.output else ()
