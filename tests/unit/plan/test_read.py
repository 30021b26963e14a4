"""A plan's JSON as a stack: unknown parts are unknown, or the identity that the configuration refers to."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipewarden.errors import PipewardenError
from pipewarden.plan import read
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Unknown

KEY: dict[str, Any] = {
    "address": "module.kms.aws_kms_key.this",
    "mode": "managed",
    "type": "aws_kms_key",
    "name": "this",
}
TRAIL: dict[str, Any] = {
    "address": "aws_cloudtrail.this[0]",
    "mode": "managed",
    "type": "aws_cloudtrail",
    "name": "this",
}
DOCUMENT = {"address": "data.aws_iam_policy_document.d", "mode": "data", "type": "aws_iam_policy_document", "name": "d"}
POLICY = {"address": "aws_s3_bucket_policy.p", "mode": "managed", "type": "aws_s3_bucket_policy", "name": "p"}

PLAN = {
    "format_version": "1.2",
    "variables": {"region": {"value": "eu-west-1"}},
    "planned_values": {
        "outputs": {"x": {"sensitive": False, "value": [1, 2.50]}, "y": {"sensitive": True}},
        "root_module": {
            "resources": [
                {**TRAIL, "index": 0, "values": {"name": "audit", "insight_selector": [{"insight_type": "A"}]}},
                {**DOCUMENT, "values": {"statement": [{"actions": ["s3:*"], "effect": None, "resources": ["*"]}]}},
                {**POLICY, "values": {"bucket": "acme"}},
            ],
            "child_modules": [
                {"address": "module.kms", "resources": [{**KEY, "values": {"enable_key_rotation": True, "tags": None}}]}
            ],
        },
    },
    "output_changes": {"y": {"after_unknown": True}},
    "resource_changes": [
        {**TRAIL, "change": {"after_unknown": {"kms_key_id": True, "arn": True, "s3_bucket_name": True}}},
        {**DOCUMENT, "change": {"actions": ["read"], "after_unknown": {"json": True}}},
        {**POLICY, "change": {"after_unknown": {"policy": True, "id": True}}},
    ],
    "configuration": {
        "provider_config": {
            "aws": {"name": "aws", "expressions": {"region": {"references": ["var.region"]}}},
        },
        "root_module": {
            "resources": [
                {
                    **{key: value for key, value in TRAIL.items() if key != "address"},
                    "provider_config_key": "aws",
                    "expressions": {
                        "name": {"constant_value": "audit"},
                        "kms_key_id": {"references": ["module.kms.key_arn", "module.kms"]},
                        "s3_bucket_name": {"references": ["aws_s3_bucket.a.id", "aws_s3_bucket.b.id"]},
                    },
                },
                {
                    **{key: value for key, value in DOCUMENT.items() if key != "address"},
                    "expressions": {"statement": [{"actions": {"constant_value": ["s3:*"]}}]},
                },
                {
                    **{key: value for key, value in POLICY.items() if key != "address"},
                    "expressions": {
                        "bucket": {"constant_value": "acme"},
                        "policy": {
                            "references": ["data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d"]
                        },
                    },
                },
            ],
            "module_calls": {
                "kms": {
                    "module": {
                        "outputs": {
                            "key_arn": {"expression": {"references": ["aws_kms_key.this.arn", "aws_kms_key.this"]}}
                        },
                        "resources": [
                            {
                                **{key: value for key, value in KEY.items() if key != "address"},
                                "expressions": {"enable_key_rotation": {"constant_value": True}, "tags": {}},
                            }
                        ],
                    }
                }
            },
        },
    },
}


def test_resources_have_what_is_configured() -> None:
    stack = read(json.dumps(PLAN).encode(), "plan.json")
    assert [(item.address, item.module, item.key) for item in stack.resources] == [
        ("aws_cloudtrail.this[0]", "", 0),
        ("aws_s3_bucket_policy.p", "", None),
        ("data.aws_iam_policy_document.d", "", None),
        ("module.kms.aws_kms_key.this", "module.kms", None),
    ]
    selector = Sequence((Mapping((("insight_type", Known("A")),), "block"),), "list")
    assert stack.resources[0].values.members == (
        ("insight_selector", selector),
        ("kms_key_id", Symbol("module.kms.aws_kms_key.this", ("arn",))),
        ("name", Known("audit")),
        ("s3_bucket_name", Unknown("known only after apply")),
    )
    assert stack.resources[3].values.members == (("enable_key_rotation", Known(True)),)


def test_outputs_keep_numbers_exact_and_unknowns_unknown() -> None:
    stack = read(json.dumps(PLAN).encode(), "plan.json")
    assert stack.output("x") == Sequence((Known(1), Known(2.5)), "list")  # type: ignore[arg-type]
    assert isinstance(stack.output("y"), Unknown)


def test_a_document_that_waits_for_apply_is_computed() -> None:
    policy = read(json.dumps(PLAN).encode(), "plan.json").resources[1].values.get("policy")
    assert isinstance(policy, Encoded)
    statement = Mapping((("Effect", Known("Allow")), ("Action", Known("s3:*")), ("Resource", Known("*"))))
    assert policy.structure == Mapping((("Version", Known("2012-10-17")), ("Statement", Sequence((statement,)))))


def test_a_provider_argument_comes_from_its_variable() -> None:
    stack = read(json.dumps(PLAN).encode(), "plan.json")
    assert [(item.name, item.values.get("region")) for item in stack.providers] == [("aws", Known("eu-west-1"))]
    assert stack.resources[0].provider == stack.providers[0]


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"{", b"\xff", b'{"version": 4, "resources": []}', b"[" * 100_000])
def test_what_is_no_plan_is_refused(data: bytes) -> None:
    with pytest.raises(PipewardenError) as caught:
        read(data, "plan.json")
    assert "terraform show -json" in caught.value.message
