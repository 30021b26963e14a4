"""The tables of controlled arguments name what the provider has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipewarden.controls.text.url_plaintext import ADDRESSES
from pipewarden.subjects.controlled import ARGUMENTS
from pipewarden.subjects.overlooked import HOLDERS

UNSEEN = {"aws_kms_replica_external_key"}
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
