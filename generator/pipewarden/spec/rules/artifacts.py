"""Artifacts: each is made once, and before it is read."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pipewarden.spec.builds import CodeBuild
from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.walk import actions, inputs, outputs
from pipewarden.spec.sources import CodeCommit, Connection


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


def clones(spec: PipelineSpec) -> Iterator[Problem]:
    """Git clones that another action than a build reads: AWS hands out a reference to the repository, and no files."""
    cloned = {
        action.output: action.name
        for _, action in actions(spec)
        if isinstance(action, Connection | CodeCommit) and action.full_clone
    }
    for path, action in actions(spec):
        for inner, name in inputs(action):
            if name in cloned and not isinstance(action, CodeBuild):
                message = f"`{name}` is a Git clone, which only CodeBuild can read"
                advice = f"read what a build makes of it, or turn off `full_clone` of `{cloned[name]}`"
                yield Problem((*path, *inner), f"{message}; {advice}")


def _unmade(name: str, made: list[str]) -> str:
    near = difflib.get_close_matches(name, made, 1, 0.5)
    if near:
        return f"no earlier action makes the artifact `{name}`; did you mean `{near[0]}`?"
    known = ", ".join(f"`{artifact}`" for artifact in made) or "none"
    return f"no earlier action makes the artifact `{name}`; made so far: {known}"
