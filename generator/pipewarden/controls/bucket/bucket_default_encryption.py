"""A bucket does not encrypt with the right key by default.

Why
---
CodePipeline uploads with the store's key, but other writers send no header and take the bucket's default (Amazon S3
User Guide, *Setting default server-side encryption behavior*). Artifacts and trails are encrypted by their customer
key; access logs by SSE-S3, because S3 delivers logs to no bucket whose default is a customer key. Flow logs may take
either, but under the key that AWS manages nobody can read them (Amazon CloudWatch Logs User Guide, *Logs sent to Amazon
S3*).

Fix
---
```hcl
resource "aws_s3_bucket_server_side_encryption_configuration" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.artifacts.arn
    }
  }
}
```

A bucket for access logs has `sse_algorithm = "AES256"` and no key; one that logs to itself sends its logs elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Mapping, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import Argument, blocks, configured
from pipewarden.subjects.buckets import Bucket, Holds, receives_logs_of_others
from pipewarden.subjects.companions import companions
from pipewarden.subjects.identity import names
from pipewarden.subjects.keys import KeyKind
from pipewarden.subjects.pipelines import Store
from pipewarden.verdict import Severity, Verdict, absent, failed, passed, unknown

SEVERITY = Severity.CRITICAL
EQUIVALENTS = ("CKV_AWS_145", "AWS-0132")
_KMS = ("aws:kms", "aws:kms:dsse")
_TYPE = "aws_s3_bucket_server_side_encryption_configuration"


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The default of every bucket, also where the bucket itself holds it."""
    for bucket in subjects.buckets:
        inline = [
            (bucket.resource, block) for block in blocks(bucket.resource.values, "server_side_encryption_configuration")
        ]
        split = companions(subjects.stack, bucket.resource, _TYPE, what="default encryption")
        if split.found or not inline:
            yield from split.judged(partial(_judge_split, subjects, bucket))
        for owner, block in inline if not split.found else ():
            if isinstance(block, Unknown):
                yield unknown(owner, f"its default encryption is not known: {block.why}", block)
            else:
                yield from _judge(subjects, bucket, owner, block)


def _judge_split(subjects: Subjects, bucket: Bucket, owner: Resource) -> Iterator[Verdict]:
    yield from _judge(subjects, bucket, owner, owner.values)


def _judge(subjects: Subjects, bucket: Bucket, owner: Resource, values: Mapping) -> Iterator[Verdict]:
    defaults = [
        default
        for rule in blocks(values, "rule")
        for default in (
            blocks(rule, "apply_server_side_encryption_by_default") if isinstance(rule, Mapping) else (rule,)
        )
    ]
    for default in defaults:
        if isinstance(default, Unknown):
            yield unknown(owner, f"its default encryption is not known: {default.why}", default)
        else:
            yield from _judge_default(subjects, bucket, owner, default)
    if not defaults:
        yield absent(owner, "it sets no default encryption")


def _judge_default(subjects: Subjects, bucket: Bucket, owner: Resource, default: Mapping) -> Iterator[Verdict]:
    algorithm = Argument(owner, "sse_algorithm", configured(default, "sse_algorithm"), None)
    if bucket.holds <= {Holds.ACCESS_LOGS, Holds.FLOW_LOGS}:
        if Holds.ACCESS_LOGS in bucket.holds:
            more = "" if receives_logs_of_others(subjects.stack, bucket.resource) else ", not even its own"
            why = f": S3 delivers no access logs to this bucket{more}"
            yield from algorithm.judged(lambda value: value == "AES256", why)
            return
        if algorithm.in_force == "AES256":
            yield passed(owner, "a key of Amazon S3 encrypts the flow logs", default)
            return
    yield from algorithm.judged(lambda value: value in _KMS)
    if algorithm.in_force in _KMS:
        yield _judge_key(subjects, bucket, owner, default)


def _judge_key(subjects: Subjects, bucket: Bucket, owner: Resource, default: Mapping) -> Verdict:
    value = configured(default, "kms_master_key_id")
    use = subjects.key_use(value)
    at = value if value is not None else default
    if use.kind is KeyKind.UNDECIDED:
        return unknown(owner, f"which key encrypts by default is not known: {use.why}", at)
    if use.kind is KeyKind.NONE:
        effect = ", so that nobody can read the flow logs" if Holds.FLOW_LOGS in bucket.holds else ""
        return failed(owner, f"`kms_master_key_id` is not set: a key that AWS manages encrypts by default{effect}", at)
    if use.kind not in (KeyKind.STACK, KeyKind.DECLARED):
        return failed(owner, f"the default encrypts with {use.kind}", at)
    others = [store.key for store in _stores_of(subjects, bucket) if subjects.key_use(store.key).resource]
    if use.resource and others and all(subjects.key_use(key).resource != use.resource for key in others):
        return failed(owner, f"the default encrypts with `{use.resource.address}`, not with the store's key", at)
    return passed(owner, f"the default encrypts with {use.kind}", at)


def _stores_of(subjects: Subjects, bucket: Bucket) -> Iterator[Store]:
    for store in subjects.stores:
        if isinstance(store, Store) and names(store.bucket, bucket.resource):
            yield store
