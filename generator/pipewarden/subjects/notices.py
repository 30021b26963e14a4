"""Who is told that a pipeline failed: notification rules and event rules that publish to a topic."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Sequence, Unknown, Value
from pipewarden.subjects import events
from pipewarden.subjects.argument import argument, blocks, configured
from pipewarden.subjects.identity import names

FAILED = "codepipeline-pipeline-pipeline-execution-failed"
_FIELDS = (
    (("source",), "aws.codepipeline"),
    (("detail-type",), "CodePipeline Pipeline Execution State Change"),
    (("detail", "state"), "FAILED"),
)


class Notice(Struct, frozen=True):
    """A rule that tells an address of failures; `topic` is the topic of the stack that the address is.

    `doubt` says why it is not sure that the rule does so.
    """

    rule: Resource
    address: Value | None
    topic: Resource | None
    doubt: str | None


def notices(stack: Stack, pipeline: Resource) -> Iterator[Notice]:
    """The rules that tell of failures of the pipeline, or that may."""
    for rule in stack.of_type("aws_codestarnotifications_notification_rule"):
        told = _notification_tells(rule, pipeline)
        if told is False:
            continue
        for target in blocks(rule.values, "target"):
            address = target if isinstance(target, Unknown) else configured(target, "address")
            yield _notice(stack, rule, address, told)
    for rule in stack.of_type("aws_cloudwatch_event_rule"):
        told = _event_tells(rule, pipeline)
        if told is False:
            continue
        for target_resource, of_rule in events.targets(stack, rule):
            yield _notice(stack, rule, configured(target_resource.values, "arn"), told and of_rule)


def _notice(stack: Stack, rule: Resource, address: Value | None, told: bool | None) -> Notice:
    topic = next((topic for topic in stack.of_type("aws_sns_topic") if names(address, topic)), None)
    doubt = None
    if rule.may_be_absent is not None:
        doubt = f"whether `{rule.address}` exists is not known: {rule.may_be_absent.why}"
    elif told is None:
        doubt = f"what `{rule.address}` tells of is not known"
    elif isinstance(address, Unknown):
        doubt = f"whom `{rule.address}` tells is not known: {address.why}"
    return Notice(rule, address, topic, doubt)


def _notification_tells(rule: Resource, pipeline: Resource) -> bool | None:
    status = argument(rule, "status", "ENABLED")
    if status.in_force == "DISABLED":
        return False
    of_pipeline = names(configured(rule.values, "resource"), pipeline)
    kinds = configured(rule.values, "event_type_ids")
    if of_pipeline is False or kinds is None:
        return False
    if not isinstance(kinds, Sequence):
        return None
    if Known(FAILED) not in kinds.items:
        return None if any(not isinstance(kind, Known) for kind in kinds.items) else False
    return None if of_pipeline is None or status.undecided else True


def _event_tells(rule: Resource, pipeline: Resource) -> bool | None:
    disabled, pattern = events.is_disabled(rule), events.pattern(rule)
    if disabled or pattern is None:
        return False
    if isinstance(pattern, Unknown):
        return None
    name = configured(pipeline.values, "name") or Unknown("the pipeline's name is not known")
    answers = [events.waits_for(pattern, path, Known(text)) for path, text in _FIELDS]
    answers.append(events.waits_for(pattern, ("detail", "pipeline"), name))
    if False in answers:
        return False
    return None if None in answers or disabled is None else True
