"""What AWS services must be able to do to deliver logs, events and alarms.

The requests are those of AWS's pages: *Enabling Amazon S3 server access logging*, *IAM role for publishing flow logs to
CloudWatch Logs*, *Encrypt log data in CloudWatch Logs using AWS KMS*, *Enable compatibility between event sources from
AWS services and encrypted topics*, and *Configure Amazon SNS topics for notifications*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from pipewarden.stack.model import Resource
from pipewarden.stack.templates import joined
from pipewarden.stack.values import Known, Mapping, Symbol, Unknown, Value
from pipewarden.subjects import events
from pipewarden.subjects.argument import argument, blocks, configured
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
from pipewarden.subjects.references import listed, target
from pipewarden.subjects.roles import role_of
from pipewarden.subjects.topics import event_topics, topic_policies
from pipewarden.subjects.ways import Context, Request, role_caller

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects

_ACCESS_LOGS, _FLOW_LOGS = "logging.s3.amazonaws.com", "vpc-flow-logs.amazonaws.com"
_EVENTS, _NOTIFICATIONS = "events.amazonaws.com", "codestar-notifications.amazonaws.com"
_ALARMS, _BUCKETS = "cloudwatch.amazonaws.com", "s3.amazonaws.com"


def access_logs(subjects: Subjects) -> Errands:
    """S3 writes the access logs of the pipeline's buckets into buckets of the stack."""
    watched = [bucket.resource for bucket in subjects.buckets]
    for source, values in _logging(subjects):
        named = configured(values, "target_bucket")
        for receiver in subjects.stack.of_type("aws_s3_bucket") if source in watched else ():
            if names(named, receiver) and not _delivers_by_acl(subjects, receiver):
                prefix = configured(values, "target_prefix") or Known("")
                name = ["/", *subjects.names.parts(prefix), "2026-01-31-12-00-00-0123456789ABCDEF"]
                file = joined([*subjects.names.parts(arn(receiver)), *name])
                does = f"write the access logs of `{source.address}`"
                request = Request(does, ("s3:PutObject",), file, receiver, _over_tls(in_name_of(source, arn(source))))
                yield by_service(receiver, _ACCESS_LOGS, request)


def _over_tls(context: Context) -> Context:
    return (("aws:SecureTransport", "true"), ("s3:TlsVersion", "1.3"), *context)


def _logging(subjects: Subjects) -> Iterator[tuple[Resource, Mapping]]:
    """The buckets whose access is logged, each with the arguments that say where to."""
    for bucket in subjects.stack.of_type("aws_s3_bucket"):
        yield from ((bucket, block) for block in blocks(bucket.values, "logging") if isinstance(block, Mapping))
        for split in subjects.stack.of_type("aws_s3_bucket_logging"):
            if names(configured(split.values, "bucket"), bucket):
                yield bucket, split.values


def _delivers_by_acl(subjects: Subjects, bucket: Resource) -> bool:
    """Whether the bucket lets the log delivery group write, as buckets with ACLs do."""
    carriers = (
        each for each in subjects.stack.of_type("aws_s3_bucket_acl") if names(each.values.get("bucket"), bucket)
    )
    return any(configured(each.values, "acl") == Known("log-delivery-write") for each in (bucket, *carriers))


def flow_logs(subjects: Subjects) -> Errands:
    """Flow logs of the endpoints' VPCs reach their log groups through their roles."""
    homes = [vpc.resource for _, vpc in subjects.vpcs]
    for log in subjects.stack.of_type("aws_flow_log"):
        vpc = target(subjects.stack, configured(log.values, "vpc_id"))
        if argument(log, "log_destination_type", "cloud-watch-logs").in_force != "cloud-watch-logs":
            continue
        if vpc is None or vpc in homes or not homes:
            yield from _flow_log(subjects, log)


def _flow_log(subjects: Subjects, log: Resource) -> Errands:
    destination = configured(log.values, "log_destination")
    role = role_of(subjects.stack, configured(log.values, "iam_role_arn"))
    group = log_group_of(subjects.stack, destination) if destination is not None else None
    if role is None or group is None or isinstance(group, Unknown):
        return
    yield taken_by(role, _FLOW_LOGS, regional_arn(subjects, group, "ec2", "vpc-flow-log/fl-0123456789abcdef0"))
    name = own_name(group)
    stream = regional_arn(subjects, group, "logs", "log-group:", name, ":log-stream:eni-0123456789abcdef0-all")
    request = Request("write the flow log", ("logs:CreateLogStream", "logs:PutLogEvents"), stream)
    yield Errand(role, "the role of the flow log", role_caller(subjects, role), request)


def encrypted_groups(subjects: Subjects) -> Errands:
    """CloudWatch Logs uses the keys of log groups, with the group in the encryption context."""
    for group in subjects.stack.of_type("aws_cloudwatch_log_group"):
        key = subjects.key_use(configured(group.values, "kms_key_id")).resource
        if key is not None:
            china = subjects.names.parts(Symbol(group.address, ("partition",))) == ("aws-cn",)
            region = Symbol(group.address, ("region",))
            service = joined(
                ["logs.", *subjects.names.parts(region), ".amazonaws.com.cn" if china else ".amazonaws.com"]
            )
            context: Context = (("kms:EncryptionContext:aws:logs:arn", arn(group)), *in_name_of(group, arn(group)))
            does = f"encrypt `{group.address}`"
            actions = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")
            errand = by_service(group, service, Request(does, actions, arn(key), key, context))
            yield Errand(group, "CloudWatch Logs", errand.caller, errand.request)


def notices(subjects: Subjects) -> Errands:
    """EventBridge, notification rules, buckets and alarms publish on the topics of pipelines and trails."""
    carrying = list(event_topics(subjects.stack))
    for service, topic, source in _publishers(subjects):
        if topic not in carrying:
            continue
        context = in_name_of(topic, source)
        if service == _ALARMS and not any(topic_policies(subjects.stack, topic)):
            # The policy that SNS gives a topic without one lets the account's own alarms publish.
            continue
        yield by_service(topic, service, publishing(topic, context))
        without_source = service in (_EVENTS, _NOTIFICATIONS)
        for request in topic_key(subjects, topic, () if without_source else context):
            yield by_service(topic, service, request)


def _publishers(subjects: Subjects) -> Iterator[tuple[str, Resource, Value]]:
    """Who publishes on which topic of the stack, and for what."""
    for service, address, source in _publications(subjects):
        topic = topic_of(subjects, address)
        if topic is not None:
            yield service, topic, source(topic)


def _publications(subjects: Subjects) -> Iterator[tuple[str, Value | None, Callable[[Resource], Value]]]:
    """Which service publishes where; the source may lie in the topic's account and region."""
    stack = subjects.stack
    for rule in stack.of_type("aws_cloudwatch_event_rule"):
        for to, of_rule in events.targets(stack, rule):
            if of_rule and configured(to.values, "role_arn") is None:
                yield _EVENTS, configured(to.values, "arn"), partial(_itself, arn(rule))
    for rule in stack.of_type("aws_codestarnotifications_notification_rule"):
        made = Known("notificationrule/0123456789abcdef")
        for address in _members(rule, "target", "address"):
            yield _NOTIFICATIONS, address, partial(_near, subjects, "codestar-notifications", made)
    for alarm in stack.of_type("aws_cloudwatch_metric_alarm"):
        name = configured(alarm.values, "alarm_name") or Known("alarm")
        for address in listed(configured(alarm.values, "alarm_actions")):
            own = joined(["alarm:", *subjects.names.parts(name)])
            yield _ALARMS, address, partial(_near, subjects, "cloudwatch", own)
    for notification in stack.of_type("aws_s3_bucket_notification"):
        for bucket in stack.of_type("aws_s3_bucket"):
            if names(configured(notification.values, "bucket"), bucket):
                for address in _members(notification, "topic", "topic_arn"):
                    yield _BUCKETS, address, partial(_itself, arn(bucket))


def _itself(source: Value, _: Resource) -> Value:
    return source


def _near(subjects: Subjects, service: str, name: Value, topic: Resource) -> Value:
    return regional_arn(subjects, topic, service, name)


def _members(resource: Resource, block: str, name: str) -> Iterator[Value | None]:
    return (configured(each, name) for each in blocks(resource.values, block) if isinstance(each, Mapping))
