"""The table of sets agrees with the provider's own schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipewarden.drift.unordered import UNORDERED

SCHEMA = Path(__file__).parents[3] / "tests/aws_provider/aws_provider_schema.json"


def _kinds(block: dict[str, Any], sets: set[str], others: set[str]) -> None:
    for name, attribute in block.get("attributes", {}).items():
        kind = attribute.get("type")
        (sets if isinstance(kind, list) and kind[0] == "set" else others).add(name)
    for name, nested in block.get("block_types", {}).items():
        (sets if nested["nesting_mode"] == "set" else others).add(name)
        _kinds(nested["block"], sets, others)


def test_a_name_is_in_the_table_when_it_is_a_set_everywhere() -> None:
    sets: set[str] = set()
    others: set[str] = set()
    (provider,) = json.loads(SCHEMA.read_text(encoding="utf-8"))["provider_schemas"].values()
    for resource in provider["resource_schemas"].values():
        _kinds(resource["block"], sets, others)
    assert (sets - others) | {"security_group_ids"} == UNORDERED
