"""The artifact key."""

from __future__ import annotations

from pydantic import Field

from pipewarden.spec.base import Account, KeyArn, Model, RoleArn


class Encryption(Model):
    """The key that encrypts artifacts, logs, topics and the trail."""

    key_arn: KeyArn | None = None
    """An existing key to use instead of making one; its policy is then its owner's affair."""
    administrators: tuple[RoleArn, ...] = ()
    """Roles that administer the key, beside those that the account's identity policies let."""
    rotation_days: int = Field(default=365, ge=90, le=2560)
    """Days between two rotations of the key."""
    deletion_window_days: int = Field(default=30, ge=7, le=30)
    """Days between asking for the key's deletion and losing it."""
    accounts: tuple[Account, ...] = ()
    """Other accounts whose action roles use the key and the artifacts."""
