"""The requests with which artifacts are read and written, as CodePipeline and CodeBuild send them.

CodePipeline calls S3 in the name of its role, from AWS's side, over TLS, and names the store's key in each upload; S3
then asks KMS in the same name (CodePipeline User Guide, *Configure server-side encryption for artifacts*; KMS Developer
Guide, *kms:ViaService*).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from pipewarden.stack.model import Resource
from pipewarden.stack.templates import joined
from pipewarden.stack.values import Known, Symbol, Unknown, Value
from pipewarden.subjects.argument import configured
from pipewarden.subjects.bucket_keys import default_rules, key_arn
from pipewarden.subjects.identity import names
from pipewarden.subjects.pipelines import Store
from pipewarden.subjects.policies import arn
from pipewarden.subjects.ways import Context, Request

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects

_SSE = "s3:x-amz-server-side-encryption"
WRITE = "write artifacts"
_NAME_IN_KEY = 20
"""Artifacts lie under the first characters of the pipeline's name."""


class Place(Struct, frozen=True):
    """Where artifacts are kept: the bucket and the key, as ARNs and as resources of the stack where they are such."""

    pipeline: Resource
    bucket_arn: Value
    bucket: Resource | None
    key_arn: Value | None
    key: Resource | None
    bucket_key: bool
    region: Value


def place_of(subjects: Subjects, store: Store) -> Place | Unknown:
    """Where the artifacts of a store are."""
    name = store.bucket
    if name is None or isinstance(name, Unknown):
        return name or Unknown("a store names no bucket")
    stack = subjects.stack
    bucket = next((each for each in stack.of_type("aws_s3_bucket") if names(name, each)), None)
    partition = Symbol(store.pipeline.address, ("partition",))
    bucket_arn = arn(bucket) if bucket else joined(["arn:", partition, ":s3:::", *subjects.names.parts(name)])
    rules = default_rules(stack, bucket) if bucket else ()
    bucket_key = any(configured(rule, "bucket_key_enabled") == Known(True) for rule in rules)
    own = configured(store.block, "region")
    region = own if own is not None else Symbol(store.pipeline.address, ("region",))
    key = subjects.key_use(store.key).resource
    return Place(store.pipeline, bucket_arn, bucket, key_arn(subjects, store.key), key, bucket_key, region)


def reading(subjects: Subjects, place: Place, context: Context) -> Iterator[Request]:
    """Getting an artifact."""
    yield _object_request(subjects, place, "read artifacts", ("s3:GetObject", "s3:GetObjectVersion"), context)
    yield from _key_request(subjects, place, "decrypt artifacts", "kms:Decrypt")


def writing(subjects: Subjects, place: Place, context: Context) -> Iterator[Request]:
    """Putting an artifact."""
    headers: list[tuple[str, Value | str]] = [(_SSE, "aws:kms")]
    if place.key_arn is not None:
        headers.append((f"{_SSE}-aws-kms-key-id", place.key_arn))
    yield _object_request(subjects, place, WRITE, ("s3:PutObject",), (*context, *headers))
    yield from _key_request(subjects, place, "encrypt artifacts", "kms:GenerateDataKey")


def looking(subjects: Subjects, place: Place, context: Context) -> Request:
    """What CodePipeline asks of the bucket itself."""
    sent = (*to_s3(place.pipeline), *context)
    return Request("look at the artifact bucket", ("s3:GetBucketVersioning",), place.bucket_arn, place.bucket, sent)


def _object_request(subjects: Subjects, place: Place, does: str, actions: tuple[str, ...], context: Context) -> Request:
    sent = (*to_s3(place.pipeline), *context)
    return Request(does, actions, _object(subjects, place), place.bucket, sent)


def _object(subjects: Subjects, place: Place) -> Value:
    name = configured(place.pipeline.values, "name")
    start = str(name.value)[:_NAME_IN_KEY] if isinstance(name, Known) else "pipeline"
    return joined([*subjects.names.parts(place.bucket_arn), f"/{start}/Artifact/AbC123x"])


def _key_request(subjects: Subjects, place: Place, does: str, action: str) -> Iterator[Request]:
    if place.key_arn is None:
        return
    context: Context = (
        ("aws:SecureTransport", "true"),
        ("aws:ViaAWSService", "true"),
        ("kms:EncryptionContext:aws:s3:arn", place.bucket_arn if place.bucket_key else _object(subjects, place)),
        ("kms:ViaService", joined(["s3.", *subjects.names.parts(place.region), ".amazonaws.com"])),
    )
    yield Request(does, (action,), place.key_arn, place.key, context)


def from_aws(pipeline: Resource) -> Context:
    """The keys of every request that an AWS service makes in the name of a role."""
    account = Symbol(pipeline.address, ("account",))
    return (("aws:ResourceAccount", account), ("aws:SecureTransport", "true"), ("aws:ViaAWSService", "false"))


def to_s3(pipeline: Resource) -> Context:
    """The keys that requests to S3 have besides, over today's TLS."""
    return (
        *from_aws(pipeline),
        ("s3:ResourceAccount", Symbol(pipeline.address, ("account",))),
        ("s3:TlsVersion", "1.3"),
    )
