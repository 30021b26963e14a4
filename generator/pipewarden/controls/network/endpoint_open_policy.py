"""An endpoint lets anybody through, or lets its users do anything.

Why
---
Without a policy of its own an endpoint gets one that allows every action of every principal on every resource (AWS
PrivateLink Guide, *Control access to VPC endpoints using endpoint policies*): credentials of another account work
through it, and carry data out. The guidance asks to grant "only the permissions necessary". Endpoints of services that
take no endpoint policy, CodePipeline's own among them, are left alone.

Fix
---
```hcl
data "aws_iam_policy_document" "kms_endpoint" {
  statement {
    actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.aws.endpoints import takes_policy
from pipewarden.iam.questions import nothing_to_outsiders, wildcard_actions
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.accounts import trusted_by
from pipewarden.subjects.endpoint_policies import endpoint_policies, everything, without_layers
from pipewarden.subjects.endpoints import service_of
from pipewarden.subjects.policies import policy_of, proof_verdict
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The policies of every endpoint whose service takes one."""
    for endpoint in subjects.endpoints:
        service = service_of(subjects.stack, endpoint)
        if isinstance(service, tuple) and not takes_policy(service[1]):
            yield passed(endpoint, f"`{service[1]}` takes no endpoint policy, as far as one answer of AWS tells")
        else:
            yield from _judge_endpoint(subjects, endpoint, service if isinstance(service, Unknown) else None)


def _judge_endpoint(subjects: Subjects, endpoint: Resource, doubt: Unknown | None) -> Iterator[Verdict]:
    policies, hidden = endpoint_policies(subjects.stack, endpoint)
    for carrier, value in policies:
        yield from _judge_policy(subjects, endpoint, carrier, value)
    if not policies and (doubt := doubt or hidden) is not None:
        yield unknown(endpoint, f"whether the endpoint has a policy that it needs is not known: {doubt.why}")
    elif not policies:
        yield failed(endpoint, "the endpoint has no policy: AWS's own allows every action of everybody on everything")


def _judge_policy(subjects: Subjects, endpoint: Resource, carrier: Resource, value: Value) -> Iterator[Verdict]:
    policy = without_layers(policy_of(value, "resource", subjects.names))
    trusted = trusted_by(subjects, endpoint)
    holds, slips = "the endpoint lets in own principals only", "the endpoint lets in principals of other accounts"
    yield proof_verdict(carrier, nothing_to_outsiders(policy, trusted, subjects.names), holds, slips, value)
    for grant in wildcard_actions(policy):
        if everything(grant.statement):
            message = f"statement {grant.statement.label} allows all that can be done, on everything: {grant.text}"
            yield failed(carrier, message, grant.location or value)
