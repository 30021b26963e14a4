"""An artifact bucket answers requests from outside the network of the pipeline.

Why
---
A leaked credential works from everywhere, unless the bucket asks where a request comes from: the guidance speaks of
"keeping all traffic inside your VPC" (AWS CodePipeline User Guide, *Use CodePipeline with VPC endpoints*). CodePipeline
itself calls S3 from AWS's side, so the stack's own roles are let through by `aws:PrincipalArn`; everybody else comes
through an endpoint of the stack, or one that is declared under `[declare]` in `pipewarden.toml`.

Fix
---
```hcl
statement {
  sid       = "DenyOutsidePerimeter"
  effect    = "Deny"
  actions   = ["s3:*"]
  resources = [aws_s3_bucket.artifacts.arn, "${aws_s3_bucket.artifacts.arn}/*"]

  principals {
    type        = "*"
    identifiers = ["*"]
  }

  condition {
    test     = "StringNotEquals"
    variable = "aws:SourceVpce"
    values   = [aws_vpc_endpoint.s3.id]
  }

  condition {
    test     = "ArnNotLike"
    variable = "aws:PrincipalArn"
    values   = [aws_iam_role.pipeline.arn, aws_iam_role.build.arn]
  }

  condition {
    test     = "BoolIfExists"
    variable = "aws:PrincipalIsAWSService"
    values   = ["false"]
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions import outside_perimeter_denied
from pipewarden.stack.values import Symbol
from pipewarden.subjects import Subjects
from pipewarden.subjects.buckets import Holds
from pipewarden.subjects.policies import arn, judged_bucket
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.MEDIUM
OPT_IN = True


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The policy in force on every artifact bucket."""
    holds = "every request from outside the perimeter is denied"
    slips = "a request from outside the perimeter is not denied"
    for bucket in subjects.buckets:
        if Holds.ARTIFACTS in bucket.holds:
            yield from judged_bucket(subjects, bucket, lambda policy, own: _ask(subjects, policy, own), holds, slips)


def _ask(subjects: Subjects, policy: Policy, bucket: Symbol) -> Outcome:
    stack, declare = subjects.stack, subjects.config.declare
    endpoints = (Symbol(endpoint.address, ("id",)) for endpoint in stack.of_type("aws_vpc_endpoint"))
    vpcs = (Symbol(vpc.address, ("id",)) for vpc in stack.of_type("aws_vpc"))
    return outside_perimeter_denied(
        policy,
        bucket,
        endpoints=(*endpoints, *declare.endpoints),
        vpcs=(*vpcs, *declare.vpcs),
        roles=[arn(role) for role in stack.of_type("aws_iam_role")],
        names=subjects.names,
    )
