"""Terraform is told to overlook changes of an argument that protects the pipeline's data.

Why
---
With `ignore_changes`, Terraform neither mends what somebody changed by hand nor shows it in a plan (Terraform
documentation, *The lifecycle meta-argument*), and it never applies what the code says later. A policy, a key or a
rule that is weakened in the console then stays so, and the code goes on looking hardened.

Fix
---
Name only what something else really owns, and nothing that a control judges:

```hcl
resource "aws_kms_key" "artifacts" {
  enable_key_rotation = true

  lifecycle {
    ignore_changes = [tags]
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Sequence, Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.controlled import controlled_arguments
from pipewarden.subjects.overlooked import hides_nothing
from pipewarden.subjects.references import why
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every resource that has an argument that a control judges; a plan does not say what is overlooked."""
    for resource in subjects.stack.resources:
        if resource.mode == "managed" and resource.location is not None:
            controlled = controlled_arguments(subjects, resource)
            if controlled:
                yield from _judge_resource(subjects.stack, resource, controlled)


def _judge_resource(stack: Stack, resource: Resource, controlled: frozenset[str]) -> Iterator[Verdict]:
    ignored = resource.lifecycle.get("ignore_changes")
    items: tuple[Value, ...] = ignored.items if isinstance(ignored, Sequence) else (ignored,) if ignored else ()
    found = False
    for item in items:
        name = str(item.value) if isinstance(item, Known) else ""
        argument = name.partition(".")[0].partition("[")[0]
        if not isinstance(item, Known):
            reason = item.why if isinstance(item, Unknown) else why(item)
            yield unknown(resource, f"what `ignore_changes` names is not known: {reason}", item)
        elif name in ("all", "*"):
            yield failed(resource, "changes of every argument are overlooked", item)
        elif argument in controlled and not hides_nothing(stack, resource, name):
            yield failed(resource, f"changes of `{name}` are overlooked", item)
        else:
            continue
        found = True
    if not found:
        yield passed(resource, "no change of a protecting argument is overlooked")
