"""The buckets of a stack by what they hold: artifacts, the trail's logs, server access logs, or flow logs."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Unknown, Value
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.identity import names
from pipewarden.subjects.objects import lies_in
from pipewarden.subjects.pipelines import Store, stores


class Holds(StrEnum):
    """What a bucket holds."""

    ARTIFACTS = "artifacts"
    TRAIL = "trail"
    ACCESS_LOGS = "access logs"
    FLOW_LOGS = "flow logs"


class Bucket(Struct, frozen=True):
    """A bucket with what it holds, and the policies attached to it.

    `policies` are the resources that carry a policy and the value of it, or the bucket itself where its deprecated
    `policy` argument is used. `doubt` says why a policy of the stack may or may not be this bucket's.
    """

    resource: Resource
    holds: frozenset[Holds]
    policies: tuple[tuple[Resource, Value], ...]
    doubt: Unknown | None


def buckets(stack: Stack) -> Iterator[Bucket]:
    """The buckets that hold artifacts, trails or logs, sorted by address.

    In a module without a pipeline or trail nobody says what a bucket holds: each counts as an artifact bucket,
    unless logs are delivered to it.
    """
    everything = tuple(stack.of_type("aws_s3_bucket"))
    for bucket in everything:
        held = _holds(stack, bucket)
        if held:
            policies, doubt = _policies(stack, bucket)
            yield Bucket(bucket, held, policies, doubt)


def _holds(stack: Stack, bucket: Resource) -> frozenset[Holds]:
    held = set()
    if any(isinstance(store, Store) and names(store.bucket, bucket) for store in stores(stack)):
        held.add(Holds.ARTIFACTS)
    if any(names(configured(trail.values, "s3_bucket_name"), bucket) for trail in stack.of_type("aws_cloudtrail")):
        held.add(Holds.TRAIL)
    if any(names(target, bucket) for target in _log_targets(stack)):
        held.add(Holds.ACCESS_LOGS)
    if any(lies_in(destination, bucket) for destination in _flow_log_destinations(stack)):
        held.add(Holds.FLOW_LOGS)
    if not held and not any(stack.of_type("aws_codepipeline", "aws_cloudtrail")):
        held.add(Holds.ARTIFACTS)
    return frozenset(held)


def _log_targets(stack: Stack) -> Iterator[Value | None]:
    for logging in stack.of_type("aws_s3_bucket_logging"):
        yield configured(logging.values, "target_bucket")
    for bucket in stack.of_type("aws_s3_bucket"):
        for block in blocks(bucket.values, "logging"):
            if not isinstance(block, Unknown):
                yield configured(block, "target_bucket")


def _flow_log_destinations(stack: Stack) -> Iterator[Value]:
    for log in stack.of_type("aws_flow_log"):
        destination = configured(log.values, "log_destination")
        if destination is not None:
            yield destination


def receives_logs_of_others(stack: Stack, bucket: Resource) -> bool:
    """Whether access logs of another bucket, or of one that is not known, are delivered to it."""
    for logging in stack.of_type("aws_s3_bucket_logging"):
        source = configured(logging.values, "bucket")
        if names(configured(logging.values, "target_bucket"), bucket) and not names(source, bucket):
            return True
    for other in stack.of_type("aws_s3_bucket"):
        found = (block for block in blocks(other.values, "logging") if not isinstance(block, Unknown))
        if other != bucket and any(names(configured(block, "target_bucket"), bucket) for block in found):
            return True
    return False


def _policies(stack: Stack, bucket: Resource) -> tuple[tuple[tuple[Resource, Value], ...], Unknown | None]:
    found = []
    doubt = None
    own = configured(bucket.values, "policy")
    if own is not None:
        found.append((bucket, own))
    for attached in stack.of_type("aws_s3_bucket_policy"):
        named = names(configured(attached.values, "bucket"), bucket)
        policy = configured(attached.values, "policy")
        if named and policy is not None and attached.may_be_absent is None:
            found.append((attached, policy))
        elif named is None or (named and attached.may_be_absent):
            doubt = attached.may_be_absent or Unknown(f"whose policy `{attached.address}` is, is not known")
    return tuple(found), doubt
