"""Says which statements a policy lacks that lets too much through to a bucket or topic."""

from __future__ import annotations

import re

from pipewarden.fix.keys import key_expression
from pipewarden.fix.mend import Patient, Refusal
from pipewarden.fix.source import Source
from pipewarden.fix.statement import Condition, Statement
from pipewarden.stack.model import Resource

_SSE = "s3:x-amz-server-side-encryption"
_KMS = ("aws:kms", "aws:kms:dsse")


def arn_of(patient: Patient, subject: Resource, reference: str) -> str:
    """The ARN of the bucket or topic that an argument of its policy refers to."""
    reference = re.sub(r'^"\$\{([^{}]*)\}"$', r"\1", reference)
    named = re.fullmatch(rf"({subject.type}\.\w+(?:\[[^\]]+\])?)\.\w+", reference)
    if named is not None:
        return f"${{{named[1]}.arn}}"
    if subject.type == "aws_sns_topic":
        return f"${{{reference}}}"
    name = reference[1:-1] if reference.startswith('"') else f"${{{reference}}}"
    return f"arn:{_partition(patient)}:s3:::{name}"


def _partition(patient: Patient) -> str:
    """The partition of the regions that the stack names."""
    marks = (('"cn-', "aws-cn"), ('"us-gov-', "aws-us-gov"))
    texts = [source.text for source in patient.everything.values()]
    return next((partition for mark, partition in marks if any(mark in text for text in texts)), "aws")


def denials(patient: Patient, kind: str, arn: str, place: Source) -> tuple[Statement, ...] | Refusal:
    """What denies what a finding says is let through, on the bucket or topic of this ARN."""
    everything, objects = (arn, f"{arn}/*"), (f"{arn}/*",)
    message = patient.verdict.message
    if kind == "aws_sns_topic":
        return (Statement("DenyPlaintextPublish", "sns:Publish", (arn,), _over_plaintext()),)
    if patient.control == "bucket-old-tls":
        version = patient.config.require.min_tls
        return (
            Statement("DenyOldTls", "s3:*", everything, (Condition("NumericLessThan", "s3:TlsVersion", (version,)),)),
        )
    if patient.control != "bucket-unencrypted-upload":
        return (Statement("DenyPlaintextTransport", "s3:*", everything, _over_plaintext()),)
    if "SSE-C" in message:
        given = Condition("Null", f"{_SSE}-customer-algorithm", ("false",))
        return (Statement("DenyKeyOfClient", "s3:PutObject", objects, (given,)),)
    if "another key" not in message:
        conditions = (Condition("Null", _SSE, ("false",)), Condition("StringNotEquals", _SSE, _KMS))
        return (Statement("DenyOtherAlgorithm", "s3:PutObject", objects, conditions),)
    key = key_expression(patient, place)
    return key if isinstance(key, Refusal) else _other_keys(f"${{{key}}}", objects)


def _over_plaintext() -> tuple[Condition, ...]:
    return (Condition("Bool", "aws:SecureTransport", ("false",)),)


def _other_keys(key: str, objects: tuple[str, ...]) -> tuple[Statement, ...]:
    """KMS without a key id means the key that AWS manages."""
    header = f"{_SSE}-aws-kms-key-id"
    other = (Condition("Null", header, ("false",)), Condition("StringNotEquals", header, (key,)))
    none = (Condition("Null", header, ("true",)), Condition("StringEquals", _SSE, _KMS))
    return (
        Statement("DenyOtherKey", "s3:PutObject", objects, other),
        Statement("DenyKeyOfAws", "s3:PutObject", objects, none),
    )
