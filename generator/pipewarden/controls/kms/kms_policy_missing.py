"""A key that encrypts pipeline data has no policy of its own, or two that overwrite each other.

Why
---
Without a policy AWS lets every identity policy of the account decide who uses the key (AWS KMS Developer Guide,
*Default key policy*); that is more than "only the permissions necessary". A key has one policy: where both the key and
an `aws_kms_key_policy` set it, the last one that is applied wins.

Fix
---
```hcl
resource "aws_kms_key" "artifacts" {
  policy = data.aws_iam_policy_document.key.json
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.key_policies import key_policies
from pipewarden.verdict import Severity, Verdict, absent, failed, passed, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV2_AWS_64",)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """How many policies each key that encrypts pipeline data has."""
    for key in subjects.keys:
        policies = key_policies(subjects.stack, key)
        if policies.doubt:
            yield unknown(key, f"how many policies it has is not known: {policies.doubt}")
        elif len(policies.found) > 1:
            carrier, value = policies.found[1]
            yield failed(
                carrier, f"`{key.address}` has {len(policies.found)} policies, and one overwrites the other", value
            )
        elif policies.found:
            yield passed(key, "it has one policy", policies.found[0][1])
        else:
            yield absent(key, "it has no policy of its own")
