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

from pipewarden.stack.model import Resource
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument
from pipewarden.subjects.companions import companions
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
_FLAGS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The four flags of each bucket's block."""
    for bucket in subjects.buckets:
        blocks = companions(
            subjects.stack, bucket.resource, "aws_s3_bucket_public_access_block", what="public access block"
        )
        yield from blocks.judged(_judge_flags)


def _judge_flags(block: Resource) -> Iterator[Verdict]:
    for flag in _FLAGS:
        yield from argument(block, flag, False).judged(lambda value: value is True)
