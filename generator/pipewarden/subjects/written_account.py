"""The account that the key policies of a stack write out, where nothing else tells the stack's account.

AWS refuses a key policy after which its caller could not change it (KMS API Reference, *PutKeyPolicy*), so the account
that may is the one that the key is made in. A stack that looks its account up has no need to write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from pipewarden.iam.model import Statement
from pipewarden.iam.names import Names
from pipewarden.stack.model import Resource, Stack
from pipewarden.subjects.key_policies import key_policies
from pipewarden.subjects.policies import policy_of

_CHANGE = "kms:putkeypolicy"
_ACCOUNT = re.compile(r"(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::root)?")


def written_account(stack: Stack) -> str | None:
    """The only account whose number stands before `:root` in the statements that may change a key's policy."""
    if any(resource.type == "aws_caller_identity" and resource.used for resource in stack.resources):
        return None
    found = {account for key in stack.of_type("aws_kms_key") for account in _administrators(stack, key)}
    return found.pop() if len(found) == 1 else None


def _administrators(stack: Stack, key: Resource) -> Iterator[str]:
    for _, value in key_policies(stack, key).found:
        for statement in policy_of(value, "resource", Names(stack)).allows:
            if statement.principals and not statement.principals.negated and _may_change(statement):
                texts = (entry.text.literal for entry in statement.principals.entries if entry.type == "AWS")
                matches = (_ACCOUNT.fullmatch(text) for text in texts if text)
                yield from (match[1] for match in matches if match)


def _may_change(statement: Statement) -> bool:
    return not statement.actions.negated and any(
        fnmatchcase(_CHANGE, str(action).lower()) for action in statement.actions.items
    )
