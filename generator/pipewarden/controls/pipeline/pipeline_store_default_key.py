"""An artifact store encrypts with a key that AWS manages, not with a customer key.

Why
---
Without `encryption_key`, CodePipeline uses the AWS managed key for Amazon S3: its policy and its rotation are out
of the customer's hands, and another account cannot decrypt with it. The guidance asks to "encrypt artifacts with a
customer managed key" (AWS CodePipeline User Guide, *Configure server-side encryption*). Every region's store counts.

Fix
---
```hcl
artifact_store {
  location = aws_s3_bucket.artifacts.bucket
  type     = "S3"
  encryption_key {
    id   = aws_kms_key.artifacts.arn
    type = "KMS"
  }
}
```

A key that lives outside the stack is named in `[declare] keys` of `pipewarden.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.values import Mapping, Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.keys import KeyKind
from pipewarden.subjects.pipelines import Store, crosses_accounts
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_219",)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every artifact store of every pipeline."""
    for store in subjects.stores:
        if isinstance(store, Store):
            yield _judge_store(subjects, store)
        else:
            pipeline, why = store
            yield unknown(pipeline, f"the artifact stores are not known: {why.why}", why)


def _judge_store(subjects: Subjects, store: Store) -> Verdict:
    if not store.encryption_key:
        return failed(
            store.pipeline,
            "the artifact store has no `encryption_key`: AWS's own key encrypts",
            store.block,
            severity=_severity(subjects, store),
        )
    block = store.encryption_key[0]
    if isinstance(block, Unknown):
        return unknown(store.pipeline, f"whether the store has an `encryption_key` is not known: {block.why}", block)
    return _judge_key(subjects, store, block, configured(block, "id"))


def _judge_key(subjects: Subjects, store: Store, block: Mapping, key: Value | None) -> Verdict:
    use = subjects.key_use(key)
    at = key if key is not None else block
    if use.kind is KeyKind.UNDECIDED:
        return unknown(store.pipeline, f"which key encrypts the artifacts is not known: {use.why}", at)
    if use.kind not in (KeyKind.STACK, KeyKind.DECLARED):
        return failed(store.pipeline, f"`encryption_key` names {use.kind}", at, severity=_severity(subjects, store))
    return passed(store.pipeline, f"`encryption_key` names {use.kind}", at)


def _severity(subjects: Subjects, store: Store) -> Severity:
    """Critical where an action runs in a role of another account, which cannot use the key that AWS manages."""
    return Severity.CRITICAL if crosses_accounts(subjects.stack, store.pipeline) else SEVERITY
