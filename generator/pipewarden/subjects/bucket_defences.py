"""What protects a bucket besides its policy: the public access block and versioning."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Mapping
from pipewarden.subjects.argument import Argument, argument, blocks, configured
from pipewarden.subjects.companions import companions
from pipewarden.verdict import Verdict, absent, unknown

_FLAGS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


def public_access_blocked(stack: Stack, bucket: Resource) -> Iterator[Verdict]:
    """The four flags of the bucket's public access block."""
    found = companions(stack, bucket, "aws_s3_bucket_public_access_block", what="public access block")
    yield from found.judged(_judge_flags)


def _judge_flags(block: Resource) -> Iterator[Verdict]:
    for flag in _FLAGS:
        yield from argument(block, flag, False).judged(lambda value: value is True)


def versioned(stack: Stack, bucket: Resource) -> Iterator[Verdict]:
    """The versioning of the bucket, by a resource of its own or by the older block."""
    inline = blocks(bucket.values, "versioning")
    split = companions(stack, bucket, "aws_s3_bucket_versioning", what="versioning")
    if inline and not split.found:
        yield from _judge_blocks(bucket, inline, "enabled", True)
    else:
        yield from split.judged(_judge_configuration)


def _judge_configuration(versioning: Resource) -> Iterator[Verdict]:
    yield from _judge_blocks(versioning, blocks(versioning.values, "versioning_configuration"), "status", "Enabled")


def _judge_blocks(resource: Resource, found: tuple[object, ...], name: str, wanted: str | bool) -> Iterator[Verdict]:
    for block in found:
        if isinstance(block, Mapping):
            default = False if isinstance(wanted, bool) else None
            yield from Argument(resource, name, configured(block, name), default).judged(lambda value: value == wanted)
        else:
            yield unknown(resource, "its versioning is not known")
    if not found:
        yield absent(resource, "it configures no versioning")
