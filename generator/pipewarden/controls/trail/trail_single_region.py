"""The trail records one region only, or leaves out the events of global services.

Why
---
What is done in another region, or to roles and users through AWS's global services, changes a pipeline as well: a
trail of one region has no record of it (AWS CloudTrail User Guide, *Understanding multi-Region trails*). Terraform
makes a trail of one region unless it is told otherwise. The guidance asks for "user activity logging with AWS
CloudTrail".

Fix
---
```hcl
resource "aws_cloudtrail" "this" {
  is_multi_region_trail         = true
  include_global_service_events = true
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument
from pipewarden.subjects.trails import best, declared_elsewhere
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_67", "AWS-0014")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """One trail that records every region, else each of them."""
    elsewhere = tuple(declared_elsewhere(subjects.trails, subjects.config.declare))
    yield from elsewhere or best(subjects.trails, _judge_trail)


def _judge_trail(trail: Resource) -> Iterator[Verdict]:
    yield from argument(trail, "is_multi_region_trail", False).judged(lambda value: value is True)
    yield from argument(trail, "include_global_service_events", True).judged(lambda value: value is True)
