"""Terraform may delete a bucket together with everything in it.

Why
---
With `force_destroy`, a `terraform destroy` or a change that replaces the bucket deletes artifacts, or the trail's
records, without asking again (Terraform AWS provider, `aws_s3_bucket`).

Fix
---
```hcl
resource "aws_s3_bucket" "artifacts" {
  force_destroy = false
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument
from pipewarden.subjects.buckets import Holds
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.MEDIUM


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every bucket that holds artifacts or a trail."""
    for bucket in subjects.buckets:
        if bucket.holds & {Holds.ARTIFACTS, Holds.TRAIL}:
            yield from argument(bucket.resource, "force_destroy", False).judged(lambda value: value is not True)
