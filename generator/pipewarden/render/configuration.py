"""What `pipewarden.toml` says of a stack: what its spec decided, and what lives outside of it."""

from __future__ import annotations

from typing import Any

from pipewarden.render.facts import Facts
from pipewarden.spec.builds import CodeBuild
from pipewarden.spec.naming import identifier
from pipewarden.spec.rules.walk import actions

WINDOW_DAYS, ROTATION_DAYS = 14, 365
"""The shortest deletion window and the longest rotation period that `check` takes by itself."""


def configuration(facts: Facts) -> dict[str, Any]:
    """The tables of the file; each holds pairs of a key and a value that TOML can write."""
    accepted = [accept for accept in facts.spec.accept if accept.resource is None]
    return {
        "require": _require(facts),
        "declare": _declare(facts),
        "thresholds": _thresholds(facts),
        "accept": [
            [("control", accept.control), ("reason", accept.reason)]
            + ([("until", accept.until)] if accept.until else [])
            for accept in accepted
        ],
    }


def _require(facts: Facts) -> list[tuple[str, Any]]:
    spec = facts.spec
    privileged = (identifier(spec, p) for p, a in actions(spec) if isinstance(a, CodeBuild) and a.privileged)
    return [
        ("endpoint_services", tuple(sorted({"codepipeline", *spec.network.services, *spec.network.elsewhere}))),
        ("fips", spec.fips),
        ("macie", spec.audit.macie),
        ("min_tls", spec.min_tls),
        ("privileged_builds", tuple(sorted(f"{spec.name}-{slug}" for slug in privileged))),
        ("retention_days", spec.artifacts.retention_days),
    ]


def _declare(facts: Facts) -> list[tuple[str, Any]]:
    spec = facts.spec
    keys = [spec.encryption.key_arn, *(store.key_arn for store in spec.artifacts.stores)]
    buckets = [spec.artifacts.log_bucket, *(store.log_bucket for store in spec.artifacts.stores)]
    if spec.artifacts.replication is not None:
        keys.append(spec.artifacts.replication.key_arn)
        buckets.append(spec.artifacts.replication.bucket_arn.rpartition(":")[2])
    found = [
        ("accounts", spec.encryption.accounts),
        ("buckets", tuple(name for name in buckets if name)),
        ("endpoints", spec.network.elsewhere),
        ("keys", tuple(arn for arn in keys if arn)),
        ("mailboxes", spec.mailboxes),
        ("trails", (spec.audit.trail_arn,) if spec.audit.trail_arn else ()),
        ("vpcs", (spec.network.vpc.id,) if spec.network.vpc else ()),
    ]
    return [(key, tuple(sorted(values))) for key, values in found if values]


def _thresholds(facts: Facts) -> list[tuple[str, Any]]:
    encryption = facts.spec.encryption
    found = []
    if encryption.deletion_window_days < WINDOW_DAYS:
        found.append(("kms_deletion_window_days", encryption.deletion_window_days))
    if encryption.rotation_days > ROTATION_DAYS:
        found.append(("kms_rotation_period_days", encryption.rotation_days))
    return found
