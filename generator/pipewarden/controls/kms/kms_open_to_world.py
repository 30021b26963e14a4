"""A key that encrypts pipeline data can be used from outside the account.

Why
---
Whoever may use the key may read the artifacts. The guidance asks to grant "only the permissions necessary" (AWS
CodePipeline User Guide, *Data protection*); a `Principal` of `*`, a `NotPrincipal`, or a grant to another account gives
them to others, unless a condition keeps all of them out. Other accounts and the organization that may use it are named
under `[declare]` in `pipewarden.toml`.

Fix
---
```hcl
data "aws_iam_policy_document" "key" {
  statement {
    sid       = "DelegateToIdentityPolicies"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions import nothing_to_outsiders
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.accounts import is_own_account, trusted_by
from pipewarden.subjects.argument import configured
from pipewarden.subjects.companions import companions
from pipewarden.subjects.key_policies import judged_key
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.CRITICAL
EQUIVALENTS = ("CKV_AWS_33", "CKV_AWS_283", "KMS.5")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The policies and the grants of every key that encrypts pipeline data."""
    holds, slips = "nobody outside the account may use the key", "somebody outside the account may use the key"
    for key in subjects.keys:
        yield from judged_key(subjects, key, partial(_ask, subjects, key), holds, slips)
        for grant in companions(subjects.stack, key, "aws_kms_grant", "key_id").found:
            yield _judge_grant(subjects, grant, configured(grant.values, "grantee_principal"))


def _ask(subjects: Subjects, key: Resource, policy: Policy) -> Outcome:
    return nothing_to_outsiders(policy, trusted_by(subjects, key), subjects.names)


def _judge_grant(subjects: Subjects, grant: Resource, grantee: Value | None) -> Verdict:
    own = is_own_account(subjects, grantee)
    if own:
        return passed(grant, "it grants to the account", grantee)
    if own is None:
        return unknown(grant, "whether it grants to the account is not known", grantee)
    who = f"`{grantee.value}`" if isinstance(grantee, Known) else "somebody"
    return failed(grant, f"it grants the key to {who}, outside the account", grantee)
