"""Whole configurations against Terraform's plan: the same resources, and equal values wherever both know them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipewarden.plan import read
from pipewarden.stack import Deployment, build
from pipewarden.stack.model import Stack
from pipewarden.stack.show import shown
from proof.trees import Tree, all_trees, copier, keep_state_local
from terraform_fixtures import TESTS, OfflineTerraform

PROJECTS = TESTS / "corpus" / "projects"
HERE = [Tree(path.name, copier(path, path)) for path in sorted(PROJECTS.iterdir()) if path.is_dir()]
# What the offline provider answers where the configuration says nothing.
DEPLOYMENT = Deployment(account="111122223333", region="us-east-1")


@pytest.fixture(scope="module", params=[pytest.param(tree, id=tree.name) for tree in [*HERE, *all_trees()]])
def planned(
    request: pytest.FixtureRequest, terraform: OfflineTerraform, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Stack, dict[str, Any]]:
    """The stack as the evaluator has it, and Terraform's plan."""
    tree: Tree = request.param
    root = tree.place(tmp_path_factory.mktemp(tree.name))
    keep_state_local(root)
    terraform.ok(root, "init")
    terraform.ok(root, "plan", "-out=plan")
    plan = json.loads(terraform.ok(root, "show", "-json", "plan"))
    top = root if not (root.parent / "kms").is_dir() else root.parent
    return build(top, DEPLOYMENT, root.relative_to(top).as_posix().removeprefix(".")), plan


def _resources(module: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = {item["address"]: item for item in module.get("resources", []) if item["mode"] == "managed"}
    for child in module.get("child_modules", []):
        found |= _resources(child)
    return found


def test_terraform_plans_the_same_resources(planned: tuple[Stack, dict[str, Any]]) -> None:
    stack, plan = planned
    ours = {resource.address for resource in stack.resources if resource.mode == "managed"}
    assert stack.problems == ()
    assert ours == set(_resources(plan["planned_values"]["root_module"]))


def test_what_both_know_of_a_resource_is_equal(planned: tuple[Stack, dict[str, Any]]) -> None:
    stack, plan = planned
    resources = _resources(plan["planned_values"]["root_module"])
    changes = {item["address"]: item["change"] for item in plan.get("resource_changes", [])}
    differences = {}
    for resource in stack.resources:
        if resource.mode == "managed":
            theirs, unknown = resources[resource.address]["values"], changes[resource.address]["after_unknown"]
            for name, value in resource.values.members:
                if unknown.get(name) is not True and not _agree(shown(value), theirs.get(name), unknown.get(name)):
                    differences[f"{resource.address}.{name}"] = (shown(value), theirs.get(name))
    assert differences == {}


def _agree(ours: Any, theirs: Any, unknown: Any) -> bool:
    """Whether two values are equal where Terraform knows; what is not configured may have any default."""
    if unknown is True:
        return True
    if isinstance(ours, dict) and isinstance(theirs, dict):
        marks = unknown if isinstance(unknown, dict) else {}
        return all(_agree(value, theirs.get(name), marks.get(name)) for name, value in ours.items())
    if isinstance(ours, list) and isinstance(theirs, list):
        marks = [*(unknown if isinstance(unknown, list) else []), *[None] * len(theirs)]
        pairs = list(zip(theirs, marks, strict=False))
        return len(ours) == len(theirs) and all(any(_agree(one, *pair) for pair in pairs) for one in ours)
    if type(ours) is not type(theirs) and not isinstance(ours, dict | list) and theirs is not None:
        return str(ours).lower() == str(theirs).lower()
    return bool(ours == theirs)


def test_what_both_know_of_an_output_is_equal(planned: tuple[Stack, dict[str, Any]]) -> None:
    stack, plan = planned
    theirs = {
        name: output["value"] for name, output in plan["planned_values"].get("outputs", {}).items() if "value" in output
    }
    assert {name: shown(value) for name, value in stack.outputs.members if name in theirs} == theirs


def test_the_plan_reads_as_the_same_resources(planned: tuple[Stack, dict[str, Any]]) -> None:
    stack, plan = planned
    again = read(json.dumps(plan).encode(), "plan.json")
    ours = {(item.address, item.type, item.key) for item in stack.resources if item.mode == "managed"}
    assert {(item.address, item.type, item.key) for item in again.resources if item.mode == "managed"} == ours
