"""A URL carries a password, a token, a key or a signature.

Why
---
The guidance: "If you provide a URL to an external server, we strongly recommend that you do not include credentials
information in the URL to validate your request to that server" (AWS CodePipeline User Guide, *Data protection*). A URL
is written to logs on both sides and on the way, and shown wherever the argument is shown.

Fix
---
Name the secret, and let what calls the server read it:

```hcl
resource "aws_codebuild_project" "build" {
  source {
    type     = "GITHUB"
    location = "https://github.com/example/app.git"

    auth {
      type     = "CODECONNECTIONS"
      resource = aws_codeconnections_connection.github.arn
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource, Stack
from pipewarden.subjects import Subjects
from pipewarden.subjects.urls import all_texts, carried_credential, unknown_user
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.CRITICAL
EQUIVALENTS = ("c4d3b58a",)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every text of the stack in which there is a URL."""
    clean: dict[str, Resource | Stack] = {}
    for owner, text in all_texts(subjects.stack):
        carried = carried_credential(text)
        hidden = unknown_user(text) if carried is None else None
        if carried is not None:
            yield failed(owner, f"a URL in `{text.name}` carries {carried}", text.place)
        elif hidden is not None:
            message = f"whether a URL in `{text.name}` carries a credential is not known: {hidden.why}"
            yield unknown(owner, message, text.place)
        elif "://" in text.text:
            clean[owner.address if isinstance(owner, Resource) else owner.path] = owner
    yield from (passed(owner, "its URLs carry no credentials") for owner in clean.values())
