"""The artifact bucket."""

from __future__ import annotations

from pydantic import Field

from .base import BucketName, Model


class Artifacts(Model):
    """The bucket that holds the artifacts, and the bucket for its access logs."""

    bucket: BucketName | None = None
    """The bucket's name; without one it is `<name>-artifacts-<account>-<region>`."""
    retention_days: int = Field(default=90, ge=7, le=3650)
    """Days for which an artifact, and then its older versions, are kept."""
