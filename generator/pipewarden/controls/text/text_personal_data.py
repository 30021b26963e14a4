"""A tag, a name or another free-text field holds personal data or a secret.

Why
---
The guidance: "We strongly recommend that you never put confidential or sensitive information, such as your customers'
email addresses, into tags or free-form text fields such as a Name field" (AWS CodePipeline User Guide, *Data
protection*): such texts go into billing and diagnostic logs, and anybody who may list a resource reads them.

Fix
---
Name a team or a role, and keep its address elsewhere:

```hcl
tags = {
  Owner = "payments"
}
```

A mailbox of a role, such as `security@example.com`, is named in `[declare] mailboxes` of `pipewarden.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.aws.encoded import decoded
from pipewarden.aws.personal import Found, personal_data
from pipewarden.aws.secrets import secrets
from pipewarden.stack.missing import unread
from pipewarden.stack.model import Resource, Stack
from pipewarden.subjects import Subjects
from pipewarden.subjects.credentials import named_as_credential
from pipewarden.subjects.free_text import FreeText, free_texts
from pipewarden.subjects.literals import assigned_by_aws, given_at_deployment
from pipewarden.subjects.texts import HOLE
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH
_EMAIL = "an e-mail address"
_GUESSED = "a secret"


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every free text of the stack, but for what nobody wrote: what is given later, assigned by AWS, or refused."""
    refused = _refused(subjects.stack)
    mailboxes = frozenset(mailbox.casefold() for mailbox in subjects.config.declare.mailboxes)
    clean: dict[str, Resource | Stack] = {}
    told: set[str] = set()
    for item in free_texts(subjects.stack):
        if not isinstance(item, FreeText):
            owner, why = item
            told_already = why.why in told or why.why in refused
            if not given_at_deployment(why) and not assigned_by_aws(why) and not told_already:
                told.add(why.why)  # one module that is not in the tree may name and tag every resource
                yield unknown(owner, f"what a free-text field holds is not known: {why.why}", why)
            continue
        kind = _kind(item, mailboxes)
        if kind is not None:
            yield failed(item.owner, f"{item.title} holds {kind}", item.text.place)
        elif isinstance(item.owner, Resource):
            clean[item.owner.address] = item.owner
    yield from (passed(owner, "its names, tags and descriptions were read") for owner in clean.values())


def _refused(stack: Stack) -> frozenset[str]:
    """The reasons that are findings of their own, with the place to mend: no text comes of them as they stand."""
    return frozenset((*(each.message for each in stack.problems), *(unread(each.address) for each in stack.unresolved)))


def _kind(item: FreeText, mailboxes: frozenset[str]) -> str | None:
    """What the text holds that it should not, in words."""
    text = item.text.text
    for inner in decoded(text):
        hidden = next((found for found in (*personal_data(inner), *secrets(inner)) if found.kind != _GUESSED), None)
        if hidden and inner.casefold() not in mailboxes:
            return f"{hidden.kind} in Base64"
    for found in personal_data(text.replace(HOLE, "x")):
        whole = HOLE not in text or found.kind == _EMAIL
        if whole and text[found.start : found.end].casefold() not in mailboxes:
            return found.kind
    for found in secrets(text):
        if found.kind != _GUESSED or _is_no_word(text, found):
            return found.kind
    last = str(item.text.path[-1])
    if not item.key and named_as_credential(last) and _is_mixed(text):
        return "a credential by its name"
    return None


def _is_no_word(text: str, found: Found) -> bool:
    """Whether what follows `password:` looks like a password: in a description, a word often follows."""
    return _is_mixed(text[found.start : found.end].replace(":", "=").rpartition("=")[2])


def _is_mixed(text: str) -> bool:
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text) and " " not in text.strip()
