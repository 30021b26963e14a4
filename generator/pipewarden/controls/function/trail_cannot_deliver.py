"""CloudTrail is refused something that it needs to deliver the trail.

Why
---
A trail whose bucket, key or log group refuses it records nothing, and nobody is told: AWS shows the failure in the
console only. Each request that CloudTrail makes is put to the policies on its way (AWS CloudTrail User Guide, *Amazon
S3 bucket policy for CloudTrail* and *Configure AWS KMS key policies for CloudTrail*): to look at the bucket and write
into it, to use the key, to take the role and write the log group, to tell the topic.

Fix
---
```hcl
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
    values   = ["arn:aws:cloudtrail:eu-west-1:${data.aws_caller_identity.current.account_id}:trail/release"]
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.trail_requests import trail_errands
from pipewarden.subjects.works import judged_errands
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every request that CloudTrail makes for a trail of the stack."""
    for trail in subjects.trails:
        yield from judged_errands(subjects, trail_errands(subjects, trail), "the trail is not delivered")
