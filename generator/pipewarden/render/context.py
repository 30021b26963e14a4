"""What the templates are filled with."""

from __future__ import annotations

from typing import Any

from pipewarden import __version__
from pipewarden.render import readme
from pipewarden.render.configuration import configuration
from pipewarden.render.connections import plan_connections
from pipewarden.render.diagram import diagram
from pipewarden.render.endpoints import plan_endpoints
from pipewarden.render.events import plan_rules
from pipewarden.render.facts import Facts
from pipewarden.render.modules import plan_calls
from pipewarden.render.parts import merge
from pipewarden.render.triggers import plan_triggers
from pipewarden.spec.approvals import Manual
from pipewarden.spec.naming import identifier, zones
from pipewarden.spec.rules.walk import actions

TRAIL_RETENTION_FACTOR = 2
"""The trail outlives the log groups, so that an incident can be looked into later."""


def context(facts: Facts, modules: str) -> dict[str, Any]:
    """One context for all templates; `modules` is the path from the root module to the folder of the others."""
    spec, calls = facts.spec, plan_calls(facts)
    existing = spec.network.vpc
    return {
        "account": spec.account,
        "action_roles": bool(facts.foreign_roles),
        "administrators": bool(spec.encryption.administrators),
        "alarm_subscribers": bool(facts.trail_variables),
        "alarms": spec.audit.alarms,
        "approval_arns": _approval_arns(facts),
        "approval_subscribers": any(action.subscribers for action in facts.approvals),
        "approvals": bool(facts.approvals),
        "artifacts": spec.artifacts,
        "bucket_arns": [f"var.artifact_bucket_arn{store.suffix}" for store in facts.stores],
        "builds": facts.builds,
        "calls": calls,
        "ci": _ci(facts),
        "commands": facts.runs_commands,
        "configuration": configuration(facts),
        "connections": plan_connections(spec),
        "deletion_window_days": spec.encryption.deletion_window_days,
        "diagram": diagram(spec),
        "endpoints": plan_endpoints(spec) if facts.makes_network else (),
        "event_rules": plan_rules(spec),
        "execution_mode": spec.pipeline.execution_mode,
        "fips": spec.fips,
        "insights": spec.audit.insights,
        "log_retention_days": spec.audit.log_retention_days,
        "key_arns": [f"var.kms_key_arn{store.suffix}" for store in facts.stores],
        "macie": spec.audit.macie,
        "makes_key": facts.stores[0].makes_key,
        "makes_network": facts.makes_network,
        "makes_trail": facts.makes_trail,
        "min_tls": spec.min_tls,
        "modules": modules,
        "name": spec.name,
        "network": {
            "elsewhere": spec.network.elsewhere,
            "groups": bool(spec.network.client_groups),
            "route_tables": "[aws_route_table.this.id]" if existing is None else "var.route_table_ids",
            "subnets": "[for subnet in aws_subnet.this : subnet.id]" if existing is None else "var.subnet_ids",
            "vpc": "aws_vpc.this.id" if existing is None else "var.vpc_id",
            "vpn_gateway": spec.network.vpn_gateway,
        },
        "notifications": spec.pipeline.notifications,
        "notification_events": _notification_events(facts),
        "object_arns": [f'"${{var.artifact_bucket_arn{store.suffix}}}/*"' for store in facts.stores],
        "pipeline_type": spec.pipeline.type,
        "pipeline_variables": spec.pipeline.variables,
        "readme": {
            "confirmations": readme.confirmations(facts),
            "made": readme.made(facts),
            "prerequisites": readme.prerequisites(facts),
        },
        "region": spec.region,
        "retention_days": spec.artifacts.retention_days,
        "role_statements": merge(tuple(s for stage in facts.stages for a in stage.actions for s in a.statements)),
        "rotation_days": spec.encryption.rotation_days,
        "stages": facts.stages,
        "state": spec.state,
        "stores": facts.stores,
        "subnet_bits": (len(zones(spec)) - 1).bit_length(),
        "trail_retention_days": TRAIL_RETENTION_FACTOR * spec.audit.log_retention_days,
        "triggers": plan_triggers(spec),
        "variables": facts.variables,
    }


def _ci(facts: Facts) -> dict[str, str]:
    ci = facts.spec.ci
    if ci is None:
        return {}
    package = ci.package or f"pipewarden=={__version__}"
    return {"directory": ci.directory, "package": package, "spec": ci.spec}


def _approval_arns(facts: Facts) -> list[str]:
    stages = facts.spec.pipeline.stages
    return [
        f'"${{local.pipeline_arn}}/{stages[int(path[2])].name}/{action.name}"'
        for path, action in actions(facts.spec)
        if isinstance(action, Manual) and identifier(facts.spec, path)
    ]


def _notification_events(facts: Facts) -> list[str]:
    told = facts.spec.pipeline.notifications
    return [f"codepipeline-pipeline-pipeline-execution-{event}" for event in sorted(told.events if told else ())]
