"""Features that need, or rule out, one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.spec.builds import CodeBuild, Commands
from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.walk import actions
from pipewarden.spec.sources import Connection
from pipewarden.spec.stacks import CloudFormation

_REFERENCES = {
    "PARAMETER_STORE": re.compile(r"[A-Za-z0-9_./-]{1,1011}"),
    "SECRETS_MANAGER": re.compile(r"[A-Za-z0-9/_+=.@:-]{1,2048}"),
}


def pipeline_type(spec: PipelineSpec) -> Iterator[Problem]:
    """What a pipeline of type V1 cannot do."""
    if spec.pipeline.type == "V2":
        return
    for key, used in (
        ("execution_mode", spec.pipeline.execution_mode != "SUPERSEDED"),
        ("variables", bool(spec.pipeline.variables)),
        ("triggers", bool(spec.pipeline.triggers)),
    ):
        if used:
            advice = "write SUPERSEDED, or" if key == "execution_mode" else "remove it, or"
            yield Problem(("pipeline", key), f"a pipeline of type V1 cannot have this; {advice} make the type V2")
    for path, action in actions(spec):
        if isinstance(action, Commands):
            yield Problem((*path, "provider"), "a pipeline of type V1 cannot run commands; make the type V2")


def references(spec: PipelineSpec) -> Iterator[Problem]:
    """Names of parameters and secrets that cannot be."""
    for path, action in actions(spec):
        for v, variable in enumerate(action.variables if isinstance(action, CodeBuild) else ()):
            pattern = _REFERENCES.get(variable.type)
            if pattern is not None and not pattern.fullmatch(variable.value):
                what = "parameter" if variable.type == "PARAMETER_STORE" else "secret"
                message = f"`{variable.value}` is no name of a {what}; write one such as `payments/api-key`"
                yield Problem((*path, "variables", v, "value"), message)


def triggers(spec: PipelineSpec) -> Iterator[Problem]:
    """Triggers of actions that are no connections, and filters that AWS refuses together."""
    connections = {action.name for _, action in actions(spec) if isinstance(action, Connection)}
    for t, trigger in enumerate(spec.pipeline.triggers):
        path = ("pipeline", "triggers", t)
        if trigger.source not in connections:
            message = f"`{trigger.source}` is no source action with a connection; name one"
            yield Problem((*path, "source"), message)
        if not trigger.push and not trigger.pull_request:
            yield Problem(path, "the trigger filters nothing; add `push` or `pull_request`")
        for p, push in enumerate(trigger.push):
            if push.tags is not None and (push.branches is not None or push.files is not None):
                yield Problem((*path, "push", p, "tags"), "tags stand alone; write another `push` for branches")
            if push.files is not None and push.branches is None:
                yield Problem((*path, "push", p, "files"), "files need branches beside them; add `branches`")


def cloudformation(spec: PipelineSpec) -> Iterator[Problem]:
    """What each mode of a CloudFormation action needs."""
    for path, action in actions(spec):
        if not isinstance(action, CloudFormation):
            continue
        templated = action.mode in ("CREATE_UPDATE", "CHANGE_SET_REPLACE")
        for key, needed in (
            ("template", templated),
            ("stack_role_arn", action.mode != "CHANGE_SET_EXECUTE"),
            ("change_set", action.mode.startswith("CHANGE_SET")),
        ):
            given = getattr(action, key)
            if needed and given is None:
                yield Problem((*path, key), f"is missing, and the mode {action.mode} needs it; add it")
            if given is not None and not needed and key != "stack_role_arn":
                yield Problem((*path, key), f"means nothing in the mode {action.mode}; remove it")
        for key in ("template", "configuration"):
            reference = getattr(action, key)
            if reference is not None and reference.partition("::")[0] not in action.inputs:
                message = f"`{reference}` names no artifact of `inputs`; write `artifact::path`"
                yield Problem((*path, key), message)


def audit(spec: PipelineSpec) -> Iterator[Problem]:
    """What only a trail that is made here can have."""
    if spec.audit.trail_arn is None:
        return
    for key in ("bucket", "insights", "alarms"):
        if getattr(spec.audit, key):
            yield Problem(("audit", key), "the trail is not made here; remove this, or `trail_arn`")
