"""No trail records who reads and writes the artifacts.

Why
---
A trail records what is done to buckets, but not to the objects in them unless a selector asks for data events (AWS
CloudTrail User Guide, *Logging data events*). Artifacts are source code and what will be deployed: whoever reads or
replaces one leaves no other trace. The guidance asks for "user activity logging with AWS CloudTrail". A selector for
another bucket, for a part of the objects, or for writes alone does not cover them.

Fix
---
```hcl
resource "aws_cloudtrail" "this" {
  advanced_event_selector {
    name = "Artifacts"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }

    field_selector {
      field       = "resources.ARN"
      starts_with = ["${aws_s3_bucket.artifacts.arn}/"]
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.coverage import Gap, recorded
from pipewarden.subjects.objects import covers_objects, touches_objects
from pipewarden.subjects.references import shown, why
from pipewarden.subjects.selectors import Category, Recording
from pipewarden.subjects.trails import ArtifactBucket, declared_elsewhere
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
EQUIVALENTS = ("AWS-0171", "AWS-0172")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """What all trails together record of each artifact bucket's objects."""
    elsewhere = tuple(declared_elsewhere(subjects.trails, subjects.config.declare))
    yield from elsewhere
    if subjects.trails and not elsewhere:
        for bucket in subjects.artifact_buckets:
            yield _judge_bucket(subjects, bucket)


def _judge_bucket(subjects: Subjects, bucket: ArtifactBucket) -> Verdict:
    name = f"`{bucket.address}`" if isinstance(bucket, Resource) else shown(bucket)
    what = f"data events of the objects of {name}"
    return recorded(subjects.trails, Category.DATA, what, lambda recording: _gap(recording, bucket, name))


def _gap(recording: Recording, bucket: ArtifactBucket, name: str) -> Gap | Unknown | None:
    if recording.prefixes is not None:
        covered = [covers_objects(prefix, bucket) for prefix in recording.prefixes]
        if None in covered and True not in covered:
            hidden = recording.prefixes[covered.index(None)]
            return Unknown(why(hidden), hidden.origin)
        if True not in covered:
            at = recording.prefixes[0] if recording.prefixes else recording.block
            return f"the selector does not take in all objects of {name}", at
    for condition in recording.narrowing:
        return f"the selector leaves out events by their `{condition.field}`", condition.block
    for prefix in recording.left_out:
        touched = touches_objects(prefix, bucket)
        if touched is None:
            return Unknown(f"what the selector leaves out: {why(prefix)}", prefix.origin)
        if touched:
            return f"the selector leaves out objects of {name}: {shown(prefix)}", prefix
    return None
