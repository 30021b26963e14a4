"""The pipeline: its type, stages and actions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from .approvals import Manual
from .base import ActionName, Model, Text, VariableName
from .builds import CodeBuild
from .deploys import S3Deploy
from .sources import Connection


def _kind(action: Any) -> str | None:
    provider = action.get("provider") if isinstance(action, dict) else action.provider
    return provider if isinstance(provider, str) else None


AnyAction = Annotated[
    Annotated[Connection, Tag("CodeStarSourceConnection")]
    | Annotated[CodeBuild, Tag("CodeBuild")]
    | Annotated[Manual, Tag("Manual")]
    | Annotated[S3Deploy, Tag("S3")],
    Discriminator(_kind),
]


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


class Pipeline(Model):
    """The pipeline."""

    type: Literal["V1", "V2"] = "V2"
    """The pipeline type; variables and triggers need V2."""
    execution_mode: Literal["QUEUED", "SUPERSEDED", "PARALLEL"] = "QUEUED"
    """What happens to a run that starts while another is under way."""
    variables: Annotated[tuple[Variable, ...], Field(max_length=50)] = ()
    """What a run can be given."""
    stages: Annotated[tuple[Stage, ...], Field(min_length=2, max_length=50)]
    """The stages in their order; the first one holds the sources."""


SOURCES = (Connection,)
