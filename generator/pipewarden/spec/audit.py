"""The trail and its alarms."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from pipewarden.spec.approvals import Subscriber
from pipewarden.spec.base import BucketName, Model, TrailArn

LOG_RETENTION = (365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)
"""The days that CloudWatch Logs takes, from a year on."""


def _log_retention(days: int) -> int:
    if days not in LOG_RETENTION:
        raise ValueError(f"CloudWatch Logs takes no {days} days; write one of {', '.join(map(str, LOG_RETENTION))}")
    return days


class Audit(Model):
    """Who did what, and who is told."""

    trail_arn: TrailArn | None = None
    """The organization's trail, which records the artifacts' events too, instead of one that is made."""
    bucket: BucketName | None = None
    """The trail bucket's name; without one it is `<name>-trail-<account>-<region>`."""
    log_retention_days: Annotated[int, AfterValidator(_log_retention)] = Field(
        default=365, json_schema_extra={"enum": list(LOG_RETENTION)}
    )
    """Days for which log groups keep their events."""
    insights: bool = False
    """Whether the trail records unusual rates of calls and errors."""
    alarms: bool = False
    """Whether a change to the key, the trail or the pipeline raises an alarm."""
    subscribers: tuple[Subscriber, ...] = ()
    """Who is told of an alarm."""
    macie: bool = False
    """Whether Macie looks for sensitive data in the artifacts; its account must not be on already."""
