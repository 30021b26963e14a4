"""Whether a pattern of object ARNs, as trails write it, takes in every object of a bucket."""

from __future__ import annotations

import re

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Symbol, Template, Unknown, Value
from pipewarden.subjects.argument import configured

_ARN = re.compile(r"^arn:[^:]*:s3(:::|$)")
_PARTITION = "*"


def covers_objects(stack: Stack, prefix: Value, bucket: Resource | Value) -> bool | None:
    """Whether every object of `bucket` (a resource, or a bucket's name) has an ARN that starts with `prefix`.

    `arn:aws:s3` and `arn:aws:s3:::` stand for all buckets; a bucket's ARN without a slash is no prefix of an object
    (AWS CloudTrail API Reference, *DataResource*).
    """
    rest = _after_service(stack, prefix)
    wanted = _text(stack, _name_of(bucket))
    if wanted is None or rest is None:
        return None
    return rest == "" or ("/" in rest and f"{wanted}/".startswith(rest))


def touches_objects(stack: Stack, prefix: Value, bucket: Resource | Value) -> bool | None:
    """Whether the ARN of any object of `bucket` may start with `prefix`."""
    rest = _after_service(stack, prefix)
    wanted = _text(stack, _name_of(bucket))
    if wanted is None or rest is None:
        return None
    return rest.startswith(f"{wanted}/") or f"{wanted}/".startswith(rest)


def _after_service(stack: Stack, prefix: Value) -> str | None:
    """What follows `arn:aws:s3:::`; a NUL, which starts no name, where the prefix is no ARN of S3."""
    text = _text(stack, prefix)
    if text is None:
        return None
    match = _ARN.match(text)
    return text[match.end() :] if match else "\0"


def _name_of(bucket: Resource | Value) -> Value:
    return Symbol(bucket.address, ("id",)) if isinstance(bucket, Resource) else bucket


def _text(stack: Stack, value: Value) -> str | None:
    """A value as one text in which each bucket and each partition has one spelling; None where a part is not known."""
    match value:
        case Known():
            return str(value.value)
        case Symbol():
            return _symbol(stack, value)
        case Template():
            parts = [part if isinstance(part, str) else _text(stack, part) for part in value.parts]
            return None if any(part is None for part in parts) else "".join(str(part) for part in parts)
        case Unknown() | _:
            return None


def _symbol(stack: Stack, symbol: Symbol) -> str | None:
    if symbol.path == ("partition",):
        return _PARTITION
    resource = stack.get(symbol.address)
    if resource is None or resource.type != "aws_s3_bucket" or symbol.path not in (("arn",), ("id",), ("bucket",)):
        return f"<{symbol}>"
    own = configured(resource.values, "bucket")
    name = _text(stack, own) if own is not None and not isinstance(own, Symbol) else None
    name = f"<{resource.address}>" if name is None else name
    return f"arn:{_PARTITION}:s3:::{name}" if symbol.path == ("arn",) else name
