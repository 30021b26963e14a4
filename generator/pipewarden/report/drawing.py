"""A picture of one stack as data: its pipelines, keys, buckets, endpoints and trails, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

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


class Node(Struct, frozen=True):
    """One resource of the picture; `note` is what a bucket holds, or which service an endpoint serves.

    `parts` are the addresses of the resources that configure it, which are not drawn.
    """

    kind: Kind
    address: str
    note: str = ""
    parts: tuple[str, ...] = ()


class Link(Struct, frozen=True):
    """From one address to another, and what the first does with the second."""

    source: str
    target: str
    text: str


class Drawing(Struct, frozen=True):
    """The picture of the stack whose root is `path`.

    `addresses` are all its resources, drawn or not, and `files` all that were read for it.
    """

    path: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    addresses: frozenset[str]
    files: frozenset[str]


_PARTS = {
    Kind.PIPELINE: ("aws_codepipeline_", ("target_pipeline",)),
    Kind.BUCKET: ("aws_s3_bucket_", ("bucket",)),
    Kind.KEY: ("aws_kms_", ("key_id", "target_key_id")),
    Kind.ENDPOINT: ("aws_vpc_endpoint_", ("vpc_endpoint_id",)),
}
"""How the types begin that configure a thing of that kind, and the arguments in which they name it."""

_FIRST = ("artifacts", "codepipeline", "trail")
"""The notes of the nodes that come first among those of their kind, because most lines lead there."""


def draw(subjects: Subjects) -> Drawing:
    """The picture of a resolved stack."""
    stack = subjects.stack
    nodes = tuple(sorted(set(_nodes(subjects)), key=_order))
    drawn = {node.address for node in nodes}
    links = (link for link in _links(subjects) if {link.source, link.target} <= drawn)
    addresses = frozenset(resource.address for resource in stack.resources)
    return Drawing(stack.path, nodes, tuple(dict.fromkeys(links)), addresses, frozenset(stack.files))


def _order(node: Node) -> tuple[int, int, str]:
    rank = next((index for index, note in enumerate(_FIRST) if node.note.startswith(note)), len(_FIRST))
    return (list(Kind).index(node.kind), rank, node.address)


def _nodes(subjects: Subjects) -> Iterator[Node]:
    for endpoint in subjects.endpoints:
        service = service_of(subjects.stack, endpoint)
        yield _node(subjects, Kind.ENDPOINT, endpoint, service[1] if isinstance(service, tuple) else "")
    for pipeline in subjects.pipelines:
        yield _node(subjects, Kind.PIPELINE, pipeline)
    for trail in subjects.trails:
        yield _node(subjects, Kind.TRAIL, trail)
    for bucket in subjects.buckets:
        yield _node(subjects, Kind.BUCKET, bucket.resource, ", ".join(sorted(bucket.holds)))
    for key in subjects.keys:
        yield _node(subjects, Kind.KEY, key)


def _node(subjects: Subjects, kind: Kind, resource: Resource, note: str = "") -> Node:
    prefix, arguments = _PARTS.get(kind, ("", ()))
    parts = (
        part.address
        for part in subjects.stack.resources
        if arguments and part.mode == "managed" and part.type.startswith(prefix)
        if any(names(configured(part.values, argument), resource) for argument in arguments)
    )
    return Node(kind, resource.address, note, tuple(sorted(parts)))


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
