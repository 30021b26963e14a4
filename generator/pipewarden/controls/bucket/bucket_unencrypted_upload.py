"""An upload to an artifact bucket may ask for another encryption than the artifact key.

Why
---
The bucket's default encrypts what comes without headers; an upload that names an algorithm or a key gets what it names
(Amazon S3 User Guide, *Protecting data with server-side encryption*). So artifacts stay under the customer's key only
where the policy denies the rest: another algorithm than KMS, another key than the artifact key, compared by its ARN,
and keys of the caller's own (SSE-C), which `blocked_encryption_types` refuses too.

Fix
---
```hcl
statement {
  sid       = "DenyOtherKey"
  effect    = "Deny"
  actions   = ["s3:PutObject"]
  resources = ["${aws_s3_bucket.artifacts.arn}/*"]

  principals {
    type        = "*"
    identifiers = ["*"]
  }

  condition {
    test     = "Null"
    variable = "s3:x-amz-server-side-encryption-aws-kms-key-id"
    values   = ["false"]
  }

  condition {
    test     = "StringNotEquals"
    variable = "s3:x-amz-server-side-encryption-aws-kms-key-id"
    values   = [aws_kms_key.artifacts.arn]
  }
}
```

The same with `s3:x-amz-server-side-encryption` and `["aws:kms", "aws:kms:dsse"]`, and with `Null` of
`s3:x-amz-server-side-encryption-customer-algorithm` and `["false"]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions import customer_key_denied, other_algorithm_denied, other_key_denied
from pipewarden.stack.values import Symbol, Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.bucket_keys import blocks_customer_keys, keys_of
from pipewarden.subjects.buckets import Bucket, Holds
from pipewarden.subjects.policies import judged_bucket
from pipewarden.verdict import Severity, Verdict, passed, unknown

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The policy in force on every artifact bucket."""
    for bucket in subjects.buckets:
        if Holds.ARTIFACTS in bucket.holds:
            yield from _judge_algorithm(subjects, bucket)
            if bucket.policies:
                yield from (replace(each, severity=Severity.MEDIUM) for each in _judge_keys(subjects, bucket))


def _judge_algorithm(subjects: Subjects, bucket: Bucket) -> Iterator[Verdict]:
    def ask(policy: Policy, arn: Symbol) -> Outcome:
        return other_algorithm_denied(policy, arn, subjects.names)

    holds, slips = "every upload without KMS is denied", "an upload that asks for another encryption is not denied"
    yield from judged_bucket(subjects, bucket, ask, holds, slips)


def _judge_keys(subjects: Subjects, bucket: Bucket) -> Iterator[Verdict]:
    for key in keys_of(subjects, bucket):
        if isinstance(key, Unknown):
            yield unknown(bucket.resource, f"whether uploads with other keys are denied is not known: {key.why}", key)
        else:
            holds, slips = "every upload with another key is denied", "an upload with another key is not denied"
            yield from judged_bucket(subjects, bucket, partial(_ask_key, subjects, key), holds, slips)
    if blocks_customer_keys(subjects.stack, bucket.resource):
        yield passed(bucket.resource, "the bucket blocks uploads with a key of the caller's own")
        return
    holds = "every upload with a key of the caller's own is denied"
    slips = "an upload with a key of the caller's own (SSE-C) is not denied"
    yield from judged_bucket(subjects, bucket, partial(_ask_customer_key, subjects), holds, slips)


def _ask_key(subjects: Subjects, key: Value, policy: Policy, arn: Symbol) -> Outcome:
    return other_key_denied(policy, arn, key, subjects.names)


def _ask_customer_key(subjects: Subjects, policy: Policy, arn: Symbol) -> Outcome:
    return customer_key_denied(policy, arn, subjects.names)
