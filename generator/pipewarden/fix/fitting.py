"""Finds the one key that fits among several: what encrypts the other half of the same thing.

A pipeline's store and its bucket share a key, a trail and its bucket do, and so do the log groups of a module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.fix.json_syntax import native
from pipewarden.fix.mend import Patient
from pipewarden.fix.source import Source, nested
from pipewarden.hcl import ast

_SSE = "aws_s3_bucket_server_side_encryption_configuration"
_DEFAULT = ("rule", "apply_server_side_encryption_by_default")


def fitting(patient: Patient, module: list[Source]) -> str | None:
    """The key as an expression of the module's files, None where none or several fit."""
    found = set(_candidates(patient, module))
    return found.pop() if len(found) == 1 else None


def _candidates(patient: Patient, module: list[Source]) -> Iterator[str]:
    subject = patient.stack.get(patient.verdict.subject)
    if subject is not None and subject.type == "aws_s3_bucket":
        yield from _users(module, f"aws_s3_bucket.{subject.name}")
        return
    match patient.kind:
        case "aws_cloudwatch_log_group" | "aws_sns_topic":
            yield from _values(module, patient.kind, (), "kms_key_id", "kms_master_key_id")
        case "aws_codebuild_project":
            yield from _values(module, "aws_codepipeline", ("artifact_store", "encryption_key"), "id")
        case "aws_cloudtrail":
            yield from _of_bucket(module, _address(patient, "s3_bucket_name"))
        case "aws_codepipeline":
            for body in nested(patient.source, patient.block.body, ("artifact_store",)):
                location = body.attribute("location")
                text = native(patient.source, location.expression) if location else ""
                yield from _of_bucket(module, _bucket_in(text))
        case _ if patient.kind == _SSE:
            yield from _users(module, _address(patient, "bucket"))


def _users(module: list[Source], bucket: str | None) -> Iterator[str]:
    """The keys of the pipelines and trails that write to a bucket."""
    for source, block in _resources(module, "aws_codepipeline"):
        for store in nested(source, block.body, ("artifact_store",)):
            if bucket and bucket == _bucket_in(_text(source, store, "location")):
                for key in nested(source, store, ("encryption_key",)):
                    yield from _known(_text(source, key, "id"))
    for source, block in _resources(module, "aws_cloudtrail"):
        if bucket and bucket == _bucket_in(_text(source, block.body, "s3_bucket_name")):
            yield from _known(_text(source, block.body, "kms_key_id"))


def _of_bucket(module: list[Source], bucket: str | None) -> Iterator[str]:
    """The key that a bucket is encrypted with by default."""
    for source, block in _resources(module, _SSE):
        if bucket and bucket == _bucket_in(_text(source, block.body, "bucket")):
            for rule in nested(source, block.body, _DEFAULT):
                yield from _known(_text(source, rule, "kms_master_key_id"))


def _values(module: list[Source], kind: str, path: tuple[str, ...], *names: str) -> Iterator[str]:
    for source, block in _resources(module, kind):
        for body in nested(source, block.body, path):
            for name in names:
                yield from _known(_text(source, body, name))


def _resources(module: list[Source], kind: str) -> Iterator[tuple[Source, ast.Block]]:
    for source in module:
        for block in source.tree.body.blocks:
            if block.type == "resource" and block.labels and block.labels[0].text == kind:
                yield source, block


def _known(text: str) -> Iterator[str]:
    """A reference to a key, but not one to an instance, which means something only in its own block."""
    if re.fullmatch(r"(?:data\.)?\w+(?:\.\w+|\[\"?\w+\"?\])+", text) and not text.startswith(("each.", "count.")):
        yield text


def _address(patient: Patient, name: str) -> str | None:
    return _bucket_in(_text(patient.source, patient.block.body, name))


def _text(source: Source, body: ast.Body, name: str) -> str:
    found = body.attribute(name)
    return native(source, found.expression) if found else ""


def _bucket_in(reference: str) -> str | None:
    """The address of the bucket that a reference names."""
    found = re.search(r"(?<![\w.])aws_s3_bucket\.\w+(?:\[[^\]]+\])?", reference)
    return found[0] if found else None
