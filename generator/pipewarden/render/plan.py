"""Which files a spec asks for: each a template, the path that it is written to, and what it is filled with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pipewarden.spec.model import PipelineSpec

from .context import context
from .variables import pipeline_variables

Layout = Literal["stack", "reference"]
"""A stack has its root module on top; the reference has it in a folder beside the modules."""

_ROOT = ("README.md", "main.tf", "outputs.tf", "pipewarden.toml", "providers.tf", "terraform.tfvars")
_MODULES = {
    "bucket": ("logs.tf", "main.tf", "outputs.tf", "policy.tf", "variables.tf"),
    "kms": ("main.tf", "outputs.tf", "policy.tf", "variables.tf"),
    "pipeline": ("main.tf", "outputs.tf", "role.tf"),
    "trail": ("bucket.tf", "log.tf", "main.tf", "outputs.tf", "variables.tf"),
    "vpc-endpoint": ("endpoints.tf", "flow_log.tf", "outputs.tf", "policies.tf", "variables.tf", "vpc.tf"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """A file to render."""

    path: str
    template: str
    context: dict[str, Any]


def plan(spec: PipelineSpec, layout: Layout = "stack") -> tuple[Job, ...]:
    """The files of a spec, sorted by path."""
    root, modules, source = ("", "modules/", "./modules") if layout == "stack" else ("reference/", "", "..")
    facts = context(spec, source)
    jobs = [Job(f"{root}{name}", f"root/{name}.j2", facts) for name in _ROOT]
    jobs += [Job(f"{root}{name}", f"_shared/{name}.j2", facts) for name in ("variables.tf", "versions.tf")]
    for module, names in _MODULES.items():
        jobs += [Job(f"{modules}{module}/{name}", f"{module}/{name}.j2", facts) for name in names]
        jobs.append(Job(f"{modules}{module}/versions.tf", "_shared/versions.tf.j2", facts))
    own = {**facts, "variables": pipeline_variables(facts["action_variables"])}
    jobs.append(Job(f"{modules}pipeline/variables.tf", "_shared/variables.tf.j2", own))
    jobs += [Job(f"{modules}{path}", f"{path}.j2", facts) for path in _where_asked(facts)]
    return tuple(sorted(jobs, key=lambda job: job.path))


def _where_asked(facts: dict[str, Any]) -> list[str]:
    """Files that are there only for what the spec asks for."""
    asked = {
        "pipeline/approvals.tf": facts["approvals"],
        "pipeline/builds.tf": facts["builds"],
        "pipeline/connections.tf": facts["connections"],
        "trail/alarms.tf": facts["alarms"],
    }
    return [path for path, wanted in asked.items() if wanted]
