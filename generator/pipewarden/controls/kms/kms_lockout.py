"""Nobody in the account can administer a key that encrypts pipeline data.

Why
---
A key policy that gives nobody `kms:PutKeyPolicy` leaves a key that only AWS Support can bring back (AWS KMS Developer
Guide, *Default key policy*). AWS refuses such a policy, unless `bypass_policy_lockout_safety_check` switches the check
off.

Fix
---
Let the account decide, and leave the check on:

```hcl
statement {
  sid       = "DelegateToIdentityPolicies"
  actions   = ["kms:*"]
  resources = ["*"]

  principals {
    type        = "AWS"
    identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipewarden.iam.model import Policy
from pipewarden.iam.names import Names
from pipewarden.iam.prove import Outcome, Proved, Undecided
from pipewarden.iam.questions import Required, allows
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Symbol, Template
from pipewarden.subjects import Subjects
from pipewarden.subjects.accounts import is_own_account
from pipewarden.subjects.argument import argument
from pipewarden.subjects.companions import companions
from pipewarden.subjects.key_policies import judged_key
from pipewarden.subjects.policies import arn, policy_of
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
_EVERYTHING = policy_of(
    Known('{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}'),
    "identity",
    Names(),
)
"""What IAM lets an administrator of the account do: the key policy is what is left to ask."""


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Whether the account, or a principal of it that the policy names, may change the policy of each key."""
    holds, slips = "the account can administer the key", "nobody in the account may change the key's policy"
    for key in subjects.keys:
        yield from judged_key(subjects, key, partial(_ask, subjects, key), holds, slips)
        for carrier in (key, *companions(subjects.stack, key, "aws_kms_key_policy", "key_id").found):
            check = argument(carrier, "bypass_policy_lockout_safety_check", False)
            yield from check.judged(lambda value: value is not True)


def _ask(subjects: Subjects, key: Resource, policy: Policy) -> Outcome:
    """`Proved` when one of those who could is allowed; else what is said of the account itself."""
    answers = []
    caller = (("kms:CallerAccount", Symbol(key.address, ("account",))),)
    for principal in _candidates(subjects, key, policy):
        required = Required(principal, "kms:PutKeyPolicy", arn(key), caller)
        answers.append(allows(required, identity=[_EVERYTHING], resource=policy, key=True, names=subjects.names))
    proved = (answer for answer in answers if isinstance(answer, Proved))
    undecided = (answer for answer in answers if isinstance(answer, Undecided))
    return next(proved, None) or next(undecided, None) or answers[0]


def _candidates(subjects: Subjects, key: Resource, policy: Policy) -> Iterator[Template | str]:
    """The account's root, and the roles and users of the account that an Allow names."""
    partition, account = Symbol(key.address, ("partition",)), Symbol(key.address, ("account",))
    yield Template(("arn:", partition, ":iam::", account, ":root"))
    for statement in policy.statements:
        if statement.effect == "Allow" and statement.principals and not statement.principals.negated:
            named = (entry.text.literal for entry in statement.principals.entries if entry.type == "AWS")
            exact = (text for text in named if text and ":" in text and "*" not in text)
            yield from (text for text in exact if is_own_account(subjects, Known(text)) is not False)
