"""The approval action of a pipeline."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipewarden.spec.base import Line, Model, Text, Url
from pipewarden.spec.sources import Action


class Subscriber(Model):
    """Who is told over a topic."""

    protocol: Literal["email", "email-json", "https", "sqs", "lambda"]
    """How the message is sent."""
    endpoint: Line
    """The address, the https URL, or the ARN of the queue or function."""


class Manual(Action):
    """A pause until someone approves; the policy that lets people approve asks for MFA."""

    provider: Literal["Manual"]
    """A manual approval."""
    message: Text | None = Field(default=None, max_length=1000)
    """What the approver reads."""
    review_url: Url | None = None
    """Where the approver looks before deciding."""
    subscribers: tuple[Subscriber, ...] = ()
    """Who is told that an approval waits."""

    @property
    def outputs(self) -> tuple[str, ...]:
        return ()
