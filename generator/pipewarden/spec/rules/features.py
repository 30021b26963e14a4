"""Features that need, or rule out, one another."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipewarden.spec.builds import Commands
from pipewarden.spec.errors import Path, Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.walk import actions
from pipewarden.spec.sources import Connection
from pipewarden.spec.stacks import CloudFormation
from pipewarden.spec.triggers import Filter, PullRequest, Push

LONGEST_PARAMETERS = 1000
"""Characters of JSON that CodePipeline takes as the parameters of a stack."""


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


def triggers(spec: PipelineSpec) -> Iterator[Problem]:
    """Triggers of actions that are no connections, and filters that AWS refuses together."""
    connections = {action.name for _, action in actions(spec) if isinstance(action, Connection)}
    sources = [trigger.source for trigger in spec.pipeline.triggers]
    for t, trigger in enumerate(spec.pipeline.triggers):
        path = ("pipeline", "triggers", t)
        if trigger.source not in connections:
            message = f"`{trigger.source}` is no source action with a connection; name one"
            yield Problem((*path, "source"), message)
        if trigger.source in sources[:t]:
            message = f"`{trigger.source}` has a trigger already; add this one's filters to it"
            yield Problem((*path, "source"), message)
        if not trigger.push and not trigger.pull_request:
            yield Problem(path, "the trigger filters nothing; add `push` or `pull_request`")
        for p, push in enumerate(trigger.push):
            if push.branches is None and push.files is None and push.tags is None:
                yield Problem((*path, "push", p), "the filter is empty; add `branches` or `tags`")
            if push.tags is not None and (push.branches is not None or push.files is not None):
                yield Problem((*path, "push", p, "tags"), "tags stand alone; write another `push` for branches")
            if push.files is not None and push.branches is None:
                yield Problem((*path, "push", p, "files"), "files need branches beside them; add `branches`")
        for key in ("push", "pull_request"):
            for number, event in enumerate(getattr(trigger, key)):
                yield from _empty_filters((*path, key, number), event)


def _empty_filters(path: Path, event: Push | PullRequest) -> Iterator[Problem]:
    for key in ("branches", "files", "tags"):
        patterns: Filter | None = getattr(event, key, None)
        if patterns is not None and not patterns.includes and not patterns.excludes:
            yield Problem((*path, key), "the filter is empty; add `includes` or `excludes`")


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
        if len(json.dumps(dict(action.parameters))) > LONGEST_PARAMETERS:
            message = f"is longer than {LONGEST_PARAMETERS} characters as JSON; move some to a configuration file"
            yield Problem((*path, "parameters"), message)
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
