"""Mends what is encrypted with no key, or with one of AWS: names the key that the module already uses."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.fix import insert
from pipewarden.fix.arguments import setting
from pipewarden.fix.fitting import fitting
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.source import Source, bare, block_of, inner_blocks, nested
from pipewarden.fix.wanted import Wanted
from pipewarden.hcl import ast

_DEFAULT = ("rule", "apply_server_side_encryption_by_default")
_SSE = "aws_s3_bucket_server_side_encryption_configuration"
_KEYS = {
    "build-without-customer-key": ("aws_codebuild_project", ("encryption_key",)),
    "bucket-default-encryption": (_SSE, (*_DEFAULT, "kms_master_key_id")),
    "build-unlogged": ("aws_cloudwatch_log_group", ("kms_key_id",)),
    "logs-unencrypted": ("aws_cloudwatch_log_group", ("kms_key_id",)),
    "topic-unencrypted": ("aws_sns_topic", ("kms_master_key_id",)),
    "trail-undelivered": ("aws_cloudwatch_log_group", ("kms_key_id",)),
    "trail-unencrypted": ("aws_cloudtrail", ("kms_key_id",)),
}
"""By control: which resource names its key in which argument."""
_NAMES = frozenset({"kms_key_arn", "kms_key_id", "kms_master_key_id"})


def mend(patient: Patient) -> Mend | Refusal | None:
    """The edits that name the key; None where the finding is about no key."""
    if (patient.control, patient.kind) == ("pipeline-store-default-key", "aws_codepipeline"):
        return _store(patient)
    kind, path = _KEYS.get(patient.control, ("", ()))
    if patient.control == "build-unlogged" and "no customer key" not in patient.verdict.message:
        return None
    if patient.kind != kind or "denied" in patient.verdict.message or "retention" in patient.verdict.message:
        return None
    if "not even its own" in patient.verdict.message:
        return Refusal("it logs to itself; send its access logs to another bucket")
    if "S3 delivers no access logs" in patient.verdict.message:
        return Mend(tuple(setting(patient, Wanted(kind, (*_DEFAULT, "sse_algorithm"), '"AES256"'))))
    key = key_expression(patient)
    if isinstance(key, Refusal):
        return key
    edits = setting(patient, Wanted(kind, path, key))
    if kind == _SSE and '"aws:kms' not in patient.source.of(patient.block.span):
        edits = [*setting(patient, Wanted(kind, (*_DEFAULT, "sse_algorithm"), '"aws:kms"')), *edits]
    return Mend(tuple(edits)) if edits else Refusal("the key is named, and is not the right one")


def _store(patient: Patient) -> Mend | Refusal:
    stores = list(nested(patient.source, patient.block.body, ("artifact_store",)))
    key = key_expression(patient)
    if isinstance(key, Refusal):
        return key
    if len(stores) != 1:
        return Refusal("the pipeline has several stores; name the key of each one's region")
    if any(nested(patient.source, stores[0], ("encryption_key",))):
        return Mend(
            (
                *setting(patient, Wanted("aws_codepipeline", ("artifact_store", "encryption_key", "id"), key)),
                *setting(patient, Wanted("aws_codepipeline", ("artifact_store", "encryption_key", "type"), '"KMS"')),
            )
        )
    lines = ["encryption_key {", *(f"  {line}" for line in insert.aligned([f"id = {key}", 'type = "KMS"'])), "}"]
    return Mend(insert.nested_block(patient.source, block_of(patient.source, patient.block, stores[0]), lines))


def key_expression(patient: Patient, beside: Source | None = None) -> str | Refusal:
    """The key that fits, or the one key that the module names; a choice between several is a person's.

    The module is that of the file `beside`, without one that of the finding.
    """
    module = patient.beside(beside or patient.source)
    fits = fitting(patient, module)
    if fits is not None:
        return fits
    blocks = [block for source in module for block in source.tree.body.blocks]
    found = {text for source in module for text in _named(source, source.tree.body)}
    own = {
        f"aws_kms_key.{block.labels[1].text}.arn"
        for block in blocks
        if block.type == "resource" and [label.text for label in block.labels][:1] == ["aws_kms_key"]
    }
    declared = {
        f"var.{block.labels[0].text}"
        for block in blocks
        if block.type == "variable" and block.labels and block.labels[0].text in _NAMES
    }
    for choice in (found, own, declared):
        if len(choice) == 1:
            return choice.pop()
        if choice:
            return Refusal(f"the module has several keys ({', '.join(sorted(choice))}); name the right one")
    return Refusal("no key is named in this module; name the one that encrypts artifacts")


def _named(source: Source, body: ast.Body) -> Iterator[str]:
    for item in body.attributes:
        written = bare(item.expression)
        if item.name in _NAMES and isinstance(written, ast.GetAttribute):
            yield source.of(written.span)
    for block in inner_blocks(source, body):
        yield from _named(source, block.body)
