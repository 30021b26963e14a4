"""The trail's events do not reach an encrypted log group that keeps them for a year.

Why
---
Alarms and searches work on CloudWatch Logs, which a trail writes to only where a log group and a role are named (AWS
CloudTrail User Guide, *Sending events to CloudWatch Logs*). The group holds what the trail holds, so it needs a
customer key too; and incidents come to light late, so it keeps at least 365 days. Without `retention_in_days` it keeps
all.

Fix
---
```hcl
resource "aws_cloudtrail" "this" {
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.trail.arn
}

resource "aws_cloudwatch_log_group" "trail" {
  kms_key_id        = aws_kms_key.trail.arn
  retention_in_days = 365
}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Scalar, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument, configured
from pipewarden.subjects.encryption import encrypted
from pipewarden.subjects.logs import log_group_of
from pipewarden.subjects.trails import best, declared_elsewhere
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.MEDIUM
EQUIVALENTS = ("CKV2_AWS_10", "CKV_AWS_158", "CKV_AWS_338")
_DAYS = 365
_FOR_EVER = Fraction(0)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """One trail that is delivered, else each of them."""
    elsewhere = tuple(declared_elsewhere(subjects.trails, subjects.config.declare))
    yield from elsewhere or best(subjects.trails, lambda trail: _judge_trail(subjects, trail))


def _judge_trail(subjects: Subjects, trail: Resource) -> Iterator[Verdict]:
    arn = configured(trail.values, "cloud_watch_logs_group_arn")
    role = configured(trail.values, "cloud_watch_logs_role_arn")
    if arn is None or arn == Known(""):
        message = "no log group receives the trail: `cloud_watch_logs_group_arn` is not set"
        yield failed(trail, message, arn if arn is not None else trail)
        return
    if role is None or role == Known(""):
        message = "the trail may not write to its log group: `cloud_watch_logs_role_arn` is not set"
        yield failed(trail, message, role if role is not None else trail)
    group = log_group_of(subjects.stack, arn)
    if isinstance(group, Unknown):
        yield unknown(trail, f"whether the trail's log group is encrypted and kept is not known: {group.why}", arn)
    elif group.may_be_absent is not None:
        yield unknown(trail, f"whether `{group.address}` exists is not known: {group.may_be_absent.why}", arn)
    else:
        yield from _judge_group(subjects, group)


def _judge_group(subjects: Subjects, group: Resource) -> Iterator[Verdict]:
    without = "a key of CloudWatch Logs encrypts the trail's events"
    yield from encrypted(subjects.stack, subjects.config.declare, group, "kms_key_id", without)
    retention = argument(group, "retention_in_days", _FOR_EVER)
    if retention.value is None:
        yield passed(group, "`retention_in_days` is not set: events are kept for ever")
    else:
        yield from retention.judged(_long_enough, f", fewer than {_DAYS}")


def _long_enough(days: Scalar) -> bool:
    return isinstance(days, Fraction) and (days >= _DAYS or days == _FOR_EVER)
