"""A log group has no customer managed key, or keeps its events for ever.

Why
---
Logs of builds, of trails and of the network quote what they saw: source, names, addresses. CloudWatch Logs encrypts
with a key of its own unless a group names one, and never deletes an event unless a group says when (Amazon CloudWatch
Logs User Guide, *Encrypt log data using AWS KMS* and *Working with log groups*).

Fix
---
```hcl
resource "aws_cloudwatch_log_group" "this" {
  kms_key_id        = aws_kms_key.logs.arn
  retention_in_days = 365
}
```

A key that lives outside the stack is named in `[declare] keys` of `pipewarden.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipewarden.stack.values import Scalar
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument
from pipewarden.subjects.encryption import encrypted
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.MEDIUM
EQUIVALENTS = ("CKV_AWS_158", "AWS-0017")
_FOR_EVER = Fraction(0)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Key and retention of every log group of the stack."""
    for group in subjects.stack.of_type("aws_cloudwatch_log_group"):
        without = "a key of CloudWatch Logs encrypts the events"
        yield from encrypted(subjects.stack, subjects.config.declare, group, "kms_key_id", without)
        yield from argument(group, "retention_in_days", _FOR_EVER).judged(_ends, ": events are kept for ever")


def _ends(days: Scalar) -> bool:
    return isinstance(days, Fraction) and days > 0
