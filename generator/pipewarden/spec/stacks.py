"""The action that deploys a CloudFormation stack."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipewarden.spec.base import ArtifactName, Line, RoleArn
from pipewarden.spec.deploys import Elsewhere

StackName = Annotated[Line, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,127}$")]
Capability = Literal["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]


class CloudFormation(Elsewhere):
    """A CloudFormation stack: made, changed, or changed by way of a change set."""

    provider: Literal["CloudFormation"]
    """A CloudFormation stack."""
    stack: StackName
    """The stack's name."""
    mode: Literal["CREATE_UPDATE", "CHANGE_SET_REPLACE", "CHANGE_SET_EXECUTE", "DELETE_ONLY"] = "CREATE_UPDATE"
    """What is done."""
    inputs: Annotated[tuple[ArtifactName, ...], Field(max_length=10)] = ()
    """The artifacts that hold the template and its configuration."""
    template: Line | None = None
    """The template, as `artifact::path`."""
    configuration: Line | None = None
    """The file with parameters and tags, as `artifact::path`."""
    change_set: StackName | None = None
    """The change set's name."""
    capabilities: tuple[Capability, ...] = ()
    """What the template may do."""
    stack_role_arn: RoleArn | None = None
    """The role with which CloudFormation works on the stack."""
    parameters: dict[Line, Line] = Field(default_factory=dict)
    """Parameters that override those of the configuration file."""
