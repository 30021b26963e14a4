"""What a stack's README says of this stack alone: what it makes, what must be there first, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.render.facts import Facts
from pipewarden.spec.approvals import Subscriber
from pipewarden.spec.rules.walk import actions
from pipewarden.spec.sources import S3Source


def made(facts: Facts) -> str:
    """The parts that protect the pipeline's data and that the stack makes, as a phrase."""
    parts = [
        *(["the key"] if facts.stores[0].makes_key else []),
        "the buckets" if facts.stores[0].makes_logs or facts.makes_trail else "the artifact bucket",
        *(["the VPC endpoints"] if facts.makes_network else []),
        *(["the trail"] if facts.makes_trail else []),
    ]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def prerequisites(facts: Facts) -> tuple[str, ...]:
    """What the stack names and does not make, and what it counts on there."""
    return tuple(_prerequisites(facts))


def _prerequisites(facts: Facts) -> Iterator[str]:
    spec = facts.spec
    if spec.state is not None:
        yield f"The bucket `{spec.state.bucket}` keeps the state, and is versioned."
    for bucket in dict.fromkeys(a.bucket for _, a in actions(spec) if isinstance(a, S3Source)):
        yield f"The source bucket `{bucket}` is versioned, and sends its events to EventBridge."
    for key in (spec.encryption.key_arn, *(store.key_arn for store in spec.artifacts.stores)):
        if key is not None:
            yield f"The policy of the key `{key}` lets the stack's roles and services encrypt and decrypt with it."
    for logs in (spec.artifacts.log_bucket, *(store.log_bucket for store in spec.artifacts.stores)):
        if logs is not None:
            yield f"The policy of the bucket `{logs}` lets `logging.s3.amazonaws.com` put the access logs into it."
    if spec.artifacts.replication is not None:
        lock = ", with object lock" if spec.artifacts.object_lock else ""
        bucket = spec.artifacts.replication.bucket_arn.rpartition(":")[2]
        yield f"The bucket `{bucket}` takes the copies: it is versioned{lock}."
    if spec.audit.trail_arn is not None:
        yield f"The trail `{spec.audit.trail_arn}` records what happens to the objects of the artifact bucket."
    for role in dict.fromkeys(arn for _, action in actions(spec) if (arn := getattr(action, "role_arn", None))):
        may = "may use the artifacts, their key, and what it acts on"
        yield f"The role `{role}` trusts the account `{spec.account}`, and {may}."


def confirmations(facts: Facts) -> bool:
    """Whether somebody has to confirm a subscription before any message comes."""
    told: list[Subscriber] = [one for action in facts.approvals for one in action.subscribers]
    told += facts.spec.audit.subscribers
    if facts.spec.pipeline.notifications is not None:
        told += facts.spec.pipeline.notifications.subscribers
    return any(one.protocol in ("email", "email-json", "https") for one in told)
