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

from pipewarden.subjects import Subjects
from pipewarden.subjects.data_events import data_events
from pipewarden.subjects.trails import declared_elsewhere
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
EQUIVALENTS = ("AWS-0171", "AWS-0172")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """What all trails together record of each artifact bucket's objects."""
    elsewhere = tuple(declared_elsewhere(subjects.trails, subjects.config.declare))
    yield from elsewhere
    if subjects.trails and not elsewhere:
        for bucket in subjects.artifact_buckets:
            yield data_events(subjects.trails, bucket)
