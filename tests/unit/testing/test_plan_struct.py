"""`parse_plan_json`: resources of every module by address."""

from __future__ import annotations

import json

from pipewarden.testing.plan_struct import PlanStruct, parse_plan_json


def test_resources_of_nested_modules_are_found_by_their_full_address() -> None:
    root = {"address": "aws_kms_key.a", "values": {"is_enabled": True}}
    child = {"address": "module.x.aws_kms_key.b"}
    grandchild = {"address": 'module.x.module.y["k"].aws_kms_key.c[0]'}
    change = {"address": "aws_kms_key.a", "change": {"actions": ["create"]}}
    plan = {
        "planned_values": {
            "root_module": {
                "resources": [root],
                "child_modules": [{"resources": [child], "child_modules": [{"resources": [grandchild]}]}],
            }
        },
        "resource_changes": [change],
    }
    assert parse_plan_json(json.dumps(plan)) == PlanStruct(
        raw_plan=plan,
        resource_planned_values={each["address"]: each for each in (root, child, grandchild)},
        resource_changes={"aws_kms_key.a": change},
    )


def test_a_plan_of_nothing_has_no_resources() -> None:
    assert parse_plan_json("{}") == PlanStruct({}, {}, {})
