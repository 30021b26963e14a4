"""Nobody records who reads the artifact bucket.

Why
---
Server access logs, or the data events of a trail, tell who read or wrote an artifact (Amazon S3 User Guide, *Logging
options for Amazon S3*). Logs that a bucket delivers to itself log their own delivery, and whoever may write the bucket
may change them: a bucket that is its own target fails, whatever a trail records.

Fix
---
```hcl
resource "aws_s3_bucket_logging" "artifacts" {
  bucket        = aws_s3_bucket.artifacts.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "artifacts/"
}
```

A log bucket that lives outside the stack is named in `[declare] buckets` of `pipewarden.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Mapping, Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument, blocks, configured
from pipewarden.subjects.buckets import Holds
from pipewarden.subjects.companions import companions
from pipewarden.subjects.data_events import data_events
from pipewarden.subjects.identity import names
from pipewarden.verdict import Outcome, Severity, Verdict, absent, failed, passed, unknown

SEVERITY = Severity.MEDIUM
EQUIVALENTS = ("CKV_AWS_18",)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The access logs of every artifact bucket, also where the bucket itself holds the block."""
    for bucket in subjects.buckets:
        if Holds.ARTIFACTS not in bucket.holds or (Holds.ACCESS_LOGS in bucket.holds and len(bucket.holds) == 1):
            continue
        resource = bucket.resource
        logging = companions(subjects.stack, resource, "aws_s3_bucket_logging")
        inline = [block for block in blocks(resource.values, "logging") if isinstance(block, Mapping)]
        targets = [configured(owner, "target_bucket") for owner in (*inline, *(one.values for one in logging.found))]
        if targets:
            yield _judge_target(subjects, resource, targets[-1])
        else:
            yield _judge_trail(subjects, resource, logging.doubt)


def _judge_trail(subjects: Subjects, bucket: Resource, doubt: str | None) -> Verdict:
    """A bucket without access logs is recorded by a trail that logs its data events."""
    if subjects.config.declare.trails:
        return passed(bucket, f"the trail `{subjects.config.declare.trails[0]}` is declared to live elsewhere")
    logging = [argument(trail, "enable_logging", True) for trail in subjects.trails]
    live = tuple(trail for trail, switch in zip(subjects.trails, logging, strict=True) if switch.in_force is True)
    events = data_events(live, bucket) if live else None
    undecided = next((switch.undecided for switch in logging if switch.undecided), None)
    if events is not None and events.outcome is Outcome.PASS and not undecided:
        return passed(bucket, f"it has no access logs, but {events.message}", events.location)
    if doubt or undecided:
        return unknown(bucket, f"whether its access is logged is not known: {doubt or undecided}")
    if events is not None and events.outcome is Outcome.UNKNOWN:
        return unknown(bucket, f"it has no access logs, and {events.message}", events.location)
    return absent(bucket, "it has no access logs, and no trail records all reads and writes of its objects")


def _judge_target(subjects: Subjects, bucket: Resource, target: Value | None) -> Verdict:
    if target is None or isinstance(target, Unknown):
        return unknown(bucket, "where its access logs go is not known", target)
    if names(target, bucket):
        return failed(bucket, "its access logs go to the bucket itself", target)
    for other in subjects.stack.of_type("aws_s3_bucket"):
        if names(target, other):
            return passed(bucket, f"its access logs go to `{other.address}`", target)
    if isinstance(target, Known) and target.value in subjects.config.declare.buckets:
        return passed(bucket, "its access logs go to a declared bucket", target)
    return unknown(bucket, "its access logs go to a bucket that is neither in the stack nor declared", target)
