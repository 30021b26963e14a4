"""A build leaves no log, or one that is not encrypted or not kept.

Why
---
What a build did is known from its log alone. CodeBuild writes to CloudWatch Logs unless told otherwise, and makes the
group itself, without a customer key, where nobody else does (AWS CodeBuild User Guide, *View build logs*). The
guidance asks for logging; PCI DSS 10.5.1 wants three months of logs at hand, which is the least that counts here.

Fix
---
```hcl
resource "aws_codebuild_project" "build" {
  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.build.name
    }
  }
}

resource "aws_cloudwatch_log_group" "build" {
  name              = "/aws/codebuild/build"
  kms_key_id        = aws_kms_key.logs.arn
  retention_in_days = 365
}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument, configured, literal
from pipewarden.subjects.build_logs import LogDestination, destinations
from pipewarden.subjects.builds import PROJECT
from pipewarden.subjects.keys import KeyKind
from pipewarden.subjects.references import shown
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.MEDIUM
EQUIVALENTS = ("CKV_AWS_314",)
_LEAST_DAYS = 90


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every project: the log destinations that are on."""
    for project in subjects.stack.of_type(PROJECT):
        everywhere = tuple(destinations(subjects.stack, project))
        live = [item for item in everywhere if isinstance(item, Unknown) or item.status.in_force != "DISABLED"]
        for item in live:
            yield _judge_destination(subjects, project, item)
        if not live:
            off = next((item.status.value for item in everywhere if isinstance(item, LogDestination)), None)
            yield failed(project, "the build leaves no log: every destination is switched off", off)


def _judge_destination(subjects: Subjects, project: Resource, item: LogDestination | Unknown) -> Verdict:
    if isinstance(item, Unknown):
        return unknown(project, f"where the build writes its log is not known: {item.why}", item)
    if item.status.undecided:
        return unknown(project, f"whether the build writes a log is not known: {item.status}", item.status.value)
    if item.group is None:
        return passed(project, "the log goes to S3", item.block)
    if item.resource is not None:
        return _judge_group(subjects, project, item.resource)
    if item.doubt or item.own_name:
        why = item.doubt or "it is not in the stack"
        return unknown(project, f"how the log group {shown(item.group)} is kept is not known: {why}", item.group)
    message = f"CodeBuild makes the log group {shown(item.group)} itself, without a customer key"
    return failed(project, message)


def _judge_group(subjects: Subjects, project: Resource, group: Resource) -> Verdict:
    key = configured(group.values, "kms_key_id")
    use = subjects.key_use(key)
    if use.kind is KeyKind.UNDECIDED:
        return unknown(group, f"which key encrypts the build's log is not known: {use.why}", key)
    if use.kind in (KeyKind.NONE, KeyKind.MANAGED):
        return failed(group, "the build's log has no customer key", key)
    days = argument(group, "retention_in_days", Fraction(0))
    if days.undecided:
        return unknown(group, f"how long the build's log is kept is not known: {days.undecided}", days.value)
    if isinstance(days.in_force, Fraction) and 0 < days.in_force < _LEAST_DAYS:
        kept = literal(days.in_force)
        return failed(group, f"the build's log is kept for {kept} days, less than {_LEAST_DAYS}", days.value)
    return passed(project, f"the log goes to `{group.address}`, which is encrypted and kept", group)
