"""Whose a bucket is: the stack's, declared by the customer, or nobody's that is known."""

from __future__ import annotations

from enum import Enum, auto

from msgspec import Struct

from pipewarden.config import Declare
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Symbol, Unknown, Value
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names


class Owner(Enum):
    """Whose a bucket is."""

    STACK = auto()
    DECLARED = auto()
    FOREIGN = auto()
    UNDECIDED = auto()


class BucketOwner(Struct, frozen=True):
    """`words` name the bucket in a message; `why` is the reason where it is undecided."""

    kind: Owner
    words: str = ""
    why: str = ""
    resource: Resource | None = None


def bucket_owner(stack: Stack, value: Value | None, declare: Declare) -> BucketOwner:
    """Whose bucket `value` (a name, an ARN or a reference) names."""
    if value is None or value == Known(""):
        return BucketOwner(Owner.FOREIGN, "no bucket")
    doubt = ""
    for bucket in stack.of_type("aws_s3_bucket"):
        named = names(value, bucket)
        if named and bucket.may_be_absent is None:
            return BucketOwner(Owner.STACK, f"`{bucket.address}`", resource=bucket)
        if named and bucket.may_be_absent:
            doubt = f"whether `{bucket.address}` exists is not known: {bucket.may_be_absent.why}"
    if doubt:
        return BucketOwner(Owner.UNDECIDED, why=doubt)
    return _outside(stack, value, declare)


def _outside(stack: Stack, value: Value, declare: Declare) -> BucketOwner:
    if isinstance(value, Known):
        name = str(value.value)
        declared = {text.rpartition(":")[2] for text in declare.buckets}
        if name.rpartition(":")[2] in declared:
            return BucketOwner(Owner.DECLARED, f"the declared bucket `{name}`")
        return BucketOwner(Owner.FOREIGN, f"the bucket `{name}`, which is neither in the stack nor declared")
    if isinstance(value, Unknown):
        return BucketOwner(Owner.UNDECIDED, why=value.why)
    looked_up = stack.get(value.address) if isinstance(value, Symbol) else None
    if looked_up is not None and looked_up.mode == "data" and looked_up.type == "aws_s3_bucket":
        by = configured(looked_up.values, "bucket")
        if by is not None:
            return bucket_owner(stack, by, declare)
    return BucketOwner(Owner.UNDECIDED, why="its name is known only after apply")
