"""A role that works with artifacts may also administer the key that encrypts them.

Why
---
Whoever can change the key's policy, disable it or schedule its deletion is its administrator; a build that is taken
over must not be one (AWS KMS Developer Guide, *Key policies*: separate key administrators from key users). The roles of
pipelines, builds and actions are judged, by the key policy and by their own policies. The statement that delegates to
the account is no finding.

Fix
---
Give working roles data actions only:

```hcl
statement {
  sid       = "UseKey"
  actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
  resources = [aws_kms_key.artifacts.arn]
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions import actions_refused
from pipewarden.iam.questions.intents import plain_condition
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.identities import identity_of
from pipewarden.subjects.key_policies import key_policies
from pipewarden.subjects.policies import arn, policy_of, proof_verdict
from pipewarden.subjects.references import shown
from pipewarden.subjects.roles import working_roles, working_roles_elsewhere
from pipewarden.verdict import Severity, Verdict, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_109", "CKV_AWS_111")
_ADMINISTRATION = ("kms:CreateGrant", "kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion")
_FOR_AWS = plain_condition("Bool", "kms:GrantIsForAWSResource", "true")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every working role against every key that encrypts pipeline data."""
    for key in subjects.keys:
        for role in working_roles(subjects.stack):
            yield from _judge_key_policy(subjects, key, role, arn(role), f"`{role.address}`")
            yield from _judge_identity_policies(subjects, key, role)
        for carrier, elsewhere in working_roles_elsewhere(subjects.stack):
            yield from _judge_key_policy(subjects, key, carrier, elsewhere, shown(elsewhere))


def _judge_key_policy(
    subjects: Subjects, key: Resource, subject: Resource, role: Value, called: str
) -> Iterator[Verdict]:
    """What the key's policies allow a role by its ARN."""
    for _, value in key_policies(subjects.stack, key).found:
        policy = policy_of(value, "resource", subjects.names)
        outcome = actions_refused(
            [policy], _ADMINISTRATION, subjects.names, principal=role, unless=[_FOR_AWS], delegation=False
        )
        yield _verdict(key, subject, called, outcome, value)


def _judge_identity_policies(subjects: Subjects, key: Resource, role: Resource) -> Iterator[Verdict]:
    attached = identity_of(subjects.stack, role)
    if attached.doubt:
        yield unknown(role, f"whether the role may administer `{key.address}` is not known: {attached.doubt}")
    if attached.held:
        policies = [policy_of(value, "identity", subjects.names) for _, value in attached.held]
        outcome = actions_refused(policies, _ADMINISTRATION, subjects.names, resources=[arn(key)], unless=[_FOR_AWS])
        yield _verdict(key, role, f"`{role.address}`", outcome, attached.held[0][1])


def _verdict(key: Resource, subject: Resource, role: str, outcome: Outcome, at: Value) -> Verdict:
    holds = f"{role} may not administer `{key.address}`"
    return proof_verdict(subject, outcome, holds, f"the role {role} may administer `{key.address}`", at)
