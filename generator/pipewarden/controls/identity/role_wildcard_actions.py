"""An identity policy grants every action of a service.

Why
---
The guidance asks to grant "only the permissions necessary" (AWS CodePipeline User Guide, *Data protection*). `s3:*`
lets a build change the policy of the bucket that it reads from, and includes what AWS adds later; `NotAction` under
Allow grants all of AWS but what it names.

Fix
---
Name the actions:

```hcl
statement {
  sid       = "PassArtifacts"
  actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
  resources = ["${aws_s3_bucket.artifacts.arn}/*"]
}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipewarden.iam.questions import wildcard_actions
from pipewarden.subjects import Subjects
from pipewarden.subjects.granted import judged_policies
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_63", "IAM5")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every identity policy of the stack; a permissions boundary grants nothing."""
    holds, slips = "the policy names its actions", "it grants more actions than a pipeline needs"
    yield from judged_policies(subjects, partial(wildcard_actions, bold=True), holds, slips)
