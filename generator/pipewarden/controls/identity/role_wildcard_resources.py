"""An identity policy grants on every resource what could be granted on one.

Why
---
A build that may `kms:Decrypt` with `*` reads whatever any key of the account protects; `logs:PutLogEvents` on `*`
writes into the audit log. The guidance asks to grant "only the permissions necessary" (AWS CodePipeline User Guide,
*Data protection*). Actions of S3, KMS, CodeBuild, CodeConnections and CloudWatch Logs, `iam:PassRole`, and those that
read secrets and parameters, take resources (Service Authorization Reference), so their policies name some: not `*`, not
`arn:aws:s3:::*`, not every key of the account. A condition on the resource's tags or aliases names some too.

Fix
---
```hcl
statement {
  sid       = "UseArtifactKey"
  actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
  resources = [aws_kms_key.artifacts.arn]
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.iam.model import Condition, Policy
from pipewarden.iam.questions import Grant, wildcard_resources
from pipewarden.subjects import Subjects
from pipewarden.subjects.granted import judged_policies
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_355",)
_SECRETS = ("secretsmanager:GetSecretValue", "ssm:GetParameter*")
_SCOPED = ("s3", "kms", "codebuild", "codestar-connections", "codeconnections", "iam:PassRole", "logs", *_SECRETS)
_NAMING_KEYS = (
    "aws:resourcetag/",
    "codebuild:resourcetag/",
    "kms:resourcealiases",
    "s3:existingobjecttag/",
    "secretsmanager:resourcetag/",
    "secretsmanager:secretid",
    "ssm:resourcetag/",
)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every identity policy of the stack."""
    holds, slips = "the policy names its resources", "it grants on more than a pipeline needs"
    yield from judged_policies(subjects, _ask, holds, slips)


def _ask(policy: Policy) -> tuple[Grant, ...]:
    grants = wildcard_resources(policy, _SCOPED, bold=True)
    return tuple(grant for grant in grants if not any(map(_names_resources, grant.statement.conditions)))


def _names_resources(condition: Condition) -> bool:
    """Whether a condition holds for some resources only: a value that is no wildcard, and no missing key."""
    operator = condition.operator
    if operator.negated or operator.if_exists or operator.quantifier == "ForAllValues" or operator.family == "Null":
        return False
    return condition.key.lower().startswith(_NAMING_KEYS) and all(set(str(each)) - {"*"} for each in condition.values)
