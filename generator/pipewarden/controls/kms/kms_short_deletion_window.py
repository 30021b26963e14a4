"""A key that encrypts pipeline data is gone too soon after somebody schedules its deletion.

Why
---
What a deleted key encrypted is lost for ever; the waiting period is the time to notice and to cancel. AWS takes 7 to
30 days, and 30 where none is given (AWS KMS Developer Guide, *Delete an AWS KMS key*). The least number of days is
`kms_deletion_window_days` under `[thresholds]` in `pipewarden.toml`, 14 where it is not set.

Fix
---
```hcl
resource "aws_kms_key" "artifacts" {
  deletion_window_in_days = 30
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

SEVERITY = Severity.MEDIUM
_DEFAULT_DAYS = Fraction(30)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The waiting period of every key that encrypts pipeline data."""
    least = subjects.config.thresholds.kms_deletion_window_days

    def long_enough(days: Scalar) -> bool:
        return isinstance(days, Fraction) and days >= least

    for key in subjects.keys:
        window = argument(key, "deletion_window_in_days", _DEFAULT_DAYS)
        yield from window.judged(long_enough, f", shorter than {least} days")
