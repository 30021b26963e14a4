"""Which files a spec asks for: each a template, the path that it is written to, and what it is filled with."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from pipewarden.render.connections import plan_connections
from pipewarden.render.context import context
from pipewarden.render.events import plan_rules
from pipewarden.render.facts import Facts
from pipewarden.render.modules import inputs_of
from pipewarden.spec.model import PipelineSpec

Layout = Literal["stack", "reference"]
"""A stack has its root module on top; the reference has it in a folder beside the modules."""

_ROOT = ("README.md", "main.tf", "outputs.tf", "pipewarden.toml", "providers.tf", "terraform.tfvars")
_MODULES = {
    "bucket": ("main.tf", "outputs.tf", "policy.tf"),
    "kms": ("main.tf", "outputs.tf", "policy.tf"),
    "pipeline": ("main.tf", "outputs.tf", "role.tf"),
    "trail": ("bucket.tf", "deliveries.tf", "log.tf", "main.tf", "outputs.tf"),
    "vpc-endpoint": ("endpoints.tf", "outputs.tf", "policies.tf"),
}
_CI = {
    "codebuild": ".codebuild/pipewarden.yml",
    "github": ".github/workflows/pipewarden.yml",
    "gitlab": ".gitlab/pipewarden.yml",
}


class Job(Struct, frozen=True):
    """A file to render."""

    path: str
    template: str
    context: dict[str, Any]


def plan(spec: PipelineSpec, layout: Layout = "stack") -> tuple[Job, ...]:
    """The files of a spec, sorted by path."""
    root, modules, source = folders(layout)
    facts = Facts(spec)
    filling = context(facts, source)
    calls = filling["calls"]
    jobs = [Job(f"{root}{name}", f"root/{name}.j2", filling) for name in (*_ROOT, *_root_where_asked(facts))]
    jobs += [Job(f"{root}{name}", f"_shared/{name}.j2", filling) for name in ("variables.tf", "versions.tf")]
    systems = spec.ci.systems if spec.ci else ()
    jobs += [Job(f"{root}{_CI[system]}", f"ci/{system}.yml.j2", filling) for system in systems]
    for module in sorted({call.module for call in calls}):
        names = (*_MODULES[module], *_where_asked(facts).get(module, ()))
        own = {**filling, "variables": inputs_of(calls, module)}
        jobs += [Job(f"{modules}{module}/{name}", f"{module}/{name}.j2", filling) for name in names]
        jobs += [
            Job(f"{modules}{module}/{name}", f"_shared/{name}.j2", own) for name in ("variables.tf", "versions.tf")
        ]
    return tuple(sorted(jobs, key=lambda job: job.path))


def folders(layout: Layout) -> tuple[str, str, str]:
    """The folder of the root module, that of the other modules, and the path from the first to the second."""
    return ("", "modules/", "./modules") if layout == "stack" else ("reference/", "", "..")


def _root_where_asked(facts: Facts) -> list[str]:
    return [name for name, asked in (("backend.tf", facts.spec.state), ("macie.tf", facts.spec.audit.macie)) if asked]


def _where_asked(facts: Facts) -> dict[str, list[str]]:
    """The files of each module that are there only for what the spec asks for."""
    spec = facts.spec
    asked: dict[str, dict[str, object]] = {
        "bucket": {
            "events.tf": spec.artifacts.events,
            "logs.tf": facts.stores[0].makes_logs,
            "object_lock.tf": spec.artifacts.object_lock,
            "replication.tf": spec.artifacts.replication,
        },
        "pipeline": {
            "approvals.tf": facts.approvals,
            "builds.tf": facts.builds,
            "commands.tf": facts.runs_commands,
            "connections.tf": plan_connections(spec),
            "events.tf": plan_rules(spec),
            "notifications.tf": spec.pipeline.notifications,
        },
        "trail": {"alarms.tf": spec.audit.alarms},
        "vpc-endpoint": {"flow_log.tf": spec.network.vpc is None, "vpc.tf": spec.network.vpc is None},
    }
    return {module: [name for name, wanted in files.items() if wanted] for module, files in asked.items()}
