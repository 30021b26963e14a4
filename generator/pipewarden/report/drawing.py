"""A picture of one stack as data: its pipelines, keys, buckets, endpoints and trails, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Mapping, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.companions import companions
from pipewarden.subjects.endpoints import service_of
from pipewarden.subjects.identity import names
from pipewarden.subjects.pipelines import Store


class Kind(StrEnum):
    """What a node is."""

    ENDPOINT = "endpoint"
    PIPELINE = "pipeline"
    TRAIL = "trail"
    BUCKET = "bucket"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Node:
    """One resource of the picture; `note` is what a bucket holds, or which service an endpoint serves."""

    kind: Kind
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """From one address to another, and what the first does with the second."""

    source: str
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture of the stack whose root is `path`.

    `addresses` are all its resources, drawn or not, and `files` all that were read for it.
    """

    path: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    addresses: frozenset[str]
    files: frozenset[str]


def draw(subjects: Subjects) -> Drawing:
    """The picture of a resolved stack."""
    stack = subjects.stack
    nodes = tuple(sorted(set(_nodes(subjects)), key=lambda node: (list(Kind).index(node.kind), node.address)))
    drawn = {node.address for node in nodes}
    links = (link for link in _links(subjects) if {link.source, link.target} <= drawn)
    addresses = frozenset(resource.address for resource in stack.resources)
    return Drawing(stack.path, nodes, tuple(dict.fromkeys(links)), addresses, frozenset(stack.files))


def _nodes(subjects: Subjects) -> Iterator[Node]:
    for endpoint in subjects.endpoints:
        service = service_of(subjects.stack, endpoint)
        yield Node(Kind.ENDPOINT, endpoint.address, service[1] if isinstance(service, tuple) else "")
    for pipeline in subjects.pipelines:
        yield Node(Kind.PIPELINE, pipeline.address)
    for trail in subjects.trails:
        yield Node(Kind.TRAIL, trail.address)
    for bucket in subjects.buckets:
        yield Node(Kind.BUCKET, bucket.resource.address, ", ".join(sorted(bucket.holds)))
    for key in subjects.keys:
        yield Node(Kind.KEY, key.address)


def _links(subjects: Subjects) -> Iterator[Link]:
    for endpoint in subjects.endpoints:
        service = service_of(subjects.stack, endpoint)
        for pipeline in subjects.pipelines if isinstance(service, tuple) and service[1] == "codepipeline" else ():
            yield Link(endpoint.address, pipeline.address, "leads privately to")
    for store in subjects.stores:
        if isinstance(store, Store):
            yield from _to_buckets(subjects, store.pipeline, store.bucket, "keeps artifacts in")
            yield from _to_key(subjects, store.pipeline, store.key)
    for trail in subjects.trails:
        yield from _to_buckets(subjects, trail, configured(trail.values, "s3_bucket_name"), "writes records to")
        yield from _to_key(subjects, trail, configured(trail.values, "kms_key_id"))
    for bucket in subjects.buckets:
        yield from _of_bucket(subjects, bucket.resource)


def _of_bucket(subjects: Subjects, bucket: Resource) -> Iterator[Link]:
    for logging in companions(subjects.stack, bucket, "aws_s3_bucket_logging").found:
        yield from _to_buckets(subjects, bucket, configured(logging.values, "target_bucket"), "logs access to")
    for encryption in companions(subjects.stack, bucket, "aws_s3_bucket_server_side_encryption_configuration").found:
        for rule in _blocks(encryption.values, "rule"):
            for default in _blocks(rule, "apply_server_side_encryption_by_default"):
                yield from _to_key(subjects, bucket, configured(default, "kms_master_key_id"))


def _blocks(values: Mapping, name: str) -> Iterator[Mapping]:
    return (block for block in blocks(values, name) if isinstance(block, Mapping))


def _to_buckets(subjects: Subjects, source: Resource, value: Value | None, text: str) -> Iterator[Link]:
    for bucket in subjects.buckets:
        if names(value, bucket.resource):
            yield Link(source.address, bucket.resource.address, text)


def _to_key(subjects: Subjects, source: Resource, value: Value | None) -> Iterator[Link]:
    use = subjects.key_use(value)
    if use.resource is not None:
        yield Link(source.address, use.resource.address, "encrypts with")
