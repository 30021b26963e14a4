"""The policy of a bucket of the pipeline lets somebody outside the account in.

Why
---
Artifacts are source code and what is built from it; whoever may write them decides what is deployed. The guidance asks
to grant "only the permissions necessary" (AWS CodePipeline User Guide, *Data protection*). A `Principal` of `*`, a
`NotPrincipal`, or another account lets strangers in, unless a condition keeps all of them out; an AWS service without
`aws:SourceArn` or `aws:SourceAccount` can be sent by any of its customers (AWS IAM User Guide, *The confused deputy
problem*). Other accounts and the organization that may use the bucket are named under `[declare]` in `pipewarden.toml`.

Fix
---
```hcl
data "aws_iam_policy_document" "artifacts" {
  statement {
    sid       = "LetDeploymentsRead"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.artifacts.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.deploy.arn]
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions import Trusted, nothing_to_outsiders, services_name_their_source
from pipewarden.stack.values import Symbol
from pipewarden.subjects import Subjects
from pipewarden.subjects.accounts import trusted_by
from pipewarden.subjects.buckets import Bucket
from pipewarden.subjects.policies import judged_bucket
from pipewarden.verdict import Outcome as Verdicts
from pipewarden.verdict import Severity, Verdict, passed

SEVERITY = Severity.CRITICAL
EQUIVALENTS = ("CKV_AWS_70", "7af43613")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """What the policy in force on every bucket allows; without a policy nobody outside the account is let in."""
    for bucket in subjects.buckets:
        if bucket.policies or bucket.doubt:
            yield from _judge(subjects, bucket)
        else:
            yield passed(bucket.resource, "no policy lets anybody in")


def _judge(subjects: Subjects, bucket: Bucket) -> Iterator[Verdict]:
    trusted = _trusted(subjects, bucket)

    def people(policy: Policy, _: Symbol) -> Outcome:
        return nothing_to_outsiders(policy, trusted, subjects.names)

    def services(policy: Policy, _: Symbol) -> Outcome:
        return services_name_their_source(policy, trusted, subjects.names)

    holds, slips = "nobody outside the account may use the bucket", "somebody outside the account may use the bucket"
    judged = tuple(judged_bucket(subjects, bucket, people, holds, slips))
    yield from judged
    places = {verdict.location for verdict in judged if verdict.outcome is not Verdicts.PASS}
    holds = "every AWS service uses the bucket in the name of the account"
    slips = "an AWS service may use the bucket in the name of another account"
    for verdict in judged_bucket(subjects, bucket, services, holds, slips) if bucket.policies else ():
        if verdict.location not in places:
            yield verdict


def _trusted(subjects: Subjects, bucket: Bucket) -> Trusted:
    """The account, what is declared, and the declared trails, which belong to an organization's other account."""
    trusted = trusted_by(subjects, bucket.resource)
    return replace(trusted, sources=tuple(arn for arn in subjects.config.declare.trails if arn.startswith("arn:")))
