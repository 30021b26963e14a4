"""The pipeline: its type, variables, triggers, stages and actions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from pipewarden.spec.approvals import Manual, Subscriber
from pipewarden.spec.base import ActionName, Model, Text, VariableName
from pipewarden.spec.builds import CodeBuild, Commands
from pipewarden.spec.deploys import ECS, CodeDeploy, ElasticBeanstalk, S3Deploy
from pipewarden.spec.invocations import Lambda, StepFunctions
from pipewarden.spec.sources import ECR, CodeCommit, Connection, S3Source
from pipewarden.spec.stacks import CloudFormation
from pipewarden.spec.triggers import Trigger


def _kind(action: Any) -> str | None:
    """The provider; a bucket is a source where it names what it makes, and a target where it names what it takes."""
    if not isinstance(action, dict):
        return "S3 source" if isinstance(action, S3Source) else str(action.provider)
    provider = action.get("provider")
    if provider == "S3" and "input" not in action and ("output" in action or "object_key" in action):
        return "S3 source"
    return provider if isinstance(provider, str) else None


AnyAction = Annotated[
    Annotated[Connection, Tag("CodeStarSourceConnection")]
    | Annotated[CodeCommit, Tag("CodeCommit")]
    | Annotated[S3Source, Tag("S3 source")]
    | Annotated[ECR, Tag("ECR")]
    | Annotated[CodeBuild, Tag("CodeBuild")]
    | Annotated[Commands, Tag("Commands")]
    | Annotated[Manual, Tag("Manual")]
    | Annotated[S3Deploy, Tag("S3")]
    | Annotated[CodeDeploy, Tag("CodeDeploy")]
    | Annotated[ECS, Tag("ECS")]
    | Annotated[ElasticBeanstalk, Tag("ElasticBeanstalk")]
    | Annotated[CloudFormation, Tag("CloudFormation")]
    | Annotated[Lambda, Tag("Lambda")]
    | Annotated[StepFunctions, Tag("StepFunctions")],
    Discriminator(_kind),
]

SOURCES = (Connection, CodeCommit, S3Source, ECR)


class Variable(Model):
    """A variable that a run of the pipeline can be given."""

    name: VariableName
    """The variable's name."""
    default: Text | None = Field(default=None, min_length=1, max_length=1000)
    """Its value in a run that gives none."""
    description: Text | None = Field(default=None, max_length=200)
    """What it is for."""


class Stage(Model):
    """A stage: actions that run together or one after the other."""

    name: ActionName
    """The stage's name, unique in the pipeline."""
    actions: Annotated[tuple[AnyAction, ...], Field(min_length=1, max_length=50)]
    """What the stage does."""


class Notifications(Model):
    """Who is told of the pipeline's runs."""

    events: Annotated[
        tuple[Literal["failed", "canceled", "started", "resumed", "succeeded", "superseded"], ...], Field(min_length=1)
    ] = ("failed",)
    """What is told of."""
    subscribers: tuple[Subscriber, ...] = ()
    """Who is told."""


class Pipeline(Model):
    """The pipeline."""

    type: Literal["V1", "V2"] = "V2"
    """The pipeline type; variables, triggers and other modes than SUPERSEDED need V2."""
    execution_mode: Literal["QUEUED", "SUPERSEDED", "PARALLEL"] = "QUEUED"
    """What happens to a run that starts while another is under way."""
    variables: Annotated[tuple[Variable, ...], Field(max_length=50)] = ()
    """What a run can be given."""
    triggers: Annotated[tuple[Trigger, ...], Field(max_length=50)] = ()
    """Which pushes and pull requests at a Git host start the pipeline; without any, each push to the branch does."""
    notifications: Notifications | None = None
    """Who is told of the pipeline's runs."""
    stages: Annotated[tuple[Stage, ...], Field(min_length=2, max_length=50)]
    """The stages in their order; the first one holds the sources."""
