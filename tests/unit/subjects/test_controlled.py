"""The tables of controlled arguments name what the provider has."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import pipewarden
from pipewarden.controls.text.url_plaintext import ADDRESSES
from pipewarden.subjects.controlled import ARGUMENTS
from pipewarden.subjects.overlooked import HOLDERS

UNSEEN = {
    "aws_iam_role_policy_attachments_exclusive",
    "aws_kms_replica_external_key",
    "aws_ssoadmin_permission_set_inline_policy",
}
"""Types that the kept schema leaves out."""

SCHEMA = Path(__file__).parents[2] / "aws_provider" / "aws_provider_schema.json"


@pytest.fixture(scope="module")
def resources() -> dict[str, dict[str, object]]:
    (provider,) = json.loads(SCHEMA.read_text(encoding="utf-8"))["provider_schemas"].values()
    return {kind: entry["block"] for kind, entry in provider["resource_schemas"].items()}


@pytest.mark.parametrize("kind", sorted(set(ARGUMENTS) - UNSEEN))
def test_the_provider_has_the_arguments(kind: str, resources: dict[str, dict[str, object]]) -> None:
    block = resources[kind]
    known = {*block.get("attributes", {}), *block.get("block_types", {})}  # type: ignore[misc]
    assert known >= ARGUMENTS[kind]


@pytest.mark.parametrize(("held", "holder"), HOLDERS.items(), ids=lambda item: ".".join(item))
def test_the_provider_has_the_holders(
    held: tuple[str, str], holder: tuple[str, str], resources: dict[str, dict[str, object]]
) -> None:
    for kind, argument in (held, holder):
        block = resources[kind]
        assert argument in {*block.get("attributes", {}), *block.get("block_types", {})}  # type: ignore[misc]
    assert held[1] in ARGUMENTS[held[0]]


@pytest.mark.parametrize("kind", sorted(ADDRESSES))
def test_the_provider_has_the_addresses(kind: str, resources: dict[str, dict[str, object]]) -> None:
    for path in ADDRESSES[kind]:
        block: dict[str, object] = resources[kind]
        for step in path[:-1]:
            block = block["block_types"][step]["block"]  # type: ignore[index]
        assert path[-1] in block["attributes"]  # type: ignore[operator]


ALARMS = {"actions_enabled", "comparison_operator"}
"""What only an opt-in control judges, of alarms of which most have nothing to do with a pipeline."""


def asked() -> set[str]:
    """The names of the arguments that controls and subjects judge by `argument(resource, "name", …)`."""
    package = Path(pipewarden.__file__).parent
    files = (path for folder in ("controls", "subjects") for path in (package / folder).rglob("*.py"))
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in files)
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and len(node.args) > 1)
    named = (call.args[1] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "argument")
    return {node.value for node in named if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_argument_that_a_control_judges_is_in_the_tables() -> None:
    known = frozenset().union(*ARGUMENTS.values())
    assert sorted(asked() - known - ALARMS) == []
