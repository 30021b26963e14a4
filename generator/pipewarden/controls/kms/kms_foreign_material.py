"""A key that encrypts pipeline data keeps its material outside AWS KMS, or in regions that no store needs.

Why
---
A key in a custom key store, with imported material, or copied to other regions is as safe and as available as what
holds it there: KMS does not rotate it, and cannot restore it (AWS KMS Developer Guide, *Special-purpose keys*). A
multi-region key has its place where a pipeline keeps artifacts in more than one region.

Fix
---
Leave `custom_key_store_id`, `xks_key_id` and `multi_region` out, and let KMS make the material:

```hcl
resource "aws_kms_key" "artifacts" {
  enable_key_rotation = true
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument, configured
from pipewarden.subjects.pipelines import Store
from pipewarden.verdict import Severity, Verdict, failed, unknown

SEVERITY = Severity.LOW


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Where the material of every key that encrypts pipeline data is kept."""
    many_regions = _stores_in_many_regions(subjects)
    for key in subjects.keys:
        if "external" in key.type:
            yield failed(key, f"the material of an `{key.type}` is imported", key)
        elif key.type == "aws_kms_key":
            yield from _judge_material(key, many_regions or (not subjects.stores and _has_replica(subjects, key)))


def _judge_material(key: Resource, many_regions: bool | None) -> Iterator[Verdict]:
    for name in ("custom_key_store_id", "xks_key_id"):
        yield from argument(key, name).judged(lambda value: value is None or value == "")
    replicated = argument(key, "multi_region", False)
    if many_regions is None and replicated.in_force is True:
        yield unknown(key, f"{replicated}, and whether stores need it is not known", replicated.value)
    elif not many_regions:
        yield from replicated.judged(lambda value: value is not True, ", and no store in another region needs it")


def _has_replica(subjects: Subjects, key: Resource) -> bool:
    """Whether the stack replicates the key: a module without a pipeline says so what the regions are for."""
    replicas = subjects.stack.of_type("aws_kms_replica_key")
    return any(subjects.key_use(configured(each.values, "primary_key_arn")).resource == key for each in replicas)


def _stores_in_many_regions(subjects: Subjects) -> bool | None:
    """Whether a pipeline has stores in several regions; None where that is not known."""
    if any(not isinstance(store, Store) for store in subjects.stores):
        return None
    regions = [configured(store.block, "region") for store in subjects.stores if isinstance(store, Store)]
    if any(isinstance(region, Unknown) for region in regions):
        return None
    return len({region.value if isinstance(region, Known) else str(region) for region in regions}) > 1
