"""No CloudTrail trail records what is done to the pipeline.

Why
---
The guidance asks to "set up API and user activity logging with AWS CloudTrail" (AWS CodePipeline User Guide, *Data
protection*). Without a trail that logs, who changed a pipeline, read an artifact or used the key is on no record
of the customer's own.

Fix
---
```hcl
resource "aws_cloudtrail" "this" {
  name                       = "pipeline"
  s3_bucket_name             = aws_s3_bucket.trail.id
  is_multi_region_trail      = true
  enable_log_file_validation = true
  kms_key_id                 = aws_kms_key.trail.arn
}
```

A trail of the organization that covers this account is named in `[declare] trails` of `pipewarden.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument
from pipewarden.verdict import Severity, Verdict, absent, failed, passed, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_251",)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """One verdict for a stack that holds a pipeline, or trails of its own: a trail that is there and logs."""
    stack = subjects.stack
    trails = tuple(stack.of_type("aws_cloudtrail"))
    if not subjects.pipelines and not trails:
        return
    if subjects.config.declare.trails:
        yield passed(stack, f"the trail `{subjects.config.declare.trails[0]}` is declared to live elsewhere")
        return
    needed = bool(subjects.pipelines)
    others = subjects.unresolved_could_hold() if needed else ()
    doubts = [unknown(stack, f"whether there is a trail is not known: {why}") for why in others]
    silent = []
    for trail in trails:
        logging = argument(trail, "enable_logging", True)
        at = logging.value or trail
        absence = trail.may_be_absent if needed else None
        if logging.undecided or absence:
            why = absence.why if absence else logging.undecided
            doubts.append(unknown(trail, f"whether the trail is there and logs is not known: {why}", at))
        elif logging.in_force is True:
            yield passed(trail, f"the trail is there, and {logging}", at)
            return
        else:
            silent.append(failed(trail, f"the trail does not log: {logging}", at))
    yield next(iter([*doubts, *silent]), absent(stack, "there is no CloudTrail trail"))
