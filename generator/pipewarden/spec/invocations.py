"""The actions that call something: a function, a state machine, or shell commands."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipewarden.spec.base import ArtifactName, Text
from pipewarden.spec.deploys import Elsewhere, Name


class Lambda(Elsewhere):
    """A call of an existing Lambda function, which reports the result to the pipeline."""

    provider: Literal["Lambda"]
    """A Lambda function."""
    function: Name
    """The function's name."""
    user_parameters: Text | None = Field(default=None, min_length=1, max_length=1000)
    """What the function is given."""
    inputs: Annotated[tuple[ArtifactName, ...], Field(max_length=5)] = ()
    """The artifacts that the function reads."""


class StepFunctions(Elsewhere):
    """A run of an existing state machine."""

    provider: Literal["StepFunctions"]
    """A state machine."""
    state_machine: Name
    """The state machine's name."""
    input_text: Text | None = Field(default=None, min_length=1, max_length=1000)
    """The run's input, as JSON."""

    @property
    def inputs(self) -> tuple[str, ...]:
        return ()
