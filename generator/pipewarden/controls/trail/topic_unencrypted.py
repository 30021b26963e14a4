"""A topic that carries events of pipelines or trails is not encrypted, at rest or in transit.

Why
---
Messages quote what they are about: who approves which release, what failed, who touched the key. Amazon SNS keeps them
in plain unless a topic names a key, and takes them over plain HTTP unless the topic's policy denies it (Amazon SNS
Developer Guide, *Security best practices*). The key that AWS manages lets none of the services publish that tell of
pipelines.

Fix
---
```hcl
resource "aws_sns_topic" "events" {
  kms_master_key_id = aws_kms_key.events.arn
}

data "aws_iam_policy_document" "events" {
  statement {
    sid       = "DenyPlaintextPublish"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.events.arn]

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
from pipewarden.stack.model import Resource
from pipewarden.subjects import Subjects
from pipewarden.subjects.encryption import encrypted
from pipewarden.subjects.policies import arn, policy_of, proof_verdict
from pipewarden.subjects.topics import event_topics, topic_policies
from pipewarden.verdict import Severity, Verdict, failed, unknown

SEVERITY = Severity.MEDIUM
EQUIVALENTS = ("CKV_AWS_26", "AWS-0095")
_HOLDS = "every plaintext publish is denied"
_SLIPS = "a plaintext publish is not denied"


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Key and policy of every topic that carries events of pipelines or trails."""
    for topic in event_topics(subjects.stack):
        without = "messages are kept in plain"
        yield from encrypted(subjects.stack, subjects.config.declare, topic, "kms_master_key_id", without)
        yield from _judge_policies(subjects, topic)


def _judge_policies(subjects: Subjects, topic: Resource) -> Iterator[Verdict]:
    policies, doubt = topic_policies(subjects.stack, topic)
    for _, value in policies:
        policy = policy_of(value, "resource", subjects.names)
        outcome = plaintext_denied(policy, arn(topic), subjects.names, objects=False, actions=("sns:Publish",))
        yield proof_verdict(topic, outcome, _HOLDS, _SLIPS, value)
    if not policies and doubt is not None:
        yield unknown(topic, f"whether {_HOLDS} is not known: {doubt.why}")
    elif not policies:
        yield failed(topic, f"it has no policy, so {_SLIPS}")
