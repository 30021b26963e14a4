"""A key that encrypts pipeline data is disabled, so nothing can be decrypted.

Why
---
A disabled key refuses every cryptographic request (AWS KMS Developer Guide, *Enable and disable keys*): artifacts of
running and earlier executions become unreadable, and what is written next is not encrypted with it.

Fix
---
```hcl
resource "aws_kms_key" "artifacts" {
  is_enabled = true
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_227", "7350fa23")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every key that encrypts pipeline data; replicas and imported keys call the argument `enabled`."""
    for key in subjects.keys:
        name = "is_enabled" if key.type == "aws_kms_key" else "enabled"
        yield from argument(key, name, True).judged(lambda enabled: enabled is True)
