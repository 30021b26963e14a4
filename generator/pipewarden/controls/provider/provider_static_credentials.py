"""A provider or the backend has a credential that stands in the code.

Why
---
A key in the code is in every clone, in every fork and in the history for ever; nobody can tell who used it. The
guidance asks to "protect AWS account credentials", and the AWS provider's documentation warns that hard-coded
credentials are not recommended. Terraform finds credentials of a role by itself.

Fix
---
Leave the arguments out, and give the run a role:

```hcl
provider "aws" {
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Stack
from pipewarden.stack.values import Known, Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.builds import nested
from pipewarden.subjects.credentials import named_as_credential
from pipewarden.subjects.literals import Writing, undecided_because, writing
from pipewarden.subjects.providers import Client, aws_providers, backends, client
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.CRITICAL
EQUIVALENTS = ("CKV_AWS_41",)
_NOTHING = (Known(None), Known(""), Known(True), Known(False))
"""Nothing, or a switch: `use_token = true` holds none."""


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every provider, of AWS and of others, and the backend."""
    stack = subjects.stack
    everything = [*aws_providers(stack), *backends(stack)]
    seen = [item.provider for item in everything]
    everything += [client(provider) for provider in stack.providers if provider not in seen]
    for item in everything:
        found = [_judge_value(stack, item, name, value) for name, value in _credentials(item)]
        yield from found or (passed(stack, f"{item.title} names no credential", item.location),)


def _credentials(item: Client) -> Iterator[tuple[str, Value]]:
    for name, value in item.values.members:
        if named_as_credential(name) and value not in _NOTHING:
            yield name, value
    for block in nested(item.values, "assume_role_with_web_identity"):
        token = block if isinstance(block, Unknown) else configured(block, "web_identity_token")
        if token is not None:
            yield "web_identity_token", token


def _judge_value(stack: Stack, item: Client, name: str, value: Value) -> Verdict:
    match writing(value):
        case Writing.LITERAL:
            return failed(stack, f"{item.title} has its `{name}` in the code", value)
        case Writing.UNDECIDED:
            message = f"whether {item.title} has its `{name}` in the code is not known"
            return unknown(stack, f"{message}: {undecided_because(value)}", value)
    return passed(stack, f"{item.title} is given its `{name}` at deployment", value)
