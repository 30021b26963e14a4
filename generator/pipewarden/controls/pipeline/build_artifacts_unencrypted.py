"""A build switches encryption off for its artifacts, its logs or its reports.

Why
---
CodeBuild encrypts what it writes to S3 unless `encryption_disabled` says otherwise (AWS CodeBuild User Guide, *Data
encryption*). The guidance asks for encryption at rest; a build's output and its log hold what the pipeline's
artifacts hold.

Fix
---
Leave the argument out, or write its default:

```hcl
logs_config {
  s3_logs {
    status              = "ENABLED"
    location            = "${aws_s3_bucket.logs.id}/builds"
    encryption_disabled = false
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.builds import PROJECT, nested, nested_argument
from pipewarden.verdict import Severity, Verdict, passed, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_78", "CKV_AWS_311", "AWS-0018", "CB4")
_WRITES = {
    PROJECT: (("artifacts",), ("secondary_artifacts",), ("logs_config", "s3_logs")),
    "aws_codebuild_report_group": (("export_config", "s3_destination"),),
}


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Everything that a project or a report group writes to S3."""
    for resource in subjects.stack.of_type(*_WRITES):
        found = [verdict for path in _WRITES[resource.type] for verdict in _judge_blocks(resource, path)]
        yield from found or (passed(resource, "nothing switches encryption off"),)


def _judge_blocks(resource: Resource, path: tuple[str, ...]) -> Iterator[Verdict]:
    name = ".".join(path)
    for block in nested(resource.values, *path):
        if isinstance(block, Unknown):
            yield unknown(resource, f"the blocks `{name}` are not known: {block.why}", block)
            continue
        disabled = nested_argument(resource, block, "encryption_disabled", False)
        yield from disabled.judged(lambda value: value is False, f" in `{name}`")
