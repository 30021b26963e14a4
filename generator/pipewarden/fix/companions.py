"""Mends a missing companion resource: adds it beside what it protects, or lets one without instances live again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from pipewarden.fix import insert
from pipewarden.fix.json_syntax import native
from pipewarden.fix.keys import key_expression
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.source import Source
from pipewarden.hcl import ast
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names

Lines = list[str]
_FLAGS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


def mend(patient: Patient) -> Mend | Refusal | None:
    """The companion that a bucket or VPC lacks; None where the control asks for none here."""
    message = patient.verdict.message
    found = next(
        (
            one
            for one in _COMPANIONS
            if (one.control, one.subject) == (patient.control, patient.kind) and one.said in message
        ),
        None,
    )
    if found is None:
        return None
    for source, block in patient.blocks(found.kind):
        argument = block.body.attribute(found.by)
        if argument is not None and _is_of(source.of(argument.expression.span), f"{patient.kind}.{patient.name}"):
            return _revived(source, block)
    lines = found.body(patient)
    if isinstance(lines, Refusal):
        return lines
    written = _resource(patient, found.kind, found.by, lines)
    if isinstance(written, Refusal):
        return written
    return Mend(insert.after_block(patient.source, patient.block, written))


def _is_of(reference: str, address: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(address)}(?![\w-])", reference) is not None


def _revived(source: Source, block: ast.Block) -> Mend | Refusal:
    count = block.body.attribute("count")
    if count is not None and source.of(count.expression.span) == "0":
        return Mend((insert.without_line(source, count.span),))
    return Refusal(f"`{block.labels[0].text}.{block.labels[1].text}` is there, but may have no instances")


def _resource(patient: Patient, kind: str, by: str, lines: Lines) -> Lines | Refusal:
    if any(block.labels[1].text == patient.name for _, block in patient.blocks(kind)):
        return Refusal(f"`{kind}.{patient.name}` is there, and belongs to something else")
    head, reference = instances(patient.block)
    copied = [
        f"{name} = {native(patient.source, attribute.expression)}"
        for name in ("provider", "region")
        if (attribute := patient.block.body.attribute(name)) is not None
    ]
    identity = "id" if patient.kind == "aws_vpc" else "bucket"
    top = insert.aligned([*head, *copied, f"{by} = {reference}.{identity}"])
    rest = ["", *_indented(lines)] if lines else []
    return [f'resource "{kind}" "{patient.name}" {{', *(f"  {line}" for line in top), *rest, "}"]


def _indented(lines: Lines) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def instances(block: ast.Block) -> tuple[Lines, str]:
    """What gives a companion as many instances as its subject has, and how it names its own."""
    address = f"{block.labels[0].text}.{block.labels[1].text}"
    if block.body.attribute("count") is not None:
        return [f"count = length({address})"], f"{address}[count.index]"
    if block.body.attribute("for_each") is not None:
        return [f"for_each = {address}"], "each.value"
    return [], address


def _flags(patient: Patient) -> Lines:
    return insert.aligned([f"{flag} = true" for flag in _FLAGS])


def _versioning(patient: Patient) -> Lines:
    return ["versioning_configuration {", '  status = "Enabled"', "}"]


def _ownership(patient: Patient) -> Lines | Refusal:
    """No ACL may be set beside it: AWS answers `AccessControlListNotSupported` to any (S3 API, *PutBucketAcl*)."""
    bucket = patient.stack.get(patient.verdict.subject)
    for acl in patient.stack.of_type("aws_s3_bucket_acl"):
        if bucket is not None and names(configured(acl.values, "bucket"), bucket):
            return Refusal(
                f"`{acl.address}` sets an ACL, which AWS refuses with `BucketOwnerEnforced`; remove it first"
            )
    return ["rule {", '  object_ownership = "BucketOwnerEnforced"', "}"]


def _lifecycle(patient: Patient) -> Lines:
    days = max(patient.config.require.retention_days, 90)
    return [
        "rule {",
        '  id     = "expire"',
        '  status = "Enabled"',
        "",
        "  filter {}",
        "",
        "  abort_incomplete_multipart_upload {",
        "    days_after_initiation = 7",
        "  }",
        "",
        "  noncurrent_version_expiration {",
        f"    noncurrent_days = {days}",
        "  }",
        "}",
    ]


def _encryption(patient: Patient) -> Lines | Refusal:
    key = key_expression(patient)
    if isinstance(key, Refusal):
        return key
    return [
        "rule {",
        "  bucket_key_enabled = true",
        "",
        "  apply_server_side_encryption_by_default {",
        f"    kms_master_key_id = {key}",
        '    sse_algorithm     = "aws:kms"',
        "  }",
        "}",
    ]


class _Companion(Struct, frozen=True):
    """What lacks a companion, by control and a part of its finding's message, and how the companion is written.

    `by` is the argument that names the subject, `body` gives the rest.
    """

    control: str
    said: str
    subject: str
    kind: str
    by: str
    body: Callable[[Patient], Lines | Refusal]


def _of_bucket(control: str, said: str, kind: str, body: Callable[[Patient], Lines | Refusal]) -> _Companion:
    return _Companion(control, said, "aws_s3_bucket", f"aws_s3_bucket_{kind}", "bucket", body)


_COMPANIONS = (
    _of_bucket("bucket-public-access", "", "public_access_block", _flags),
    _of_bucket("bucket-unversioned", "", "versioning", _versioning),
    _of_bucket("trail-bucket-unprotected", "no public access block", "public_access_block", _flags),
    _of_bucket("trail-bucket-unprotected", "no versioning", "versioning", _versioning),
    _of_bucket("bucket-acl-grants", "", "ownership_controls", _ownership),
    _of_bucket("bucket-retention", "", "lifecycle_configuration", _lifecycle),
    _of_bucket("bucket-default-encryption", "", "server_side_encryption_configuration", _encryption),
    _Companion(
        "vpc-default-group-open", "keeps the rules", "aws_vpc", "aws_default_security_group", "vpc_id", lambda _: []
    ),
)
