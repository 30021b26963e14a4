"""A pipeline fails and nobody hears of it, or the message lies unencrypted in its topic.

Why
---
The guidance asks for "logging" of what happens to a pipeline; a failed run that nobody notices is a security fix that
is not deployed (AWS CodePipeline User Guide, *Create a notification rule*). The message names stages, actions and
commits, so its topic is encrypted with a customer key: a notification rule cannot publish to a topic under
`alias/aws/sns` at all.

Fix
---
```hcl
resource "aws_codestarnotifications_notification_rule" "failures" {
  name           = "release-failures"
  resource       = aws_codepipeline.this.arn
  detail_type    = "BASIC"
  event_type_ids = ["codepipeline-pipeline-pipeline-execution-failed"]

  target {
    address = aws_sns_topic.failures.arn
  }
}

resource "aws_sns_topic" "failures" {
  name              = "release-failures"
  kms_master_key_id = aws_kms_key.artifacts.arn
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.keys import KeyKind
from pipewarden.subjects.notices import Notice, notices
from pipewarden.verdict import Severity, Verdict, absent, failed, passed, unknown

SEVERITY = Severity.LOW
OPT_IN = True


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every pipeline: who is told that it failed."""
    for pipeline in subjects.pipelines:
        yield _judge_pipeline(subjects, pipeline)


def _judge_pipeline(subjects: Subjects, pipeline: Resource) -> Verdict:
    verdicts = [_judge_notice(subjects, pipeline, notice) for notice in notices(subjects.stack, pipeline)]
    good = next((verdict for verdict in verdicts if verdict.outcome == "pass"), None)
    if good is not None:
        return good
    doubts = [f"whether somebody is told of failures is not known: {why}" for why in subjects.unresolved_could_hold()]
    if verdicts:
        return verdicts[0]
    return unknown(pipeline, doubts[0]) if doubts else absent(pipeline, "nobody is told when the pipeline fails")


def _judge_notice(subjects: Subjects, pipeline: Resource, notice: Notice) -> Verdict:
    if notice.doubt:
        return unknown(pipeline, f"whether somebody is told of failures is not known: {notice.doubt}", notice.rule)
    if notice.topic is None:
        return unknown(notice.rule, "the topic that is told of failures is not in the stack", notice.address)
    key = configured(notice.topic.values, "kms_master_key_id")
    use = subjects.key_use(key)
    if use.kind is KeyKind.UNDECIDED:
        return unknown(notice.topic, f"which key encrypts the topic is not known: {use.why}", key)
    if use.kind in (KeyKind.NONE, KeyKind.MANAGED):
        return failed(notice.topic, f"the topic that is told of failures is encrypted with {use.kind}", key)
    return passed(pipeline, f"`{notice.rule.address}` tells `{notice.topic.address}` of failures", notice.rule)
