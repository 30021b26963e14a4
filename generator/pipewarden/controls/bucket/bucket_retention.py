"""The artifact bucket drops versions too early, or keeps uploads that were never finished.

Why
---
A run that waits for an approval, or is tried again, needs its artifacts: current ones stay at least seven days (an
approval waits that long), and noncurrent ones too, or as long as `retention_days` under `[require]` asks. Parts of an
upload that was broken off are stored, and nobody sees them (Amazon S3 User Guide, *Managing the lifecycle of objects*).

Fix
---
```hcl
resource "aws_s3_bucket_lifecycle_configuration" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 90
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Mapping, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import Argument, blocks, configured
from pipewarden.subjects.buckets import Holds
from pipewarden.subjects.companions import companions
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.LOW
EQUIVALENTS = ("CKV2_AWS_61", "CKV_AWS_300")
_APPROVAL_DAYS = 7


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The enabled rules of every artifact bucket's lifecycle."""
    retention = max(subjects.config.require.retention_days, _APPROVAL_DAYS)
    for bucket in subjects.buckets:
        if Holds.ARTIFACTS in bucket.holds:
            found = companions(
                subjects.stack, bucket.resource, "aws_s3_bucket_lifecycle_configuration", what="lifecycle configuration"
            )
            inline = blocks(bucket.resource.values, "lifecycle_rule")
            if inline and not found.found:
                yield from _judge_rules(bucket.resource, inline, retention)
            else:
                yield from found.judged(
                    lambda lifecycle: _judge_rules(lifecycle, blocks(lifecycle.values, "rule"), retention)
                )


def _judge_rules(lifecycle: Resource, rules: tuple[Mapping | Unknown, ...], retention: int) -> Iterator[Verdict]:
    for rule in rules:
        if isinstance(rule, Unknown):
            yield unknown(lifecycle, f"a rule is not known: {rule.why}", rule)
        elif not _is_off(rule):
            yield from _judge_days(lifecycle, rule, "expiration", "days", _APPROVAL_DAYS)
            for name in ("noncurrent_days", "days"):
                yield from _judge_days(lifecycle, rule, "noncurrent_version_expiration", name, retention)
    if any(isinstance(rule, Mapping) and _aborts_everywhere(rule) for rule in rules):
        yield passed(lifecycle, "uploads that were never finished are aborted")
    elif not any(isinstance(rule, Unknown) for rule in rules):
        yield failed(lifecycle, "no enabled rule for the whole bucket aborts uploads that were never finished")


def _is_off(rule: Mapping) -> bool:
    """Whether the rule is disabled; a rule of the bucket itself says so by `enabled`."""
    return configured(rule, "status") == Known("Disabled") or configured(rule, "enabled") == Known(False)


def _judge_days(lifecycle: Resource, rule: Mapping, block: str, name: str, least: int) -> Iterator[Verdict]:
    for expiration in blocks(rule, block):
        if isinstance(expiration, Unknown):
            yield unknown(lifecycle, f"`{block}` is not known: {expiration.why}", expiration)
        elif configured(expiration, "date") is not None:
            yield failed(lifecycle, "current artifacts expire on a fixed date", configured(expiration, "date"))
        elif configured(expiration, name) is not None:
            days = Argument(lifecycle, f"{block}.{name}", configured(expiration, name), None)
            yield from days.judged(
                lambda value: isinstance(value, Fraction) and value >= least, f", fewer than {least}"
            )


def _aborts_everywhere(rule: Mapping) -> bool:
    if Known("Enabled") != configured(rule, "status") and Known(True) != configured(rule, "enabled"):
        return False
    days = configured(rule, "abort_incomplete_multipart_upload_days")
    if days is None and not blocks(rule, "abort_incomplete_multipart_upload"):
        return False
    if configured(rule, "prefix") not in (None, Known("")):
        return False
    return all(value in (None, Known("")) for block in blocks(rule, "filter") for value in _filter_members(block))


def _filter_members(block: Mapping | Unknown) -> Iterator[object]:
    if isinstance(block, Unknown):
        yield block
    else:
        yield from (configured(block, name) for name, _ in block.members if name != "and")
        yield from blocks(block, "and")
