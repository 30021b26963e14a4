"""The trail and its alarms."""

from __future__ import annotations

from pydantic import Field

from .approvals import Subscriber
from .base import BucketName, Model


class Audit(Model):
    """Who did what, and who is told."""

    bucket: BucketName | None = None
    """The trail bucket's name; without one it is `<name>-trail-<account>-<region>`."""
    log_retention_days: int = Field(default=365, ge=365)
    """Days for which log groups keep their events: a number that CloudWatch Logs takes."""
    insights: bool = False
    """Whether the trail records unusual rates of calls and errors."""
    alarms: bool = False
    """Whether a change to the key, the trail or the pipeline's roles raises an alarm."""
    subscribers: tuple[Subscriber, ...] = ()
    """Who is told of an alarm."""
