"""A bucket of the pipeline answers requests over TLS 1.0 or 1.1.

Why
---
The guidance for CodePipeline says: "We require TLS 1.2 and recommend TLS 1.3" (AWS CodePipeline User Guide,
*Infrastructure security*). S3 is the one service whose policies can refuse older versions, by `s3:TlsVersion` (Amazon
S3 User Guide, *Amazon S3 condition keys*). `min_tls` under `[require]` in `pipewarden.toml` asks for 1.3.

Fix
---
```hcl
data "aws_iam_policy_document" "artifacts" {
  statement {
    sid       = "DenyOldTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.artifacts.arn, "${aws_s3_bucket.artifacts.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "NumericLessThan"
      variable = "s3:TlsVersion"
      values   = ["1.2"]
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.iam.questions import old_tls_denied
from pipewarden.subjects import Subjects
from pipewarden.subjects.buckets import Holds
from pipewarden.subjects.policies import judged_bucket
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The policy in force on every bucket that holds artifacts or a trail."""
    least = subjects.config.require.min_tls
    holds, slips = f"every request below TLS {least} is denied", f"a request below TLS {least} is not denied"
    for bucket in subjects.buckets:
        if bucket.holds & {Holds.ARTIFACTS, Holds.TRAIL}:
            yield from judged_bucket(
                subjects, bucket, lambda policy, arn: old_tls_denied(policy, arn, least, subjects.names), holds, slips
            )
