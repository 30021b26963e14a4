"""Nobody is told when the artifact key is disabled or scheduled for deletion.

Why
---
Artifacts can be read only as long as the key that encrypted them works, old ones by their old key. A deletion waits for
some days, and can be cancelled by whoever hears of it (AWS KMS Developer Guide, *Create an alarm that detects use of a
KMS key pending deletion*). An alarm on the trail's log, or an event rule, tells of `DisableKey` and
`ScheduleKeyDeletion`.

Fix
---
```hcl
resource "aws_cloudwatch_event_rule" "key" {
  name = "artifact-key"
  event_pattern = jsonencode({
    source      = ["aws.kms"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["kms.amazonaws.com"]
      eventName   = ["DisableKey", "ScheduleKeyDeletion"]
    }
  })
}

resource "aws_cloudwatch_event_target" "key" {
  rule = aws_cloudwatch_event_rule.key.name
  arn  = aws_sns_topic.alarms.arn
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.subjects import Subjects
from pipewarden.subjects.alarms import watches
from pipewarden.verdict import Outcome, Severity, Verdict, absent, passed, unknown

SEVERITY = Severity.LOW
EQUIVALENTS = ("AWS-0153", "56a585f5")
OPT_IN = True
_EVENTS = ("DisableKey", "ScheduleKeyDeletion")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Who is told of each event, for every key that encrypts pipeline data."""
    for key in subjects.keys:
        verdicts = {event: _judge(subjects, key, event) for event in _EVENTS}
        unwatched = [event for event, verdict in verdicts.items() if verdict.outcome is Outcome.ABSENT]
        yield from (verdict for event, verdict in verdicts.items() if event not in unwatched)
        if unwatched:
            yield absent(key, f"nobody is told of {' and '.join(f'`{event}`' for event in unwatched)}")


def _judge(subjects: Subjects, key: Resource, event: str) -> Verdict:
    found = tuple(watches(subjects.stack, "kms.amazonaws.com", event))
    for watch in found:
        if watch.doubt is None:
            return passed(key, f"`{watch.carrier.address}` tells of `{event}`", watch.carrier)
    doubt = next((watch.doubt for watch in found), None) or next(subjects.unresolved_could_hold(), None)
    if doubt:
        return unknown(key, f"whether anybody is told of `{event}` is not known: {doubt}")
    return absent(key, f"nobody is told of `{event}`")
