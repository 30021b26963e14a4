"""Sources that an event must announce, and the event rules that start a pipeline for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Unknown, Value
from pipewarden.subjects import events
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names
from pipewarden.subjects.pipelines import actions, configuration
from pipewarden.subjects.texts import unknowns


class Entry(Struct, frozen=True):
    """An entry of the action's configuration, and what CodePipeline takes where it is not set."""

    name: str
    default: str | None = None


Field: TypeAlias = tuple[tuple[str, ...], str | Entry]
"""The path of a field, and the value that an event of the source has there: a text, or that of an entry."""


class Kind(Struct, frozen=True):
    """What the events of a source provider look like; `polls` tells whether the provider polls unless told not to.

    `alternatives` are sets of fields that an event of the source has.
    """

    polls: bool
    alternatives: tuple[tuple[Field, ...], ...]


_DETAIL_TYPE = ("detail-type",)
_SOURCE = ("source",)
_REPOSITORY, _BUCKET, _OBJECT = Entry("RepositoryName"), Entry("S3Bucket"), Entry("S3ObjectKey")
KINDS = {
    "CodeCommit": Kind(
        True,
        (
            (
                (_SOURCE, "aws.codecommit"),
                (_DETAIL_TYPE, "CodeCommit Repository State Change"),
                (("resources",), _REPOSITORY),
                (("detail", "repositoryName"), _REPOSITORY),
                (("detail", "event"), "referenceUpdated"),
                (("detail", "referenceType"), "branch"),
                (("detail", "referenceName"), Entry("BranchName")),
            ),
        ),
    ),
    "S3": Kind(
        True,
        (
            (
                (_SOURCE, "aws.s3"),
                (_DETAIL_TYPE, "Object Created"),
                (("detail", "bucket", "name"), _BUCKET),
                (("detail", "object", "key"), _OBJECT),
            ),
            (
                (_SOURCE, "aws.s3"),
                (_DETAIL_TYPE, "AWS API Call via CloudTrail"),
                (("detail", "requestParameters", "bucketName"), _BUCKET),
                (("detail", "requestParameters", "key"), _OBJECT),
                (("detail", "eventName"), "PutObject"),
            ),
        ),
    ),
    "ECR": Kind(
        False,
        (
            (
                (_SOURCE, "aws.ecr"),
                (_DETAIL_TYPE, "ECR Image Action"),
                (("detail", "repository-name"), _REPOSITORY),
                (("detail", "image-tag"), Entry("ImageTag", "latest")),
                (("detail", "action-type"), "PUSH"),
                (("detail", "result"), "SUCCESS"),
            ),
        ),
    ),
}


class Source(Struct, frozen=True):
    """A source action whose changes an event rule announces."""

    pipeline: Resource
    action: Mapping
    kind: Kind

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


class Start(Struct, frozen=True):
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


def nearest(stack: Stack, source: Source) -> tuple[Resource, str] | None:
    """The rule that comes nearest to starting the pipeline when the source changes, and by what it misses."""
    best: tuple[int, Resource, str] | None = None
    for rule in stack.of_type("aws_cloudwatch_event_rule"):
        hits = any(
            names(configured(target.values, "arn"), source.pipeline) for target, _ in events.targets(stack, rule)
        )
        misses = tuple(_misses(rule, source))
        missing = len(misses) + (not hits)
        if (hits or not misses) and missing and (best is None or missing < best[0]):
            best = (missing, rule, misses[0] if misses else "no target of it is the pipeline")
    return best[1:] if best else None


def _misses(rule: Resource, source: Source) -> Iterator[str]:
    """Why the rule does not announce the source: by the kind of event that it misses the least."""
    if events.is_disabled(rule):
        yield "it is disabled"
    pattern = events.pattern(rule)
    if not isinstance(pattern, Mapping):
        yield "it waits for no event"
        return
    found = [
        [path for path, wanted in fields if events.waits_for(pattern, path, _value(source.action, wanted)) is False]
        for fields in source.kind.alternatives
    ]
    yield from (f"its `{'.'.join(path)}` lets no event of the source through" for path in min(found, key=len))


def _announces(rule: Resource, source: Source) -> bool | None:
    disabled = events.is_disabled(rule)
    pattern = events.pattern(rule)
    if disabled or pattern is None:
        return False
    if isinstance(pattern, Unknown):
        return None
    found = [_lets_through(pattern, fields, source.action) for fields in source.kind.alternatives]
    if True in found:
        return True if disabled is False and rule.may_be_absent is None else None
    return None if None in found else False


def _lets_through(pattern: Mapping, fields: tuple[Field, ...], action: Mapping) -> bool | None:
    answers = [events.waits_for(pattern, path, _value(action, wanted)) for path, wanted in fields]
    return False if False in answers else None if None in answers else True


def _value(action: Mapping, wanted: str | Entry) -> Value:
    if isinstance(wanted, str):
        return Known(wanted)
    value = configuration(action, wanted.name)
    if value is not None:
        return value
    return Unknown(f"`{wanted.name}` is not set") if wanted.default is None else Known(wanted.default)


def _doubt(rule: Resource, target: Resource, announced: bool | None) -> str:
    if rule.may_be_absent is not None:
        return f"whether `{rule.address}` exists is not known: {rule.may_be_absent.why}"
    if announced is None:
        pattern = events.pattern(rule)
        reason = next((f": {open_.why}" for _, open_ in unknowns(pattern)), "") if pattern is not None else ""
        return f"what `{rule.address}` waits for is not known{reason}"
    return f"what `{target.address}` starts is not known"
