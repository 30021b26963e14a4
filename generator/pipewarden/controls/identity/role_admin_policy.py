"""A managed policy that gives a whole service away is attached.

Why
---
`AdministratorAccess`, `IAMFullAccess`, `AWSCodePipeline_FullAccess` and AWS's other `…FullAccess` policies grant every
action of one service or of all (AWS Managed Policy Reference Guide), where the guidance asks for "only the permissions
necessary" (AWS CodePipeline User Guide, *Data protection*). Nothing in the stack shows how much that is, and AWS
changes them.

Fix
---
Write a policy with the actions that are needed, and attach that:

```hcl
resource "aws_iam_role_policy" "build" {
  name   = "run-build"
  role   = aws_iam_role.build.name
  policy = data.aws_iam_policy_document.build.json
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.aws.managed_policies import gives_a_service_away, managed_name
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.identities import attachments
from pipewarden.subjects.managed import managed_arn
from pipewarden.subjects.scope import in_scope
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_274",)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every attachment of the stack, to whichever identity."""
    found = False
    for carrier, value in attachments(subjects.stack):
        found = True
        yield _judge(subjects, carrier, value)
    if not found and in_scope(subjects.stack):
        yield passed(subjects.stack, "no managed policy is attached")


def _judge(subjects: Subjects, carrier: Resource, value: Value) -> Verdict:
    arn = managed_arn(subjects, value)
    if isinstance(arn, Unknown):
        return unknown(carrier, f"which policy is attached is not known: {arn.why}", value)
    name = managed_name(arn or "")
    if name is None or not gives_a_service_away(name):
        return passed(carrier, "the policy that is attached gives no service away", value)
    if carrier.may_be_absent:
        return unknown(carrier, f"whether `{name}` is attached is not known: {carrier.may_be_absent.why}", value)
    return failed(carrier, f"`{name}`, which grants every action of a service, is attached", value)
