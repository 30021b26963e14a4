"""An AWS service may use the key in anybody's name.

Why
---
A service works for all its customers. A policy that allows the service principal and names no source lets anybody's
trail or log group use the key: the confused deputy (AWS IAM User Guide, *The confused deputy problem*). CloudTrail and
CloudWatch Logs name their source or the encryption context; CloudTrail's `kms:DescribeKey` carries neither, and events
and notifications that publish to an encrypted topic carry no source: there the topic's policy confines them.

Fix
---
```hcl
condition {
  test     = "StringEquals"
  variable = "aws:SourceAccount"
  values   = [data.aws_caller_identity.current.account_id]
}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions import services_name_their_source
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Symbol, Template
from pipewarden.subjects import Subjects
from pipewarden.subjects.accounts import trusted_by
from pipewarden.subjects.key_policies import judged_key
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.MEDIUM
_ACTIONS = (
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:DisableKey",
    "kms:Encrypt",
    "kms:GenerateDataKey*",
    "kms:GenerateMac",
    "kms:PutKeyPolicy",
    "kms:ReEncrypt*",
    "kms:ScheduleKeyDeletion",
    "kms:Sign",
)
_WITHOUT_SOURCE = ("codestar-notifications.amazonaws.com", "events.amazonaws.com")
_CONTEXTS = {
    "kms:EncryptionContext:aws:cloudtrail:arn": "cloudtrail",
    "kms:EncryptionContext:aws:logs:arn": "logs",
    "kms:EncryptionContext:aws:sns:topicArn": "sns",
}


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """What services may do with every key that encrypts pipeline data."""
    holds = "every service uses the key in the name of the account"
    slips = "a service may use the key in the name of another account"
    for key in subjects.keys:
        yield from judged_key(subjects, key, partial(_ask, subjects, key), holds, slips)


def _ask(subjects: Subjects, key: Resource, policy: Policy) -> Outcome:
    account = Symbol(key.address, ("account",))
    context = [(name, Template((f"arn:*:{service}:*:", account, ":*"))) for name, service in _CONTEXTS.items()]
    return services_name_their_source(
        policy,
        trusted_by(subjects, key),
        subjects.names,
        actions=_ACTIONS,
        except_services=_WITHOUT_SOURCE,
        context=context,
    )
