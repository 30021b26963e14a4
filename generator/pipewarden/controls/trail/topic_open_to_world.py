"""The policy of a topic that carries events lets somebody outside the account publish to it, or listen.

Why
---
An approver acts on what a topic says: whoever may publish can ask for an approval that nobody started, and whoever may
subscribe reads which release waits for whom. The guidance asks to grant "only the permissions necessary" (AWS
CodePipeline User Guide, *Data protection*). A `Principal` of `*`, a `NotPrincipal`, or another account lets strangers
in, unless a condition keeps all of them out (Amazon SNS Developer Guide, *Ensure topics aren't publicly accessible*).
Other accounts and the organization that may use the topic are named under `[declare]` in `pipewarden.toml`.

Fix
---
```hcl
data "aws_iam_policy_document" "events" {
  statement {
    sid       = "AnnounceApprovals"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.events.arn]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.pipeline.arn]
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.iam.questions import nothing_to_outsiders
from pipewarden.stack.model import Resource
from pipewarden.subjects import Subjects
from pipewarden.subjects.accounts import trusted_by
from pipewarden.subjects.policies import policy_of, proof_verdict
from pipewarden.subjects.topics import event_topics, topic_policies
from pipewarden.verdict import Severity, Verdict, passed, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_169",)
_HOLDS = "nobody outside the account may use the topic"
_SLIPS = "somebody outside the account may use the topic"


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """What the policies of every topic that carries events allow; without one the account alone may use it."""
    for topic in event_topics(subjects.stack):
        yield from _judge(subjects, topic)


def _judge(subjects: Subjects, topic: Resource) -> Iterator[Verdict]:
    policies, doubt = topic_policies(subjects.stack, topic)
    trusted = trusted_by(subjects, topic)
    for _, value in policies:
        outcome = nothing_to_outsiders(policy_of(value, "resource", subjects.names), trusted, subjects.names)
        yield proof_verdict(topic, outcome, _HOLDS, _SLIPS, value)
    if doubt is not None:
        yield unknown(topic, f"whether {_HOLDS} is not known: {doubt.why}")
    elif not policies:
        yield passed(topic, "no policy lets anybody in")
