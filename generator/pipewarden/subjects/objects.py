"""Whether a pattern of object ARNs, as trails write it, takes in every object of a bucket."""

from __future__ import annotations

import re

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Value
from pipewarden.subjects.identity import own_name
from pipewarden.subjects.references import spelling

_ARN = re.compile(r"^arn:[^:]*:s3(:::|$)")


def covers_objects(prefix: Value, bucket: Resource | Value) -> bool | None:
    """Whether every object of `bucket` (a resource, or a bucket's name) has an ARN that starts with `prefix`.

    `arn:aws:s3` and `arn:aws:s3:::` stand for all buckets; a bucket's ARN without a slash is no prefix of an object
    (AWS CloudTrail API Reference, *DataResource*). None where that is not known.
    """
    rest, wanted = _after_service(prefix), _objects_of(bucket)
    if wanted is None or rest is None:
        return None
    return rest == "" or ("/" in rest and wanted.startswith(rest))


def touches_objects(prefix: Value, bucket: Resource | Value) -> bool | None:
    """Whether the ARN of any object of `bucket` may start with `prefix`."""
    rest, wanted = _after_service(prefix), _objects_of(bucket)
    if wanted is None or rest is None:
        return None
    return rest.startswith(wanted) or wanted.startswith(rest)


def lies_in(arn: Value, bucket: Resource) -> bool | None:
    """Whether an ARN is the bucket's, or that of a folder in it."""
    rest, wanted = _after_service(arn), _objects_of(bucket)
    if wanted is None or rest is None:
        return None
    return f"{rest.partition('/')[0]}/" == wanted


def _objects_of(bucket: Resource | Value) -> str | None:
    """What all object ARNs of the bucket have after `arn:aws:s3:::`."""
    if isinstance(bucket, Resource):
        bucket = own_name(bucket)
    name = spelling(bucket)
    return None if name is None else f"{name}/"


def _after_service(prefix: Value) -> str | None:
    """What follows `arn:aws:s3:::`; a NUL, which starts no name, where the prefix is no ARN of S3."""
    text = spelling(prefix)
    if text is None:
        return None
    match = _ARN.match(text)
    return text[match.end() :] if match else "\0"
