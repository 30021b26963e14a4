"""The artifact buckets."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipewarden.spec.base import BucketArn, BucketName, BucketPrefix, KeyArn, Model, Region


class Store(Model):
    """A further store, for actions in another region."""

    region: Region
    """The region."""
    bucket: BucketName | None = None
    """The bucket's name; without one it is `<prefix>-artifacts-<account>-<region>`."""
    key_arn: KeyArn | None = None
    """An existing key of that region to use instead of making one."""
    log_bucket: BucketName | None = None
    """An existing bucket of that region for access logs, where `artifacts.log_bucket` names one for the other store."""


class Replication(Model):
    """A copy of every artifact in an existing bucket."""

    bucket_arn: BucketArn
    """The bucket that receives the copies; it is versioned."""
    key_arn: KeyArn
    """The key that encrypts the copies."""


class ObjectLock(Model):
    """A lock on every artifact; it cannot be had for a bucket that exists without."""

    mode: Literal["GOVERNANCE", "COMPLIANCE"] = "GOVERNANCE"
    """Whether anybody can lift the lock."""
    days: int = Field(default=7, ge=1, le=3650)
    """Days for which an artifact cannot be deleted or changed."""


class Artifacts(Model):
    """The bucket that holds the artifacts, and the bucket for its access logs."""

    bucket: BucketName | None = None
    """The bucket's name; without one it is `<prefix>-artifacts-<account>-<region>`."""
    bucket_prefix: BucketPrefix | None = None
    """What the names of buckets without a name begin with, here and in `stores`, instead of the stack's name."""
    log_bucket: BucketName | None = None
    """An existing bucket for access logs, instead of one that is made."""
    retention_days: int = Field(default=90, ge=7, le=3650)
    """Days for which an artifact, and then its older versions, are kept."""
    stores: tuple[Store, ...] = ()
    """Further stores, one for each other region that actions run in."""
    replication: Replication | None = None
    """A copy of every artifact elsewhere."""
    object_lock: ObjectLock | None = None
    """A lock on every artifact."""
    events: bool = False
    """Whether the bucket sends its events to EventBridge."""
