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

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Mapping
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import Argument, blocks, configured
from pipewarden.subjects.buckets import Holds
from pipewarden.subjects.companions import companions
from pipewarden.verdict import Severity, Verdict, absent, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_21", "AWS-0090")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The versioning of every bucket that holds artifacts or a trail, also where the bucket itself says it."""
    for bucket in subjects.buckets:
        if not bucket.holds & {Holds.ARTIFACTS, Holds.TRAIL}:
            continue
        inline = blocks(bucket.resource.values, "versioning")
        split = companions(subjects.stack, bucket.resource, "aws_s3_bucket_versioning", what="versioning")
        if inline and not split.found:
            yield from _judge_blocks(bucket.resource, inline, "enabled", True)
        else:
            yield from split.judged(_judge_configuration)


def _judge_configuration(versioning: Resource) -> Iterator[Verdict]:
    yield from _judge_blocks(versioning, blocks(versioning.values, "versioning_configuration"), "status", "Enabled")


def _judge_blocks(resource: Resource, found: tuple[object, ...], name: str, wanted: str | bool) -> Iterator[Verdict]:
    for block in found:
        if isinstance(block, Mapping):
            default = False if isinstance(wanted, bool) else None
            yield from Argument(resource, name, configured(block, name), default).judged(lambda value: value == wanted)
        else:
            yield unknown(resource, "its versioning is not known")
    if not found:
        yield absent(resource, "it configures no versioning")
