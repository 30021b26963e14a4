"""Walks the actions of a spec with their paths."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.spec.errors import Path
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.pipeline import AnyAction


def actions(spec: PipelineSpec) -> Iterator[tuple[Path, AnyAction]]:
    """Every action of the pipeline, in order, with its path."""
    for s, stage in enumerate(spec.pipeline.stages):
        for a, action in enumerate(stage.actions):
            yield ("pipeline", "stages", s, "actions", a), action


def inputs(action: AnyAction) -> tuple[tuple[Path, str], ...]:
    """The artifacts that an action reads, each with the path inside the action."""
    single = getattr(action, "input", None)
    if single is not None:
        return ((("input",), single),)
    return tuple((("inputs", i), name) for i, name in enumerate(getattr(action, "inputs", ())))


def outputs(action: AnyAction) -> tuple[tuple[Path, str], ...]:
    """The artifacts that an action makes, each with the path inside the action."""
    single = getattr(action, "output", None)
    if single is not None:
        return ((("output",), single),)
    return tuple((("outputs", i), name) for i, name in enumerate(getattr(action, "outputs", ())))
