"""Artifacts: each is made once, and before it is read."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.walk import actions, inputs, outputs


def artifact_flow(spec: PipelineSpec) -> Iterator[Problem]:
    """Artifacts that no earlier action makes, and artifacts that two actions make."""
    made: dict[str, tuple[int, int]] = {}
    order = sorted(actions(spec), key=lambda item: (item[0][2], item[1].run_order))
    for path, action in order:
        stage = int(path[2])
        for inner, name in inputs(action):
            if name not in made:
                yield Problem((*path, *inner), _unmade(name, list(made)))
            elif made[name] == (stage, action.run_order):
                message = (
                    f"`{name}` is made by an action that runs at the same time; give this one a higher `run_order`"
                )
                yield Problem((*path, *inner), message)
        for inner, name in outputs(action):
            if name in made:
                yield Problem((*path, *inner), f"the artifact `{name}` is made twice; give this one another name")
            made.setdefault(name, (stage, action.run_order))


def _unmade(name: str, made: list[str]) -> str:
    near = difflib.get_close_matches(name, made, 1, 0.5)
    if near:
        return f"no earlier action makes the artifact `{name}`; did you mean `{near[0]}`?"
    known = ", ".join(f"`{artifact}`" for artifact in made) or "none"
    return f"no earlier action makes the artifact `{name}`; made so far: {known}"
