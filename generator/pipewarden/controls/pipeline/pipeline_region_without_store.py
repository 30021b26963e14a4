"""An action runs in a region that has no artifact store, or one whose bucket or key lives in another region.

Why
---
An action reads and writes artifacts in its own region, so a pipeline across regions needs a bucket and a key in each
(AWS CodePipeline User Guide, *Add a cross-region action in CodePipeline*). A KMS key is usable in its own region only:
with the key of another one the artifacts cannot be encrypted as the store says, and the run fails.

Fix
---
```hcl
artifact_store {
  location = aws_s3_bucket.artifacts_us.bucket
  region   = "us-east-1"
  type     = "S3"

  encryption_key {
    id   = aws_kms_key.artifacts_us.arn
    type = "KMS"
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names
from pipewarden.subjects.key_names import key_region
from pipewarden.subjects.keys import KeyKind
from pipewarden.subjects.pipelines import Store, action_title, actions
from pipewarden.subjects.references import shown, why
from pipewarden.subjects.regions import region, same_region
from pipewarden.verdict import Severity, Verdict, absent, failed, passed, unknown

SEVERITY = Severity.MEDIUM


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The region of every action, and the key of every store."""
    for pipeline in subjects.pipelines:
        stores = tuple(store for store in subjects.stores if isinstance(store, Store) and store.pipeline is pipeline)
        if not stores:
            continue
        for action in actions(pipeline):
            if configured(action, "region") is not None or len(stores) > 1:
                yield _judge_action(subjects.stack, pipeline, action, stores)
        for store in stores:
            yield from _judge_key(subjects, store)
            yield from _judge_bucket(subjects, store)


def _judge_action(stack: Stack, pipeline: Resource, action: Mapping, stores: tuple[Store, ...]) -> Verdict:
    own = configured(action, "region")
    wanted = own if own is not None else region(pipeline)
    at = own if own is not None else action
    found = [same_region(stack, _region(store), wanted) for store in stores]
    if any(found):
        return passed(pipeline, f"{action_title(action)} has an artifact store in its region", at)
    if None in found:
        open_ = (each for each in (wanted, *map(_region, stores)) if not isinstance(each, Known))
        reason = why(next(open_, wanted))
        message = f"whether {action_title(action)} has an artifact store in its region is not known: {reason}"
        return unknown(pipeline, message, at)
    where = f"runs in {shown(wanted)}, which" if isinstance(wanted, Known) else "runs in a region that"
    return absent(pipeline, f"{action_title(action)} {where} has no `artifact_store`", at)


def _judge_key(subjects: Subjects, store: Store) -> Iterator[Verdict]:
    use = subjects.key_use(store.key)
    if store.key is None or use.kind in (KeyKind.MANAGED, KeyKind.NONE, KeyKind.UNDECIDED):
        return
    home, there = _region(store), key_region(subjects.stack, store.key)
    same = True if _same_provider(use.resource, store) else same_region(subjects.stack, there, home)
    if same:
        yield passed(store.pipeline, "the store's key lives in the store's region", store.key)
    elif same is None:
        reason = next((value.why for value in (there, home) if isinstance(value, Unknown)), "one of them is looked up")
        message = f"whether the store and its key are in one region is not known: {reason}"
        yield unknown(store.pipeline, message, store.key)
    else:
        message = f"the store is in {shown(home)}, and its key in {shown(there)}"
        yield failed(store.pipeline, message, store.key)


def _judge_bucket(subjects: Subjects, store: Store) -> Iterator[Verdict]:
    """A bucket of the stack; of one elsewhere only the name is known, and a name says no region."""
    home = _region(store)
    for bucket in subjects.stack.of_type("aws_s3_bucket"):
        if store.bucket is not None and names(store.bucket, bucket):
            there = region(bucket)
            if same_region(subjects.stack, there, home) is False:
                message = f"the store is in {shown(home)}, and its bucket in {shown(there)}"
                yield failed(store.pipeline, message, store.bucket)


def _same_provider(key: Resource | None, store: Store) -> bool:
    """Whether key and pipeline live where one provider puts them, whichever region that is."""
    if key is None or configured(store.block, "region") is not None:
        return False
    alone = all(configured(resource.values, "region") is None for resource in (key, store.pipeline))
    return alone and key.provider is not None and key.provider == store.pipeline.provider


def _region(store: Store) -> Value:
    own = configured(store.block, "region")
    return own if own is not None else region(store.pipeline)
