"""A bucket of the pipeline answers requests that are not encrypted in transit.

Why
---
S3 serves plain HTTP unless a policy denies it. The guidance asks that "all communication is encrypted in transit" (AWS
CodePipeline User Guide, *Data protection*): every request with `aws:SecureTransport` false must be denied, for every
principal and action, on the bucket and on every object. A deny of the objects alone leaves `s3:ListBucket` open.

Fix
---
```hcl
data "aws_iam_policy_document" "artifacts" {
  statement {
    sid       = "DenyPlaintextTransport"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.artifacts.arn, "${aws_s3_bucket.artifacts.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.iam.questions import plaintext_denied
from pipewarden.subjects import Subjects
from pipewarden.subjects.policies import judged_bucket
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.CRITICAL
EQUIVALENTS = ("S10", "4bc4dd4c", "S3.5")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The policy in force on every bucket."""
    holds, slips = "every plaintext request is denied", "a plaintext request is not denied"
    for bucket in subjects.buckets:
        yield from judged_bucket(
            subjects, bucket, lambda policy, arn: plaintext_denied(policy, arn, subjects.names), holds, slips
        )
