"""Which key artifacts in a bucket are encrypted with, as policies compare it: by its ARN."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.buckets import Bucket
from pipewarden.subjects.companions import companions
from pipewarden.subjects.identity import names
from pipewarden.subjects.keys import KeyKind
from pipewarden.subjects.pipelines import Store
from pipewarden.subjects.policies import arn

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects

_CONFIGURATION = "aws_s3_bucket_server_side_encryption_configuration"


def keys_of(subjects: Subjects, bucket: Bucket) -> tuple[Value, ...]:
    """The ARNs of the customer keys that stores of the bucket name, else those of the bucket's default.

    None where neither names a customer key, which other controls find.
    """
    stores = (store for store in subjects.stores if isinstance(store, Store))
    named = [store.key for store in stores if names(store.bucket, bucket.resource)]
    found = list(_arns(subjects, named)) or list(_arns(subjects, _default_keys(subjects.stack, bucket.resource)))
    return tuple(value for index, value in enumerate(found) if value not in found[:index])


def key_arn(subjects: Subjects, value: Value | None) -> Value | None:
    """The ARN of the customer key that an argument names, None where it names none."""
    use = subjects.key_use(value)
    if use.resource is not None:
        return arn(use.resource)
    if use.kind is KeyKind.UNDECIDED and isinstance(value, Unknown):
        return value
    return None if use.kind in (KeyKind.NONE, KeyKind.MANAGED) else value


def _arns(subjects: Subjects, values: list[Value | None]) -> Iterator[Value]:
    for value in values:
        found = key_arn(subjects, value)
        if found is not None:
            yield found


def default_rules(stack: Stack, bucket: Resource) -> Iterator[Mapping]:
    """The rules of the bucket's default encryption, split or inline, that are known."""
    carriers = [each.values for each in companions(stack, bucket, _CONFIGURATION).found]
    inline = blocks(bucket.values, "server_side_encryption_configuration")
    for carrier in (*carriers, *(block for block in inline if isinstance(block, Mapping))):
        yield from (rule for rule in blocks(carrier, "rule") if isinstance(rule, Mapping))


def _default_keys(stack: Stack, bucket: Resource) -> list[Value | None]:
    return [
        configured(default, "kms_master_key_id")
        for rule in default_rules(stack, bucket)
        for default in blocks(rule, "apply_server_side_encryption_by_default")
        if isinstance(default, Mapping)
    ]


def blocks_customer_keys(stack: Stack, bucket: Resource) -> bool:
    """Whether the bucket itself refuses uploads with a key of the caller's own (`blocked_encryption_types`)."""
    blocked = (configured(rule, "blocked_encryption_types") for rule in default_rules(stack, bucket))
    return any(isinstance(value, Sequence) and Known("SSE-C") in value.items for value in blocked)
