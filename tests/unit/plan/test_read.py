"""A plan's JSON as a stack: unknown parts are unknown, or the identity that the configuration refers to."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipewarden.errors import PipewardenError
from pipewarden.plan import read
from pipewarden.stack.model import Stack
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Unknown, Value

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


@pytest.mark.parametrize("expressions", [{}, {"statement": [{"actions": {"constant_value": ["s3:*"]}}]}])
def test_statements_of_which_nothing_is_known_are_not_left_out(expressions: dict[str, Any]) -> None:
    """A `dynamic` block, which the configuration of a plan leaves out, over what is known after apply only."""
    plan = json.loads(json.dumps(PLAN))
    source = '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}'
    plan["planned_values"]["root_module"]["resources"][1]["values"] = {"source_policy_documents": [source]}
    plan["resource_changes"][1]["change"]["after_unknown"] = {"json": True, "statement": True}
    written = {"source_policy_documents": {"references": ["local.sources"]}, **expressions}
    plan["configuration"]["root_module"]["resources"][1]["expressions"] = written
    policy = read(json.dumps(plan).encode(), "plan.json").resources[1].values.get("policy")
    assert isinstance(policy, Encoded) and isinstance(policy.structure, Mapping)
    statements = policy.structure.get("Statement")
    assert isinstance(statements, Sequence)
    assert [isinstance(each, Unknown) for each in statements.items] == [False, True]


def test_a_provider_argument_comes_from_its_variable() -> None:
    stack = read(json.dumps(PLAN).encode(), "plan.json")
    assert [(item.name, item.values.get("region")) for item in stack.providers] == [("aws", Known("eu-west-1"))]
    assert stack.resources[0].provider == stack.providers[0]


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"{", b"\xff", b'{"version": 4, "resources": []}', b"[" * 100_000])
def test_what_is_no_plan_is_refused(data: bytes) -> None:
    with pytest.raises(PipewardenError) as caught:
        read(data, "plan.json")
    assert "terraform show -json" in caught.value.message


CALLER = {"address": "data.aws_caller_identity.me", "mode": "data", "type": "aws_caller_identity", "name": "me"}
ELSEWHERE = {**CALLER, "address": "data.aws_caller_identity.you", "name": "you"}


def _read_of(*answers: tuple[dict[str, Any], dict[str, Any], str]) -> Stack:
    """The stack of a plan that has read these data sources, each through a provider."""
    prior = [{**source, "values": values} for source, values, _provider in answers]
    configured = [{**source, "provider_config_key": provider} for source, _values, provider in answers]
    plan = {
        "planned_values": {},
        "prior_state": {"values": {"root_module": {"resources": prior}}},
        "configuration": {
            "provider_config": {
                "aws": {"name": "aws"},
                "aws.other": {"name": "aws", "alias": "other", "expressions": {"profile": {"constant_value": "p"}}},
            },
            "root_module": {"resources": configured},
        },
    }
    return read(json.dumps(plan).encode(), "plan.json")


def test_the_account_is_what_the_plan_has_read() -> None:
    one = {"account_id": "111122223333"}
    assert _read_of((CALLER, one, "aws")).account == "111122223333"
    assert _read_of((CALLER, one, "aws"), (ELSEWHERE, one, "aws")).account == "111122223333"


def test_accounts_that_differ_and_those_of_an_alias_tell_nothing() -> None:
    one, two = {"account_id": "111122223333"}, {"account_id": "444455556666"}
    assert _read_of((CALLER, one, "aws"), (ELSEWHERE, two, "aws")).account is None
    assert _read_of((CALLER, one, "aws"), (ELSEWHERE, two, "aws.other")).account == "111122223333"
    assert _read_of((CALLER, one, "aws.other")).account is None


@pytest.mark.parametrize(
    ("variable", "argument", "expected"),
    [
        ("eu-west-1", "region", Known("eu-west-1")),
        ("eu", "region", Unknown("the plan does not tell it")),
        ("111122223333", "allowed_account_ids", Sequence((Known("111122223333"),), "list")),
        (["111122223333"], "allowed_account_ids", Sequence((Known("111122223333"),), "list")),
        ("prod", "allowed_account_ids", Unknown("the plan does not tell it")),
    ],
    ids=["whole", "part-of-a-region", "account-in-a-list", "list", "part-of-an-account"],
)
def test_a_variable_is_an_argument_only_where_it_can_be_all_of_it(
    variable: object, argument: str, expected: Value
) -> None:
    plan = {
        "planned_values": {},
        "variables": {"v": {"value": variable}},
        "configuration": {"provider_config": {"aws": {"expressions": {argument: {"references": ["var.v"]}}}}},
    }
    provider = read(json.dumps(plan).encode(), "plan.json").providers[0]
    assert provider.values.get(argument) == expected


@pytest.mark.parametrize(
    "change",
    [
        {"planned_values": None},
        {"planned_values": []},
        {"planned_values": {"root_module": {"resources": [{"type": "aws_kms_key"}]}}},
        {"planned_values": {"root_module": {"child_modules": [{"resources": []}]}}},
        {"planned_values": {"outputs": {"x": 1}}},
        {"prior_state": 5},
        {"configuration": {"root_module": {"module_calls": {"m": {"module": []}}}}},
        {"configuration": {"provider_config": {"aws": None}}},
        {"resource_changes": [{"address": ["a"]}]},
        {"resource_changes": {"a": 1}},
    ],
    ids=str,
)
def test_a_damaged_plan_is_refused_with_the_place(change: dict[str, Any]) -> None:
    with pytest.raises(PipewardenError, match="damaged"):
        read(json.dumps({**PLAN, **change}).encode(), "plan.json")


def test_a_plan_of_an_old_version_without_its_newer_parts_is_read() -> None:
    old = {"format_version": "0.1", "planned_values": {"root_module": {"resources": [{**KEY, "values": {"a": 1}}]}}}
    stack = read(json.dumps({**old, "prior_state": None, "configuration": None}).encode(), "plan.json")
    assert [item.address for item in stack.resources] == ["module.kms.aws_kms_key.this"]


@pytest.mark.parametrize(
    ("type_", "argument", "own"),
    [
        ("aws_s3_bucket", "bucket", True),
        ("aws_s3_bucket_policy", "bucket", False),
        ("aws_sns_topic", "name", True),
        ("aws_lambda_function", "function_name", True),
        ("aws_lambda_permission", "function_name", False),
    ],
)
def test_a_name_made_of_another_is_not_the_other_one(type_: str, argument: str, own: bool) -> None:
    new = {"address": f"{type_}.n", "mode": "managed", "type": type_, "name": "n"}
    expressions = {argument: {"references": ["aws_s3_bucket.data.id", "aws_s3_bucket.data"]}}
    plan = {
        "format_version": "1.2",
        "planned_values": {"root_module": {"resources": [{**new, "values": {}}]}},
        "resource_changes": [{**new, "change": {"after_unknown": {argument: True}}}],
        "configuration": {"root_module": {"resources": [{**new, "expressions": expressions}]}},
    }
    value = dict(read(json.dumps(plan).encode(), "plan.json").resources[0].values.members)[argument]
    expected = Unknown("known only after apply") if own else Symbol("aws_s3_bucket.data", ("id",))
    assert value == expected
