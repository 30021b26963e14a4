"""The triggers of a pipeline, as nested blocks."""

from __future__ import annotations

from msgspec import Struct

from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.triggers import Filter

Globs = tuple[tuple[str, tuple[str, ...]], ...]


class Event(Struct, frozen=True):
    """A `push` or `pull_request` block: `filters` maps the names of inner blocks to their arguments."""

    block: str
    events: tuple[str, ...]
    filters: tuple[tuple[str, Globs], ...]


class PlannedTrigger(Struct, frozen=True):
    """A trigger of the source action `source`."""

    source: str
    events: tuple[Event, ...]


def plan_triggers(spec: PipelineSpec) -> tuple[PlannedTrigger, ...]:
    """The triggers, in their order."""
    return tuple(
        PlannedTrigger(
            trigger.source,
            (
                *(
                    Event("push", (), _filters(branches=push.branches, file_paths=push.files, tags=push.tags))
                    for push in trigger.push
                ),
                *(
                    Event("pull_request", request.events, _filters(branches=request.branches, file_paths=request.files))
                    for request in trigger.pull_request
                ),
            ),
        )
        for trigger in spec.pipeline.triggers
    )


def _filters(**filters: Filter | None) -> tuple[tuple[str, Globs], ...]:
    return tuple((name, _globs(found)) for name, found in filters.items() if found is not None)


def _globs(found: Filter) -> Globs:
    both = (("excludes", found.excludes), ("includes", found.includes))
    return tuple((name, patterns) for name, patterns in both if patterns)
