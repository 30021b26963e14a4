"""An identity can give itself, or what it starts, more rights than it has.

Why
---
`iam:PassRole` without `iam:PassedToService` hands any service a role that may do more than the caller; actions that
write policies, make credentials or take other roles do the same by hand (AWS IAM User Guide, *Granting a user
permissions to pass a role to an AWS service* and *Permissions boundaries*). What a pipeline runs is written by many
people, so its roles must not reach beyond themselves.

Fix
---
```hcl
statement {
  sid       = "PassTaskRole"
  actions   = ["iam:PassRole"]
  resources = [aws_iam_role.task.arn]

  condition {
    test     = "StringEquals"
    variable = "iam:PassedToService"
    values   = ["ecs-tasks.amazonaws.com"]
  }
}
```

Actions that write policies carry a condition on `iam:PermissionsBoundary`; `sts:AssumeRole` names roles.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipewarden.iam.model import Policy
from pipewarden.iam.questions import Grant, pass_role_confined, policy_writing_bounded, wildcard_resources
from pipewarden.iam.questions.grants import POLICY_WRITING
from pipewarden.subjects import Subjects
from pipewarden.subjects.granted import judged_policies, policies_of
from pipewarden.subjects.identities import Identity, identities
from pipewarden.subjects.joining import by_reason
from pipewarden.subjects.policies import proof_verdict
from pipewarden.verdict import Outcome as Verdicts
from pipewarden.verdict import Severity, Verdict, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_286", "e39bee8c")
_CREDENTIALS = ("iam:AddUserToGroup", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile")
_TAKING = ("iam:PassRole", "sts:AssumeRole")
_PASSED, _BOUNDED = "roles are passed to named services only", "policies are written within a permissions boundary"


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The policies of every identity together, and which roles each policy names."""
    yield from by_reason(_judge_identities(subjects))
    holds, slips = "the policy names the roles to take and to pass", "it reaches beyond the roles of the pipeline"

    def ask(policy: Policy) -> tuple[Grant, ...]:
        return wildcard_resources(policy, _TAKING, bold=True)

    yield from judged_policies(subjects, ask, holds, slips)


def _judge_identities(subjects: Subjects) -> Iterator[Verdict]:
    for identity in identities(subjects.stack):
        if identity.doubt:
            yield unknown(identity.resource, f"whether it can give itself more rights is not known: {identity.doubt}")
        if identity.held:
            yield from _judge(subjects, identity)


def _judge(subjects: Subjects, identity: Identity) -> Iterator[Verdict]:
    policies, at = policies_of(subjects, identity), identity.held[0][1]
    passed = proof_verdict(
        identity.resource, pass_role_confined(policies), _PASSED, "roles may be passed to any service", at
    )
    outcome = policy_writing_bounded(policies, (*POLICY_WRITING, *_CREDENTIALS))
    bounded = proof_verdict(identity.resource, outcome, _BOUNDED, "it may write policies without a boundary", at)
    if passed.outcome is bounded.outcome is Verdicts.UNKNOWN and passed.location == bounded.location:
        # A policy that is not known leaves both open for one reason.
        message = passed.message.replace(f"whether {_PASSED} is", f"whether {_PASSED}, and {_BOUNDED}, is", 1)
        yield replace(passed, message=message)
        return
    yield passed
    yield bounded
