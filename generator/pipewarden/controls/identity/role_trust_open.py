"""A role may be taken by somebody whom its trust policy does not name, or in somebody else's name.

Why
---
Whoever may take a role has all that it may do. A trust policy with `*`, or one that trusts every repository of a Git
host, is open to the world. An AWS service works for all its customers, and another account for whomever it likes: the
confused deputy (AWS IAM User Guide, *The confused deputy problem*). So services that support it carry
`aws:SourceAccount` or `aws:SourceArn`, and other accounts an external id, MFA or the organization.

Fix
---
```hcl
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codebuild.amazonaws.com"]
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

from msgspec.structs import replace

from pipewarden.aws.confused_deputy import ROLE_TRUST_CARRIES_SOURCE
from pipewarden.aws.identity_providers import SHARED_PROVIDERS
from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions import Trusted, other_accounts_conditioned, services_name_their_source
from pipewarden.iam.questions.trust import strangers_refused, subject_refused
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.accounts import trusted_by
from pipewarden.subjects.argument import configured
from pipewarden.subjects.federation import federated
from pipewarden.subjects.policies import policy_of, proof_verdict
from pipewarden.verdict import Outcome as Verdicts
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.CRITICAL
EQUIVALENTS = ("CKV_AWS_60", "CKV_AWS_61")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The trust policy of every role of the stack."""
    for role in subjects.stack.of_type("aws_iam_role"):
        trust = configured(role.values, "assume_role_policy")
        if trust is not None:
            yield from _judge(subjects, role, trust)


def _judge(subjects: Subjects, role: Resource, trust: Value) -> Iterator[Verdict]:
    policy = policy_of(trust, "trust", subjects.names)
    trusted = _trusted(subjects, role, policy)
    outcome = strangers_refused(policy, trusted, subjects.names)
    open_ = proof_verdict(
        role, outcome, "only those whom the trust policy names may take the role", "anybody may take the role", trust
    )
    yield open_
    for provider, host in federated(subjects.stack, policy):
        shared = SHARED_PROVIDERS.get(host)
        if shared:
            outcome = subject_refused(policy, provider, host, *shared)
            slips = f"anybody who has an account with `{host}` may take the role"
            yield proof_verdict(role, outcome, f"only some of `{host}` may take the role", slips, trust)
    for verdict in _of_others(subjects, role, policy, trusted, trust):
        if open_.outcome is Verdicts.PASS or verdict.location != open_.location:
            yield replace(verdict, severity=Severity.MEDIUM)


def _of_others(subjects: Subjects, role: Resource, policy: Policy, trusted: Trusted, trust: Value) -> Iterator[Verdict]:
    outcome: Outcome = other_accounts_conditioned(policy, trusted, subjects.names)
    holds = "other accounts take the role with an external id, MFA or from the organization"
    slips = "another account may take the role without external id and MFA, and from outside the organization"
    yield proof_verdict(role, outcome, holds, slips, trust)
    outcome = services_name_their_source(policy, trusted, subjects.names, services=ROLE_TRUST_CARRIES_SOURCE)
    holds = "services take the role in the name of the account"
    slips = "a service may take the role in the name of another account: no condition names the source"
    yield proof_verdict(role, outcome, holds, slips, trust)


def _trusted(subjects: Subjects, role: Resource, policy: Policy) -> Trusted:
    """Who is trusted; an organization that the policy itself asks for will do."""
    trusted = trusted_by(subjects, role)
    named = (
        str(value)
        for allow in policy.allows
        for condition in allow.conditions
        if condition.key.lower() == "aws:principalorgid"
        for value in condition.values
    )
    exact = (text for text in named if text.startswith("o-") and "*" not in text and "$" not in text)
    return replace(trusted, organization=trusted.organization or next(exact, None))
