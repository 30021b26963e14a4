"""A bucket that holds artifacts or a trail keeps no versions.

Why
---
CodePipeline needs versioning on a source or artifact bucket, and a version that is overwritten or deleted can be had
back (Amazon S3 User Guide, *Retaining multiple versions of objects with S3 Versioning*). It is off by default.

Fix
---
```hcl
resource "aws_s3_bucket_versioning" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id

  versioning_configuration {
    status = "Enabled"
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.bucket_defences import versioned
from pipewarden.subjects.buckets import Holds
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_21", "AWS-0090")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The versioning of every bucket that holds artifacts or a trail, also where the bucket itself says it."""
    for bucket in subjects.buckets:
        if bucket.holds & {Holds.ARTIFACTS, Holds.TRAIL}:
            yield from versioned(subjects.stack, bucket.resource)
