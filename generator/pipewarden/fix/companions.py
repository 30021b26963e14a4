"""Mends a missing companion resource: adds it beside what it protects, or lets one without instances live again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipewarden.fix import insert
from pipewarden.fix.keys import key_expression
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.source import Source
from pipewarden.hcl import ast

Lines = list[str]
_FLAGS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


def mend(patient: Patient) -> Mend | Refusal | None:
    """The companion that a bucket or VPC lacks; None where the control asks for none here."""
    found = _COMPANIONS.get(patient.control)
    if found is None or patient.kind != found[0] or patient.source.tree.json:
        return None
    subject, kind, by, body = found
    for source, block in patient.blocks(kind):
        argument = block.body.attribute(by)
        if argument is not None and f"{subject}.{patient.name}" in source.of(argument.expression.span):
            return _revived(source, block)
    lines = body(patient)
    if isinstance(lines, Refusal):
        return lines
    written = _resource(patient, kind, by, lines)
    return (
        written if isinstance(written, Refusal) else Mend((insert.after_block(patient.source, patient.block, written),))
    )


def _revived(source: Source, block: ast.Block) -> Mend | Refusal:
    count = block.body.attribute("count")
    if count is not None and source.of(count.expression.span) == "0":
        return Mend((insert.without_line(source, count.span),))
    return Refusal(f"`{block.labels[0].text}.{block.labels[1].text}` is there, but may have no instances")


def _resource(patient: Patient, kind: str, by: str, lines: Lines) -> Lines | Refusal:
    if any(block.labels[1].text == patient.name for _, block in patient.blocks(kind)):
        return Refusal(f"`{kind}.{patient.name}` is there, and belongs to something else")
    head, reference = _instances(patient)
    copied = [
        f"{name} = {patient.source.of(attribute.expression.span)}"
        for name in ("provider", "region")
        if (attribute := patient.block.body.attribute(name)) is not None
    ]
    identity = "id" if patient.kind == "aws_vpc" else "bucket"
    top = insert.aligned([*head, *copied, f"{by} = {reference}.{identity}"])
    return [f'resource "{kind}" "{patient.name}" {{', *(f"  {line}" for line in top), "", *_indented(lines), "}"]


def _indented(lines: Lines) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def _instances(patient: Patient) -> tuple[Lines, str]:
    """What gives the companion as many instances as its subject, and how it names its own."""
    address = f"{patient.kind}.{patient.name}"
    if patient.block.body.attribute("count") is not None:
        return [f"count = length({address})"], f"{address}[count.index]"
    if patient.block.body.attribute("for_each") is not None:
        return [f"for_each = {address}"], "each.value"
    return [], address


def _flags(patient: Patient) -> Lines:
    return insert.aligned([f"{flag} = true" for flag in _FLAGS])


def _versioning(patient: Patient) -> Lines:
    return ["versioning_configuration {", '  status = "Enabled"', "}"]


def _ownership(patient: Patient) -> Lines:
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


_COMPANIONS: dict[str, tuple[str, str, str, Callable[[Patient], Lines | Refusal]]] = {
    "bucket-public-access": ("aws_s3_bucket", "aws_s3_bucket_public_access_block", "bucket", _flags),
    "bucket-unversioned": ("aws_s3_bucket", "aws_s3_bucket_versioning", "bucket", _versioning),
    "bucket-acl-grants": ("aws_s3_bucket", "aws_s3_bucket_ownership_controls", "bucket", _ownership),
    "bucket-retention": ("aws_s3_bucket", "aws_s3_bucket_lifecycle_configuration", "bucket", _lifecycle),
    "bucket-default-encryption": (
        "aws_s3_bucket",
        "aws_s3_bucket_server_side_encryption_configuration",
        "bucket",
        _encryption,
    ),
}
"""By control: what lacks a companion, the companion's type, the argument that names the first, and the rest of it."""
