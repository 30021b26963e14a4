"""An AWS service is refused something that it needs to deliver logs, events or alarms.

Why
---
Whoever waits for a log or an alarm does not notice that it never comes: most of these services fail in silence.
Access logs are written by `logging.s3.amazonaws.com`, flow logs through their role, encrypted log groups by CloudWatch
Logs with the group in the encryption context. Events and notifications need the topic's policy and its key, and the
latter without a condition on the source, which they do not send to KMS (Amazon SNS Developer Guide, *Enable
compatibility between event sources from AWS services and encrypted topics*).

Fix
---
In the policy of a bucket for access logs:

```hcl
statement {
  sid       = "ReceiveAccessLogs"
  actions   = ["s3:PutObject"]
  resources = ["${aws_s3_bucket.logs.arn}/*"]

  principals {
    type        = "Service"
    identifiers = ["logging.s3.amazonaws.com"]
  }

  condition {
    test     = "StringEquals"
    variable = "aws:SourceAccount"
    values   = [data.aws_caller_identity.current.account_id]
  }
}
```

In the policy of a topic's key:

```hcl
statement {
  sid       = "EncryptTopics"
  actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
  resources = ["*"]

  principals {
    type        = "Service"
    identifiers = ["codestar-notifications.amazonaws.com", "events.amazonaws.com"]
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.buckets import Holds
from pipewarden.subjects.builds import nested
from pipewarden.subjects.companions import companions
from pipewarden.subjects.delivery_requests import access_logs, encrypted_groups, flow_logs, notices
from pipewarden.subjects.works import judged_errands
from pipewarden.verdict import Severity, Verdict, failed

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every delivery of the stack."""
    yield from judged_errands(subjects, access_logs(subjects), "access logs are not delivered")
    yield from _judge_locks(subjects)
    yield from judged_errands(subjects, flow_logs(subjects), "the flow log is not delivered")
    yield from judged_errands(subjects, encrypted_groups(subjects), "the log group does not work")
    yield from judged_errands(subjects, notices(subjects), "the topic tells nobody")


def _judge_locks(subjects: Subjects) -> Iterator[Verdict]:
    """S3 writes no access logs into a bucket that locks each object by default (*Server access logging*)."""
    for bucket in subjects.buckets:
        if Holds.ACCESS_LOGS in bucket.holds:
            for lock in companions(subjects.stack, bucket.resource, "aws_s3_bucket_object_lock_configuration").found:
                for retention in nested(lock.values, "rule", "default_retention"):
                    message = "access logs are not delivered: S3 writes none into a bucket with a default retention"
                    yield failed(lock, message, retention)
