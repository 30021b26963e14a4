"""An artifact store names a bucket that is neither in the stack nor declared, so nothing says how it is protected.

Why
---
Everything that protects artifacts is a property of the bucket that holds them: its policy, its default encryption,
its public access block. The guidance counts on a "customer-owned bucket" (AWS CodePipeline User Guide, *Configure
server-side encryption for artifacts stored in Amazon S3 for CodePipeline*). A name alone may be anybody's bucket.

Fix
---
```hcl
artifact_store {
  location = aws_s3_bucket.artifacts.bucket
  type     = "S3"
}
```

A bucket that lives outside the stack is named in `[declare] buckets` of `pipewarden.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.ownership import Owner, bucket_owner
from pipewarden.subjects.pipelines import Store
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The bucket of every artifact store."""
    for store in subjects.stores:
        if not isinstance(store, Store):
            pipeline, why = store
            yield unknown(pipeline, f"the artifact stores are not known: {why.why}", why)
            continue
        at = store.bucket if store.bucket is not None else store.block
        owner = bucket_owner(subjects.stack, store.bucket, subjects.config.declare)
        if owner.kind is Owner.UNDECIDED:
            yield unknown(store.pipeline, f"which bucket the store names is not known: {owner.why}", at)
        elif owner.kind is Owner.FOREIGN:
            yield failed(store.pipeline, f"the artifact store names {owner.words}", at)
        else:
            yield passed(store.pipeline, f"the artifact store names {owner.words}", at)
