"""The topics that carry what happens to pipelines and trails, and their policies."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Unknown, Value
from pipewarden.subjects import events
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.buckets import Holds, buckets
from pipewarden.subjects.identity import names
from pipewarden.subjects.pipelines import actions, configuration
from pipewarden.subjects.references import listed

_SOURCES = ("aws.codepipeline", "aws.codebuild", "aws.cloudtrail", "aws.kms")
_ALARM_ACTIONS = ("alarm_actions", "ok_actions", "insufficient_data_actions")


def event_topics(stack: Stack) -> Iterator[Resource]:
    """The topics of the stack that approvals, notifications, event rules, trails, buckets and alarms publish to.

    In a stack without a pipeline or trail nobody says what a topic carries: each counts.
    """
    nobody_says = not any(stack.of_type("aws_codepipeline", "aws_cloudtrail"))
    addresses = [] if nobody_says else list(_addresses(stack))
    for topic in stack.of_type("aws_sns_topic"):
        if nobody_says or any(names(address, topic) for address in addresses):
            yield topic


def topic_policies(stack: Stack, topic: Resource) -> tuple[list[tuple[Resource, Value]], Unknown | None]:
    """The resources that carry a policy of the topic with its value, and why there may be more."""
    found: list[tuple[Resource, Value]] = []
    doubt = None
    own = configured(topic.values, "policy")
    if own is not None:
        found.append((topic, own))
    for companion in stack.of_type("aws_sns_topic_policy"):
        named = names(configured(companion.values, "arn"), topic)
        policy = configured(companion.values, "policy")
        if named and policy is not None and companion.may_be_absent is None:
            found.append((companion, policy))
        elif named is not False:
            doubt = companion.may_be_absent or Unknown(f"whose policy `{companion.address}` is, is not known")
    return found, doubt


def _addresses(stack: Stack) -> Iterator[Value | None]:
    for pipeline in stack.of_type("aws_codepipeline"):
        yield from (configuration(action, "NotificationArn") for action in actions(pipeline))
    for rule in stack.of_type("aws_codestarnotifications_notification_rule"):
        yield from (configured(target, "address") for target in _known(rule, "target"))
    for rule in stack.of_type("aws_cloudwatch_event_rule"):
        if _is_about_pipelines(rule):
            yield from (configured(target.values, "arn") for target, _ in events.targets(stack, rule))
    for trail in stack.of_type("aws_cloudtrail"):
        yield configured(trail.values, "sns_topic_name")
    yield from _of_buckets(stack)
    yield from _of_alarms(stack)


def _is_about_pipelines(rule: Resource) -> bool:
    pattern = events.pattern(rule)
    if not isinstance(pattern, Mapping):
        return pattern is not None
    return any(events.waits_for(pattern, ("source",), Known(source)) is not False for source in _SOURCES)


def _of_buckets(stack: Stack) -> Iterator[Value | None]:
    held = [b.resource for b in buckets(stack) if b.holds & {Holds.ARTIFACTS, Holds.TRAIL}]
    for notification in stack.of_type("aws_s3_bucket_notification"):
        if any(names(configured(notification.values, "bucket"), bucket) for bucket in held):
            yield from (configured(topic, "topic_arn") for topic in _known(notification, "topic"))


def _of_alarms(stack: Stack) -> Iterator[Value | None]:
    """Where alarms on metrics of the stack's own log groups go."""
    metrics = [
        (configured(metric, "namespace"), configured(metric, "name"))
        for metric_filter in stack.of_type("aws_cloudwatch_log_metric_filter")
        for metric in _known(metric_filter, "metric_transformation")
    ]
    for alarm in stack.of_type("aws_cloudwatch_metric_alarm"):
        metric = (configured(alarm.values, "namespace"), configured(alarm.values, "metric_name"))
        if metric in metrics:
            for name in _ALARM_ACTIONS:
                yield from listed(configured(alarm.values, name))


def _known(resource: Resource, name: str) -> Iterator[Mapping]:
    return (block for block in blocks(resource.values, name) if isinstance(block, Mapping))
