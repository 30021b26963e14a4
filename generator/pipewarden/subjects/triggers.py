"""Sources that an event must announce, and the event rules that start a pipeline for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Unknown, Value
from pipewarden.subjects import events
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names
from pipewarden.subjects.pipelines import actions, configuration


@dataclass(frozen=True, slots=True)
class Kind:
    """What the events of a source provider look like; `polls` tells whether the provider polls unless told not to.

    `alternatives` are sets of fields, each a path and the value that an event of the source has there; a value of
    None stands for the name of the source, which is the entry `named_by` of the action's configuration.
    """

    named_by: str
    polls: bool
    alternatives: tuple[tuple[tuple[tuple[str, ...], str | None], ...], ...]


_DETAIL_TYPE = ("detail-type",)
_SOURCE = ("source",)
KINDS = {
    "CodeCommit": Kind(
        "RepositoryName",
        True,
        (
            (
                (_SOURCE, "aws.codecommit"),
                (_DETAIL_TYPE, "CodeCommit Repository State Change"),
                (("resources",), None),
                (("detail", "repositoryName"), None),
                (("detail", "event"), "referenceUpdated"),
            ),
        ),
    ),
    "S3": Kind(
        "S3Bucket",
        True,
        (
            (
                (_SOURCE, "aws.s3"),
                (_DETAIL_TYPE, "Object Created"),
                (("detail", "bucket", "name"), None),
            ),
            (
                (_SOURCE, "aws.s3"),
                (_DETAIL_TYPE, "AWS API Call via CloudTrail"),
                (("detail", "requestParameters", "bucketName"), None),
                (("detail", "eventName"), "PutObject"),
            ),
        ),
    ),
    "ECR": Kind(
        "RepositoryName",
        False,
        (
            (
                (_SOURCE, "aws.ecr"),
                (_DETAIL_TYPE, "ECR Image Action"),
                (("detail", "repository-name"), None),
                (("detail", "action-type"), "PUSH"),
                (("detail", "result"), "SUCCESS"),
            ),
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A source action whose changes an event rule announces."""

    pipeline: Resource
    action: Mapping
    kind: Kind

    @property
    def name(self) -> Value:
        """The name of the repository or bucket."""
        value = configuration(self.action, self.kind.named_by)
        return value if value is not None else Unknown(f"`{self.kind.named_by}` is not set")

    @property
    def polling(self) -> Value | None:
        """The entry that switches polling, None where it is not there."""
        return configuration(self.action, "PollForSourceChanges")


def sources(pipeline: Resource) -> Iterator[Source]:
    """The source actions of a pipeline that an event rule must announce."""
    for action in actions(pipeline):
        provider = configured(action, "provider")
        if configured(action, "category") == Known("Source") and isinstance(provider, Known):
            kind = KINDS.get(str(provider.value))
            if kind is not None:
                yield Source(pipeline, action, kind)


@dataclass(frozen=True, slots=True)
class Start:
    """A target that starts the pipeline for a source; `doubt` says why that is not sure, None where it is."""

    rule: Resource
    target: Resource
    doubt: str | None


def starts(stack: Stack, source: Source) -> Iterator[Start]:
    """The targets that start, or may start, the pipeline when the source changes."""
    for rule in stack.of_type("aws_cloudwatch_event_rule"):
        announced = _announces(rule, source)
        if announced is False:
            continue
        for target, of_rule in events.targets(stack, rule):
            hits = names(configured(target.values, "arn"), source.pipeline)
            if hits is False:
                continue
            yield Start(rule, target, None if announced and of_rule and hits else _doubt(rule, target, announced))


def _announces(rule: Resource, source: Source) -> bool | None:
    disabled = events.is_disabled(rule)
    pattern = events.pattern(rule)
    if disabled or pattern is None:
        return False
    if isinstance(pattern, Unknown):
        return None
    found = [_lets_through(pattern, fields, source.name) for fields in source.kind.alternatives]
    if True in found:
        return True if disabled is False and rule.may_be_absent is None else None
    return None if None in found else False


def _lets_through(pattern: Mapping, fields: tuple[tuple[tuple[str, ...], str | None], ...], name: Value) -> bool | None:
    answers = [events.waits_for(pattern, path, name if text is None else Known(text)) for path, text in fields]
    return False if False in answers else None if None in answers else True


def _doubt(rule: Resource, target: Resource, announced: bool | None) -> str:
    if rule.may_be_absent is not None:
        return f"whether `{rule.address}` exists is not known: {rule.may_be_absent.why}"
    if announced is None:
        return f"what `{rule.address}` waits for is not known"
    return f"what `{target.address}` starts is not known"
