"""A source is polled, or no event starts the pipeline when it changes.

Why
---
A CodeCommit or S3 source polls unless it is told not to, and AWS advises to migrate such pipelines to events (AWS
CodePipeline User Guide, *Migrate polling pipelines to use event-based change detection*). Without polling, and for
ECR always, only an EventBridge rule starts the pipeline, and it needs a role to do so. A pipeline that nothing starts
leaves a fix undeployed.

Fix
---
```hcl
resource "aws_cloudwatch_event_rule" "source" {
  name = "release-source"
  event_pattern = jsonencode({
    source      = ["aws.codecommit"]
    detail-type = ["CodeCommit Repository State Change"]
    resources   = [aws_codecommit_repository.app.arn]
    detail      = { event = ["referenceCreated", "referenceUpdated"], referenceName = ["main"] }
  })
}

resource "aws_cloudwatch_event_target" "source" {
  rule     = aws_cloudwatch_event_rule.source.name
  arn      = aws_codepipeline.this.arn
  role_arn = aws_iam_role.start.arn
}
```

In the source action, `PollForSourceChanges = "false"`.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipewarden.stack.values import Known
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.pipelines import action_title
from pipewarden.subjects.references import why
from pipewarden.subjects.triggers import Source, nearest, sources, starts
from pipewarden.verdict import Note, Severity, Verdict, absent, failed, passed, unknown

SEVERITY = Severity.MEDIUM
_OFF = (Known(False), Known("false"))


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every CodeCommit, S3 and ECR source: whether it polls, and what starts the pipeline."""
    for pipeline in subjects.pipelines:
        for source in sources(pipeline):
            if source.kind.polls:
                yield _judge_polling(source)
            yield _judge_start(subjects, source)


def _judge_polling(source: Source) -> Verdict:
    polling, title = source.polling, action_title(source.action)
    if polling is None:
        message = f"{title} polls: `PollForSourceChanges` is not set (the default is `true`)"
        return failed(source.pipeline, message, source.action)
    if not isinstance(polling, Known):
        return unknown(source.pipeline, f"whether {title} polls is not known: {why(polling)}", polling)
    if polling in _OFF:
        return passed(source.pipeline, f"{title} does not poll", polling)
    return failed(source.pipeline, f"{title} polls", polling)


def _judge_start(subjects: Subjects, source: Source) -> Verdict:
    pipeline, title = source.pipeline, action_title(source.action)
    doubts = list(subjects.unresolved_could_hold())
    without_role = None
    for start in starts(subjects.stack, source):
        role = configured(start.target.values, "role_arn")
        if start.doubt:
            doubts.append(start.doubt)
        elif role is None or role == Known(""):
            without_role = failed(start.target, "the target has no `role_arn`, so it cannot start the pipeline", role)
        else:
            return passed(pipeline, f"`{start.rule.address}` starts the pipeline for {title}", start.target)
    if without_role is not None:
        return without_role
    if doubts:
        return unknown(pipeline, f"whether an event starts the pipeline for {title} is not known: {doubts[0]}")
    missing = absent(pipeline, f"no event rule starts the pipeline for {title}")
    near = nearest(subjects.stack, source)
    if near is None:
        return missing
    rule, why_not = near
    return replace(missing, because=(Note(rule.header or rule.location, f"`{rule.address}` does not: {why_not}"),))
