"""No trail records all management events: reads, writes and the use of keys.

Why
---
Management events say who changed the pipeline, its roles, its key and the trail itself. Selectors can leave out reads,
writes or the events of AWS KMS (AWS CloudTrail User Guide, *Logging management events*), and as soon as a trail has
advanced selectors, it records only what they name. The guidance asks for "API and user activity logging".

Fix
---
```hcl
resource "aws_cloudtrail" "this" {
  advanced_event_selector {
    name = "Management events"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.values import Known, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.coverage import Gap, recorded
from pipewarden.subjects.references import shown, why
from pipewarden.subjects.selectors import Category, Recording
from pipewarden.subjects.trails import declared_elsewhere
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH
_HARMLESS = Known("rdsdata.amazonaws.com")
"""The other source that CloudTrail lets a trail leave out: calls of the RDS Data API, which no pipeline makes."""


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """What all trails record together."""
    elsewhere = tuple(declared_elsewhere(subjects.trails, subjects.config.declare))
    yield from elsewhere
    if subjects.trails and not elsewhere:
        yield recorded(subjects.trails, Category.MANAGEMENT, "management events", _gap)


def _gap(recording: Recording) -> Gap | Unknown | None:
    for condition in recording.narrowing:
        return f"the selector leaves out management events by their `{condition.field}`", condition.block
    for source in recording.excluded:
        if not isinstance(source, Known):
            return Unknown(why(source), source.origin)
        if source != _HARMLESS:
            return f"the selector leaves out the events of {shown(source)}", source
    return None
