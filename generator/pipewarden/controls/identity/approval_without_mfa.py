"""Somebody may approve, stop or change a pipeline without multi-factor authentication.

Why
---
An approval is what stands between a change and production; a stolen password must not be enough to give it. The
guidance says: "Use multi-factor authentication (MFA) with each account" (AWS CodePipeline User Guide, *Data
protection*). Requests with long-term keys carry no `aws:MultiFactorAuthPresent` at all, so an Allow needs `Bool` and a
Deny needs `BoolIfExists` (AWS IAM User Guide, *AWS global condition context keys*). Federated sessions carry none
either: where the identity provider asks for it, say `federation_mfa = true` under `[declare]` in `pipewarden.toml`.

Fix
---
```hcl
statement {
  sid       = "DecideApprovals"
  actions   = ["codepipeline:PutApprovalResult"]
  resources = ["${aws_codepipeline.this.arn}/*"]

  condition {
    test     = "Bool"
    variable = "aws:MultiFactorAuthPresent"
    values   = ["true"]
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.aws.managed_policies import managed_name, pipeline_actions
from pipewarden.iam.model import Policy
from pipewarden.iam.questions import mfa_required
from pipewarden.iam.questions.intents import statement
from pipewarden.stack.values import Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.approvers import Approver, approvers
from pipewarden.subjects.granted import policies_of
from pipewarden.subjects.identities import Identity
from pipewarden.subjects.managed import managed_arn
from pipewarden.subjects.policies import proof_verdict
from pipewarden.verdict import Severity, Verdict, passed, unknown

SEVERITY = Severity.HIGH
_DECISIONS = (
    "codepipeline:DeletePipeline",
    "codepipeline:DisableStageTransition",
    "codepipeline:PutApprovalResult",
    "codepipeline:StopPipelineExecution",
    "codepipeline:UpdatePipeline",
)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The policies of every identity of people, each identity's together."""
    for approver in approvers(subjects):
        yield from _judge(subjects, approver)


def _judge(subjects: Subjects, approver: Approver) -> Iterator[Verdict]:
    identity = approver.identity
    if approver.assured:
        yield passed(identity.resource, f"decides with MFA: {approver.assured}")
        return
    holds, slips = "it decides in pipelines with MFA only", "it may decide in pipelines without MFA"
    policies = [*policies_of(subjects, identity), *_managed(subjects, identity)]
    at = next((value for _, value in (*identity.held, *identity.managed)), None)
    yield proof_verdict(identity.resource, mfa_required(policies, _DECISIONS, subjects.names), holds, slips, at)
    if identity.doubt:
        yield unknown(identity.resource, f"whether {holds} is not known: {identity.doubt}")
    for _, value in identity.managed:
        arn = managed_arn(subjects, value)
        if isinstance(arn, Unknown) or arn is None:
            why = arn.why if isinstance(arn, Unknown) else "it has a policy that is not in the stack"
            yield unknown(identity.resource, f"whether {holds} is not known: {why}", value)


def _managed(subjects: Subjects, identity: Identity) -> Iterator[Policy]:
    """What AWS's managed policies allow of the decisions."""
    for _, value in identity.managed:
        arn = managed_arn(subjects, value)
        granted = pipeline_actions(managed_name(arn) or "") if isinstance(arn, str) else ()
        if granted:
            yield Policy("identity", (statement(actions=granted),), version="2012-10-17")
