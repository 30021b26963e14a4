"""A bucket of the pipeline has no complete public access block.

Why
---
The block makes S3 refuse public ACLs and public policies whatever else is configured; each of its four flags closes
another way (Amazon S3 User Guide, *Blocking public access to your Amazon S3 storage*). The provider's default of each
is `false`.

Fix
---
```hcl
resource "aws_s3_bucket_public_access_block" "artifacts" {
  bucket                  = aws_s3_bucket.artifacts.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.bucket_defences import public_access_blocked
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.CRITICAL
EQUIVALENTS = (
    "CKV2_AWS_6",
    "CKV_AWS_53",
    "CKV_AWS_54",
    "CKV_AWS_55",
    "CKV_AWS_56",
    "AWS-0086",
    "AWS-0094",
    "S2",
    "S3.8",
)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The four flags of each bucket's block."""
    for bucket in subjects.buckets:
        yield from public_access_blocked(subjects.stack, bucket.resource)
