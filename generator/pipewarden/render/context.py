"""What the templates are filled with, out of a spec."""

from __future__ import annotations

from typing import Any

from pipewarden.spec.approvals import Manual, Subscriber
from pipewarden.spec.builds import CodeBuild
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import identifier, partition, zones
from pipewarden.spec.rules.walk import actions

from .actions import plan_action
from .builds import plan_builds
from .connections import plan_connections
from .diagram import diagram
from .endpoints import plan_endpoints
from .literal import listed, quote
from .parts import Stage, merge
from .variables import action_variables, stack_variables

# Access logs and the trail outlive the log groups, so that an incident can be looked into later.
TRAIL_RETENTION_FACTOR = 2


def context(spec: PipelineSpec, modules: str) -> dict[str, Any]:
    """One context for all templates; `modules` is the path from the root module to the folder of the others."""
    stages = _stages(spec)
    approvals = [action for _, action in actions(spec) if isinstance(action, Manual)]
    builds = plan_builds(spec)
    own = action_variables(stages, _subscribers(approvals))
    return {
        "account": spec.account,
        "action_variables": own,
        "alarm_subscribers": spec.audit.subscribers if spec.audit.alarms else (),
        "alarms": spec.audit.alarms,
        "approval_arns": _approval_arns(spec),
        "approval_subscribers": _subscribers(approvals),
        "approvals": bool(approvals),
        "builds": builds,
        "connections": plan_connections(spec),
        "deletion_window_days": spec.encryption.deletion_window_days,
        "diagram": diagram(spec),
        "dns_suffix": "amazonaws.com.cn" if partition(spec) == "aws-cn" else "amazonaws.com",
        "endpoints": plan_endpoints(spec),
        "execution_mode": spec.pipeline.execution_mode,
        "insights": spec.audit.insights,
        "log_group_names": _log_groups([build.slug for build in builds]),
        "log_retention_days": spec.audit.log_retention_days,
        "min_tls": spec.min_tls,
        "modules": modules,
        "name": spec.name,
        "pipeline_type": spec.pipeline.type,
        "pipeline_variables": spec.pipeline.variables,
        "publishers": _publishers(spec),
        "region": spec.region,
        "require": _require(spec),
        "retention_days": spec.artifacts.retention_days,
        "role_statements": merge(tuple(s for stage in stages for action in stage.actions for s in action.statements)),
        "rotation_days": spec.encryption.rotation_days,
        "stages": stages,
        "subnet_bits": (len(zones(spec)) - 1).bit_length(),
        "thresholds": _thresholds(spec),
        "trail_retention_days": TRAIL_RETENTION_FACTOR * spec.audit.log_retention_days,
        "variables": stack_variables(spec, own),
    }


def _stages(spec: PipelineSpec) -> tuple[Stage, ...]:
    found = {path[2:5:2]: plan_action(action, identifier(spec, path)) for path, action in actions(spec)}
    return tuple(
        Stage(stage.name, tuple(found[s, a] for a in range(len(stage.actions))))
        for s, stage in enumerate(spec.pipeline.stages)
    )


def _subscribers(approvals: list[Manual]) -> tuple[Subscriber, ...]:
    return tuple(dict.fromkeys(subscriber for action in approvals for subscriber in action.subscribers))


def _approval_arns(spec: PipelineSpec) -> list[str]:
    return [
        f'"${{local.pipeline_arn}}/{spec.pipeline.stages[int(path[2])].name}/{action.name}"'
        for path, action in actions(spec)
        if isinstance(action, Manual)
    ]


def _log_groups(builds: list[str]) -> list[str]:
    groups = ["/aws/cloudtrail/${var.name}", "/aws/vpc/${var.name}"]
    groups += [f"/aws/codebuild/${{var.name}}-{build}" for build in builds]
    return [f'"{group}"' for group in sorted(groups)]


def _publishers(spec: PipelineSpec) -> str:
    """The services that publish to each topic, as an expression."""
    if not spec.audit.alarms:
        return "{}"
    return '{\n"${var.name}-alarms" = ' + listed([quote("cloudwatch.amazonaws.com")]) + "\n}"


def _require(spec: PipelineSpec) -> dict[str, Any]:
    privileged = (identifier(spec, p) for p, a in actions(spec) if isinstance(a, CodeBuild) and a.privileged)
    return {
        "endpoint_services": tuple(sorted({"codepipeline", *spec.network.services})),
        "fips": False,
        "macie": False,
        "min_tls": spec.min_tls,
        "privileged_builds": tuple(sorted(f"{spec.name}-{slug}" for slug in privileged)),
        "retention_days": spec.artifacts.retention_days,
    }


def _thresholds(spec: PipelineSpec) -> tuple[tuple[str, int], ...]:
    """What the spec decides less strictly than `check` would by itself."""
    found = []
    if spec.encryption.deletion_window_days < 14:
        found.append(("kms_deletion_window_days", spec.encryption.deletion_window_days))
    if spec.encryption.rotation_days > 365:
        found.append(("kms_rotation_period_days", spec.encryption.rotation_days))
    return tuple(found)
