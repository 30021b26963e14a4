"""The order of stages: sources come first, and only there."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.pipeline import SOURCES
from pipewarden.spec.rules.walk import actions


def stage_order(spec: PipelineSpec) -> Iterator[Problem]:
    """Actions of the first stage that are no sources, and sources in a later one."""
    for path, action in actions(spec):
        source = isinstance(action, SOURCES)
        if path[2] == 0 and not source:
            message = f"the first stage holds sources only, and `{action.name}` is none; move it to a later stage"
            yield Problem((*path, "provider"), message)
        if path[2] != 0 and source:
            yield Problem((*path, "provider"), f"`{action.name}` is a source; move it to the first stage")
