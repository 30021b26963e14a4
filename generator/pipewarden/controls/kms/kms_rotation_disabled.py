"""A key that encrypts pipeline data is not rotated, or too seldom.

Why
---
Rotation bounds how much data one key material protects. AWS leaves it off on a new customer managed key, and takes
a period of 90 to 2560 days (AWS KMS Developer Guide, *Rotating AWS KMS keys*). The guidance for CodePipeline says
that "you can change or rotate this key"; artifacts of earlier runs stay readable, because KMS keeps old material.

Fix
---
```hcl
resource "aws_kms_key" "artifacts" {
  enable_key_rotation     = true
  rotation_period_in_days = 365
}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipewarden.stack.values import Scalar
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_7", "AWS-0065", "22fbfeac", "KMS5", "KMS.4")
_DEFAULT_PERIOD = Fraction(365)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Rotation and its period, on every key that KMS can rotate."""
    limit = subjects.config.thresholds.kms_rotation_period_days

    def soon_enough(period: Scalar) -> bool:
        return isinstance(period, Fraction) and period <= limit

    for key in subjects.keys:
        if key.type == "aws_kms_key":
            yield from argument(key, "enable_key_rotation", False).judged(lambda value: value is True)
            period = argument(key, "rotation_period_in_days", _DEFAULT_PERIOD)
            yield from period.judged(soon_enough, f", longer than {limit} days")
