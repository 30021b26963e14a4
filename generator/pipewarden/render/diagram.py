"""Draws a pipeline as a Mermaid flow chart: its stages, and what its data passes through."""

from __future__ import annotations

from pipewarden.spec.model import PipelineSpec


def diagram(spec: PipelineSpec) -> str:
    """The lines of the chart below its `flowchart` line; names of stages and actions need no escape in it."""
    lines = []
    for s, stage in enumerate(spec.pipeline.stages):
        lines.append(f'  subgraph s{s}["{stage.name}"]')
        lines += [f'    s{s}a{a}["{action.name}<br/>{action.provider}"]' for a, action in enumerate(stage.actions)]
        lines.append("  end")
    lines += [f"  s{s} --> s{s + 1}" for s in range(len(spec.pipeline.stages) - 1)]
    lines.append('  bucket[("artifact bucket")]')
    lines += [
        f"  s{s} <-.-> bucket" for s, stage in enumerate(spec.pipeline.stages) if _passes_artifacts(stage.actions)
    ]
    lines += [
        '  key{{"artifact key"}} --- bucket',
        '  trail[/"trail"/] -. watches .- bucket',
        '  clients(["clients in the VPC"]) --> endpoint{{"VPC endpoint"}} --> s0',
    ]
    return "\n".join(lines) + "\n"


def _passes_artifacts(actions: tuple[object, ...]) -> bool:
    return any(getattr(action, "inputs", ()) or getattr(action, "outputs", ()) for action in actions)
