"""The artifact key."""

from __future__ import annotations

from pydantic import Field

from .base import Model


class Encryption(Model):
    """The key that encrypts artifacts, logs, topics and the trail."""

    rotation_days: int = Field(default=365, ge=90, le=2560)
    """Days between two rotations of the key."""
    deletion_window_days: int = Field(default=30, ge=7, le=30)
    """Days between asking for the key's deletion and losing it."""
