"""A key that encrypts pipeline data is asymmetric, which CodePipeline cannot use.

Why
---
CodePipeline encrypts and decrypts artifacts with symmetric KMS keys only. With any other key spec or usage the
first run fails, or artifacts stay under the key that AWS manages. The AWS CodePipeline User Guide says so in
*Configure server-side encryption for artifacts stored in Amazon S3*: it "only supports symmetric KMS keys".

Fix
---
Leave both arguments out, or write their defaults:

```hcl
resource "aws_kms_key" "artifacts" {
  customer_master_key_spec = "SYMMETRIC_DEFAULT"
  key_usage                = "ENCRYPT_DECRYPT"
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.CRITICAL


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Key spec and key usage of every key that encrypts pipeline data."""
    for key in subjects.keys:
        if key.type != "aws_kms_key":
            continue
        spec = argument(key, "customer_master_key_spec", "SYMMETRIC_DEFAULT")
        usage = argument(key, "key_usage", "ENCRYPT_DECRYPT")
        yield from spec.judged(lambda value: value == "SYMMETRIC_DEFAULT")
        yield from usage.judged(lambda value: value == "ENCRYPT_DECRYPT")
