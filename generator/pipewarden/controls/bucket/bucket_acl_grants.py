"""A bucket of the pipeline honours ACLs, which can grant access past its policy.

Why
---
With `BucketOwnerEnforced`, ACLs are off and the policy alone decides (Amazon S3 User Guide, *Controlling ownership of
objects and disabling ACLs*). A bucket whose ownership controls are removed falls back to `ObjectWriter`, and an ACL may
then grant to everyone.

Fix
---
```hcl
resource "aws_s3_bucket_ownership_controls" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}
```

With it AWS refuses to set ACLs: remove the bucket's `aws_s3_bucket_acl`, a private one too.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Mapping
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import Argument, argument, blocks, configured
from pipewarden.subjects.companions import companions
from pipewarden.verdict import Severity, Verdict, absent, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV2_AWS_65", "CKV_AWS_20", "CKV_AWS_57")
_PRIVATE = frozenset({None, "private", "bucket-owner-read", "bucket-owner-full-control", "log-delivery-write"})


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The ownership of every bucket, and the ACLs that are put on it."""
    for bucket in subjects.buckets:
        ownership = companions(
            subjects.stack, bucket.resource, "aws_s3_bucket_ownership_controls", what="ownership controls"
        )
        yield from ownership.judged(_judge_ownership)
        yield from argument(bucket.resource, "acl").judged(lambda acl: acl in _PRIVATE)
        for acl in companions(subjects.stack, bucket.resource, "aws_s3_bucket_acl").found:
            yield from _judge_acl(acl)


def _judge_ownership(controls: Resource) -> Iterator[Verdict]:
    rules = blocks(controls.values, "rule")
    for rule in rules:
        if isinstance(rule, Mapping):
            ownership = Argument(controls, "object_ownership", configured(rule, "object_ownership"), None)
            yield from ownership.judged(lambda value: value == "BucketOwnerEnforced")
        else:
            yield unknown(controls, f"its rule is not known: {rule.why}", rule)
    if not rules:
        yield absent(controls, "it has no rule")


def _judge_acl(acl: Resource) -> Iterator[Verdict]:
    yield from argument(acl, "acl").judged(lambda value: value in _PRIVATE)
    for policy in blocks(acl.values, "access_control_policy"):
        for grant in blocks(policy, "grant") if isinstance(policy, Mapping) else ():
            for grantee in blocks(grant, "grantee") if isinstance(grant, Mapping) else ():
                if isinstance(grantee, Mapping):
                    group = Argument(acl, "uri", configured(grantee, "uri"), None)
                    yield from group.judged(lambda uri: uri is None, ", a group of many accounts")
