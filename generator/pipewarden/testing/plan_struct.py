"""A plan by resource address, as Terratest's `PlanStruct` gives it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct


class PlanStruct(Struct, frozen=True):
    raw_plan: Mapping[str, Any]
    """The whole of `terraform show -json`."""
    resource_planned_values: Mapping[str, Mapping[str, Any]]
    """Address to planned resource, modules included; its arguments are under `values`."""
    resource_changes: Mapping[str, Mapping[str, Any]]
    """Address to planned change; the actions are under `change` and `actions`."""


def parse_plan_json(text: str) -> PlanStruct:
    """Raises json.JSONDecodeError where `text` is no JSON."""
    plan = json.loads(text)
    root = plan.get("planned_values", {}).get("root_module", {})
    return PlanStruct(
        raw_plan=plan,
        resource_planned_values={resource["address"]: resource for resource in _resources(root)},
        resource_changes={change["address"]: change for change in plan.get("resource_changes", [])},
    )


def _resources(module: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from _resources(child)
