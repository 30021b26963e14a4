"""Settings that would change nothing: each is an error, since whoever wrote it believes that it does something."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.spec.builds import Commands
from pipewarden.spec.deploys import S3Deploy
from pipewarden.spec.encryption import Encryption
from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.walk import actions


def key_settings(spec: PipelineSpec) -> Iterator[Problem]:
    """Settings of a key that is not made here."""
    encryption, stores = spec.encryption, spec.artifacts.stores
    if encryption.key_arn is None or any(store.key_arn is None for store in stores):
        return
    for key in ("administrators", "rotation_days", "deletion_window_days"):
        if getattr(encryption, key) != getattr(Encryption(), key):
            yield Problem(("encryption", key), "no key is made here; remove this, or `key_arn`")


def alarm_subscribers(spec: PipelineSpec) -> Iterator[Problem]:
    """Subscribers of alarms that are not raised."""
    if spec.audit.subscribers and not spec.audit.alarms:
        advice = "remove this" if spec.audit.trail_arn else "write `alarms: true`, or remove this"
        yield Problem(("audit", "subscribers"), f"there are no alarms to tell of; {advice}")


def bucket_names(spec: PipelineSpec) -> Iterator[Problem]:
    """A prefix for the name of a bucket that has a name."""
    artifacts = spec.artifacts
    named = artifacts.bucket is not None and all(store.bucket is not None for store in artifacts.stores)
    if artifacts.bucket_prefix is not None and named and artifacts.log_bucket is not None:
        yield Problem(("artifacts", "bucket_prefix"), "all buckets have names; remove this, or a name")


def artifact_files(spec: PipelineSpec) -> Iterator[Problem]:
    """Files without an artifact, an artifact without files, and an archive without a name."""
    for path, action in actions(spec):
        if isinstance(action, Commands):
            if action.files and action.output is None:
                yield Problem((*path, "files"), "the commands make no artifact to hold them; add `output`")
            if action.output is not None and not action.files:
                yield Problem((*path, "output"), f"nothing says which files `{action.output}` holds; add `files`")
        if isinstance(action, S3Deploy) and not action.extract and action.object_key is None:
            yield Problem((*path, "extract"), "an archive that stays one needs a name; add `object_key`")
