"""An artifact store names its key by an alias or a bare id, not by the key's ARN.

Why
---
CodePipeline sends the id of `encryption_key` with each upload as it stands. A bucket policy compares that header with
a key ARN, so with an alias or a bare id it refuses every upload. Across accounts an alias is not recognized, and a
bare id names a key of the other account (AWS CodePipeline API Reference, *EncryptionKey*).

Fix
---
```hcl
encryption_key {
  id   = aws_kms_key.artifacts.arn
  type = "KMS"
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.key_names import KeyName, key_name
from pipewarden.subjects.keys import KeyKind
from pipewarden.subjects.pipelines import Store
from pipewarden.subjects.references import why
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.MEDIUM


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """How every store with a customer key names it."""
    for store in subjects.stores:
        if isinstance(store, Store):
            yield from _judge_store(subjects, store)


def _judge_store(subjects: Subjects, store: Store) -> Iterator[Verdict]:
    key = store.key
    if key is None or subjects.key_use(key).kind in (KeyKind.MANAGED, KeyKind.NONE):
        return
    how = key_name(subjects.stack, key)
    if how is KeyName.UNDECIDED:
        yield unknown(store.pipeline, f"how the store names its key is not known: {why(key)}", key)
    elif how is KeyName.ARN:
        yield passed(store.pipeline, "the store names its key by ARN", key)
    else:
        yield failed(store.pipeline, f"the store names its key by {how.value}, not by the key's ARN", key)
