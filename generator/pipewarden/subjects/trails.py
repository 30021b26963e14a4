"""The trails of a stack that record what is done to its pipelines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipewarden.config import Declare
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Unknown, Value
from pipewarden.subjects.argument import argument
from pipewarden.subjects.buckets import Holds, buckets
from pipewarden.subjects.identity import names
from pipewarden.subjects.objects import touches_objects
from pipewarden.subjects.pipelines import Store, stores
from pipewarden.subjects.selectors import Category, recordings
from pipewarden.verdict import Outcome, Verdict, passed

ArtifactBucket = Resource | Value
"""A bucket of the stack, or the name of one that lives elsewhere."""


def artifact_buckets(stack: Stack) -> tuple[ArtifactBucket, ...]:
    """The buckets that artifact stores name, each once; a location that is not known stands for itself."""
    own = [bucket.resource for bucket in buckets(stack) if Holds.ARTIFACTS in bucket.holds]
    found: list[ArtifactBucket] = list(own)
    for store in stores(stack):
        name = store.bucket if isinstance(store, Store) else store[1]
        if name is not None and not any(names(name, bucket) for bucket in own) and name not in found:
            found.append(name)
    return tuple(found)


def pipeline_trails(stack: Stack) -> tuple[Resource, ...]:
    """The trails that log, or may, and record management events or the artifacts.

    All trails where every one is stopped, which is another control's finding, and where none records either.
    """
    everything = tuple(stack.of_type("aws_cloudtrail"))
    live = tuple(trail for trail in everything if argument(trail, "enable_logging", True).in_force is True)
    artifacts = artifact_buckets(stack)
    concerned = tuple(trail for trail in live if _concerns(trail, artifacts))
    return concerned or live or everything


def declared_elsewhere(trails: tuple[Resource, ...], declare: Declare) -> Iterator[Verdict]:
    """A pass where the user declares a trail that lives elsewhere: it records what those of the stack leave out."""
    if trails and declare.trails:
        yield passed(trails[0], f"the trail `{declare.trails[0]}` is declared to live elsewhere")


def best(trails: tuple[Resource, ...], judge: Callable[[Resource], Iterator[Verdict]]) -> Iterator[Verdict]:
    """The verdicts on one trail that is there and satisfies all, else those on every trail."""
    judged = [(trail, tuple(judge(trail))) for trail in trails]
    for trail, verdicts in judged:
        if trail.may_be_absent is None and all(verdict.outcome is Outcome.PASS for verdict in verdicts):
            yield from verdicts
            return
    for _, verdicts in judged:
        yield from verdicts


def _concerns(trail: Resource, artifacts: tuple[ArtifactBucket, ...]) -> bool:
    for recording in recordings(trail):
        if isinstance(recording, Unknown):
            return True
        if recording.category is Category.MANAGEMENT and (recording.reads or recording.writes):
            return True
        if recording.category is Category.DATA:
            prefixes = recording.prefixes
            if prefixes is None or any(touches_objects(p, b) is not False for p in prefixes for b in artifacts):
                return True
    return False
