"""The trail's log files are not encrypted with a customer managed key.

Why
---
Without `kms_key_id` the log files are under a key of Amazon S3: whoever may read the bucket may read who did what (AWS
CloudTrail User Guide, *Encrypting CloudTrail log files with AWS KMS keys*). CloudTrail, like CodePipeline, takes
symmetric keys only. The guidance asks for "encryption solutions" over all data of the pipeline.

Fix
---
```hcl
resource "aws_cloudtrail" "this" {
  kms_key_id = aws_kms_key.trail.arn
}
```

A key that lives outside the stack is named in `[declare] keys` of `pipewarden.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.encryption import encrypted
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_35", "AWS-0015")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every trail that records what is done to the pipelines."""
    for trail in subjects.trails:
        without = "a key of Amazon S3 encrypts the log files"
        yield from encrypted(subjects.stack, subjects.config.declare, trail, "kms_key_id", without)
