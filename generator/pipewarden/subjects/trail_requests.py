"""What CloudTrail must be able to do to deliver a trail.

The requests are those of the CloudTrail User Guide: *Amazon S3 bucket policy for CloudTrail*, *Configure AWS KMS key
policies for CloudTrail*, *Role policy document for CloudTrail to use CloudWatch Logs for monitoring* and *Amazon SNS
topic policy for CloudTrail*.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipewarden.stack.model import Resource
from pipewarden.stack.templates import joined
from pipewarden.stack.values import Known, Symbol, Unknown, Value
from pipewarden.subjects.argument import argument, configured
from pipewarden.subjects.bucket_keys import key_arn
from pipewarden.subjects.errands import (
    Errand,
    Errands,
    by_service,
    in_name_of,
    publishing,
    regional_arn,
    taken_by,
    topic_key,
    topic_of,
)
from pipewarden.subjects.identity import names, own_name
from pipewarden.subjects.logs import log_group_of
from pipewarden.subjects.policies import arn
from pipewarden.subjects.roles import role_of
from pipewarden.subjects.ways import Context, Request, role_caller

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects

CLOUDTRAIL = "cloudtrail.amazonaws.com"
_SSE = "s3:x-amz-server-side-encryption"


def trail_errands(subjects: Subjects, trail: Resource) -> Errands:
    """Everything that must work for a trail to reach its bucket, its log group and its topic, as far as these are in
    the stack."""
    named = configured(trail.values, "s3_bucket_name")
    for bucket in subjects.stack.of_type("aws_s3_bucket"):
        if names(named, bucket):
            yield from (by_service(trail, CLOUDTRAIL, each) for each in _delivery(subjects, trail, bucket))
    yield from (by_service(trail, CLOUDTRAIL, each) for each in _key(subjects, trail))
    yield from _log(subjects, trail)
    topic = topic_of(subjects, configured(trail.values, "sns_topic_name"))
    if topic is not None:
        source = in_name_of(trail, arn(trail))
        yield by_service(trail, CLOUDTRAIL, publishing(topic, source))
        yield from (by_service(trail, CLOUDTRAIL, each) for each in topic_key(subjects, topic, source))


def _delivery(subjects: Subjects, trail: Resource, bucket: Resource) -> Iterator[Request]:
    sent: list[tuple[str, Value | str]] = [
        *in_name_of(trail, arn(trail)),
        ("aws:SecureTransport", "true"),
        ("s3:TlsVersion", "1.3"),
    ]
    yield Request("look at the trail's bucket", ("s3:GetBucketAcl",), arn(bucket), bucket, tuple(sent))
    sent.append(("s3:x-amz-acl", "bucket-owner-full-control"))
    key = key_arn(subjects, configured(trail.values, "kms_key_id"))
    if key is not None:
        sent += [(_SSE, "aws:kms"), (f"{_SSE}-aws-kms-key-id", key)]
    prefix = configured(trail.values, "s3_key_prefix")
    start = ["/"] if prefix is None or prefix == Known("") else ["/", *subjects.names.parts(prefix), "/"]
    kinds = ["CloudTrail"]
    if argument(trail, "enable_log_file_validation", False).in_force is True:
        kinds.append("CloudTrail-Digest")
    for kind in kinds:
        account, region = Symbol(trail.address, ("account",)), Symbol(trail.address, ("region",))
        file = joined(
            [
                *subjects.names.parts(arn(bucket)),
                *start,
                "AWSLogs/",
                account,
                f"/{kind}/",
                region,
                "/2026/01/31/file.json.gz",
            ]
        )
        does = "write log files into the trail's bucket" if kind == "CloudTrail" else "write digests into its bucket"
        yield Request(does, ("s3:PutObject",), file, bucket, tuple(sent))


def _key(subjects: Subjects, trail: Resource) -> Iterator[Request]:
    key = subjects.key_use(configured(trail.values, "kms_key_id")).resource
    if key is None:
        return
    source: Context = in_name_of(trail, arn(trail))
    context: Context = (("kms:EncryptionContext:aws:cloudtrail:arn", arn(trail)), *source)
    yield Request("encrypt log files", ("kms:GenerateDataKey",), arn(key), key, context)
    # A description encrypts nothing, so it has no encryption context; AWS confines it by `aws:SourceArn`.
    yield Request("describe the trail's key", ("kms:DescribeKey",), arn(key), key, source)


def _log(subjects: Subjects, trail: Resource) -> Errands:
    group_arn = configured(trail.values, "cloud_watch_logs_group_arn")
    named = configured(trail.values, "cloud_watch_logs_role_arn")
    if group_arn is None or named is None:
        return
    role = role_of(subjects.stack, named)
    group = log_group_of(subjects.stack, group_arn)
    if role is None:
        why = named.why if isinstance(named, Unknown) else "the role that writes its log is not in the stack"
        yield trail, Unknown(why, named.origin)
    elif not isinstance(group, Unknown):
        yield taken_by(role, CLOUDTRAIL, arn(trail))
        account, region = Symbol(trail.address, ("account",)), Symbol(trail.address, ("region",))
        name = own_name(group)
        stream = regional_arn(
            subjects, group, "logs", "log-group:", name, ":log-stream:", account, "_CloudTrail_", region
        )
        request = Request("write the trail's log group", ("logs:CreateLogStream", "logs:PutLogEvents"), stream)
        yield Errand(role, "the trail's role", role_caller(subjects, role), request)
