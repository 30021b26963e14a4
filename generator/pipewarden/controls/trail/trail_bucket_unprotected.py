"""The bucket that receives the trail is also an artifact bucket, is unprotected, or takes log files in anybody's name.

Why
---
Log files are evidence: whoever can change, delete or forge them can hide. AWS recommends a bucket of their own, with
versions, and delivery statements that name the trail by `aws:SourceArn`, so that nobody else's trail can write there
(AWS CloudTrail User Guide, *Amazon S3 bucket policy for CloudTrail* and *Security best practices*).

Fix
---
```hcl
data "aws_iam_policy_document" "trail" {
  statement {
    sid       = "DeliverTrail"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.trail.arn}/AWSLogs/${data.aws_caller_identity.current.account_id}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = ["arn:aws:cloudtrail:us-east-1:${data.aws_caller_identity.current.account_id}:trail/pipeline"]
    }
  }
}
```

A bucket that lives outside the stack is named in `[declare] buckets` of `pipewarden.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions import Trusted, plaintext_denied, services_name_their_source
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Symbol
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.bucket_defences import public_access_blocked, versioned
from pipewarden.subjects.buckets import Bucket, Holds
from pipewarden.subjects.identity import names
from pipewarden.subjects.ownership import Owner, bucket_owner
from pipewarden.subjects.policies import arn, judged_bucket
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV2_AWS_6",)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Whose bucket each trail writes to, and each of those buckets once."""
    for trail in subjects.trails:
        yield from _judge_owner(subjects, trail)
    for bucket in subjects.buckets:
        if Holds.TRAIL in bucket.holds:
            yield from _judge_bucket(subjects, bucket)


def _judge_owner(subjects: Subjects, trail: Resource) -> Iterator[Verdict]:
    named = configured(trail.values, "s3_bucket_name")
    owner = bucket_owner(subjects.stack, named, subjects.config.declare)
    if owner.kind is Owner.UNDECIDED:
        yield unknown(trail, f"which bucket receives the trail is not known: {owner.why}", named)
    elif owner.kind is Owner.FOREIGN:
        yield failed(trail, f"the trail goes to {owner.words}", named)
    elif any(Holds.ARTIFACTS in bucket.holds and bucket.resource == owner.resource for bucket in subjects.buckets):
        yield failed(trail, f"the trail goes to {owner.words}, which holds artifacts", named)
    else:
        yield passed(trail, f"the trail goes to {owner.words}", named)


def _judge_bucket(subjects: Subjects, bucket: Bucket) -> Iterator[Verdict]:
    yield from _mended("bucket-public-access", public_access_blocked(subjects.stack, bucket.resource))
    yield from _mended("bucket-unversioned", versioned(subjects.stack, bucket.resource))
    own = [trail for trail in subjects.trails if names(configured(trail.values, "s3_bucket_name"), bucket.resource)]
    sources = Trusted((), sources=tuple(map(arn, own)))

    def transport(policy: Policy, bucket_arn: Symbol) -> Outcome:
        return plaintext_denied(policy, bucket_arn, subjects.names)

    def delivery(policy: Policy, _: Symbol) -> Outcome:
        return services_name_their_source(policy, sources, subjects.names, services=("cloudtrail.amazonaws.com",))

    holds, slips = "every plaintext request is denied", "a plaintext request is not denied"
    plaintext = judged_bucket(subjects, bucket, transport, holds, slips)
    yield from _mended("bucket-plaintext-transport", plaintext)
    if bucket.policies:
        holds = "CloudTrail delivers in the name of the stack's own trails only"
        slips = "CloudTrail may deliver trails that are not the stack's own"
        yield from judged_bucket(subjects, bucket, delivery, holds, slips)


def _mended(control: str, verdicts: Iterator[Verdict]) -> Iterator[Verdict]:
    """The verdicts, mended as the control says that judges the same of every bucket."""
    fix = f"Mend it as `pipewarden controls {control}` shows."
    yield from (replace(verdict, fix=fix) for verdict in verdicts)
