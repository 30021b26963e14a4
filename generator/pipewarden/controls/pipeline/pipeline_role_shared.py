"""The pipeline's service role may be taken by others than CodePipeline, or for a pipeline of another account.

Why
---
The role reads and writes every artifact, uses the key and starts the deployments. Whoever else is in its trust policy
has all of that; without `aws:SourceAccount` or `aws:SourceArn`, CodePipeline could be made to use it for a pipeline of
another account (AWS CodePipeline User Guide, *Cross-service confused deputy prevention*). The guidance asks for only
the permissions that are necessary.

Fix
---
```hcl
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codepipeline.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.iam.questions import services_name_their_source
from pipewarden.iam.questions.trust import only_service
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.accounts import trusted_by
from pipewarden.subjects.argument import configured
from pipewarden.subjects.policies import policy_of, proof_verdict
from pipewarden.subjects.roles import role_of
from pipewarden.verdict import Severity, Verdict, unknown

SEVERITY = Severity.MEDIUM
EQUIVALENTS = ("CKV_AWS_60", "CKV_AWS_61")
_SERVICE = "codepipeline.amazonaws.com"


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The trust policy of every pipeline's service role, each role once."""
    seen: set[str] = set()
    for pipeline in subjects.pipelines:
        arn = configured(pipeline.values, "role_arn")
        role = role_of(subjects.stack, arn)
        if role is None:
            reason = arn.why if isinstance(arn, Unknown) else "it is not in the stack"
            yield unknown(pipeline, f"whom the service role trusts is not known: {reason}", arn)
        elif role.address not in seen:
            seen.add(role.address)
            yield from _judge_role(subjects, role)


def _judge_role(subjects: Subjects, role: Resource) -> Iterator[Verdict]:
    trust = configured(role.values, "assume_role_policy")
    if trust is None:
        yield unknown(role, "whom the service role trusts is not known: it has no `assume_role_policy`")
        return
    policy = policy_of(trust, "trust", subjects.names)
    holds, slips = "the service role trusts CodePipeline alone", "somebody else than CodePipeline may take the role"
    yield proof_verdict(role, only_service(policy, _SERVICE, subjects.names), holds, slips, trust)
    outcome = services_name_their_source(policy, trusted_by(subjects, role), subjects.names, services=(_SERVICE,))
    holds, slips = "CodePipeline takes the role for the stack's own account only", "no condition names the source"
    yield proof_verdict(role, outcome, holds, slips, trust)
