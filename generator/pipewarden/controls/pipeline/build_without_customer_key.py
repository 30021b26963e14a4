"""A build encrypts its output with a key that AWS manages, not with a customer key.

Why
---
Without `encryption_key`, CodeBuild uses the AWS managed key for Amazon S3 (AWS CodeBuild User Guide, *Data
encryption*), whose policy and rotation are out of the customer's hands. A build that writes pipeline artifacts then
writes them under another key than the artifact key. The key must be symmetric: CodeBuild takes no other.

Fix
---
```hcl
resource "aws_codebuild_project" "build" {
  encryption_key = aws_kms_key.artifacts.arn
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument, configured
from pipewarden.subjects.builds import PROJECT
from pipewarden.subjects.keys import KeyKind
from pipewarden.verdict import Outcome, Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.MEDIUM
EQUIVALENTS = ("CKV_AWS_147", "CB4")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The key of every project."""
    for project in subjects.stack.of_type(PROJECT):
        yield _judge_project(subjects, project)


def _judge_project(subjects: Subjects, project: Resource) -> Verdict:
    key = configured(project.values, "encryption_key")
    use = subjects.key_use(key)
    match use.kind:
        case KeyKind.NONE:
            return failed(project, "`encryption_key` is not set: AWS's own key encrypts", key)
        case KeyKind.MANAGED:
            return failed(project, f"`encryption_key` names {use.kind}", key)
        case KeyKind.UNDECIDED:
            return unknown(project, f"which key encrypts is not known: {use.why}", key)
        case KeyKind.FOREIGN:
            return unknown(project, f"`encryption_key` names {use.kind}: whether it is symmetric is not known", key)
    asymmetric = _asymmetric(use.resource) if use.resource is not None else None
    return asymmetric or passed(project, f"`encryption_key` names {use.kind}", key)


def _asymmetric(key: Resource) -> Verdict | None:
    if key.type != "aws_kms_key":
        return None
    spec = argument(key, "customer_master_key_spec", "SYMMETRIC_DEFAULT").judged(lambda v: v == "SYMMETRIC_DEFAULT")
    usage = argument(key, "key_usage", "ENCRYPT_DECRYPT").judged(lambda v: v == "ENCRYPT_DECRYPT")
    return next((verdict for verdict in (*spec, *usage) if verdict.outcome is not Outcome.PASS), None)
