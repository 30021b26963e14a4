"""The trail writes no digests, so a changed or deleted log file goes unnoticed.

Why
---
With log file validation, CloudTrail signs a digest of what it delivered every hour, and only that shows whether a log
file was changed, deleted or forged (AWS CloudTrail User Guide, *Validating CloudTrail log file integrity*). It is off
in Terraform unless it is set.

Fix
---
```hcl
resource "aws_cloudtrail" "this" {
  enable_log_file_validation = true
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_36", "AWS-0016")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every trail that records what is done to the pipelines."""
    for trail in subjects.trails:
        yield from argument(trail, "enable_log_file_validation", False).judged(lambda value: value is True)
