"""What the provider refuses before AWS is asked, and what its configuration decides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aws_provider import rules
from aws_provider.checks import check
from aws_provider.values import UNKNOWN
from terraform_fixtures import OfflineTerraform

STORE = {"location": "b", "type": "S3", "region": None, "encryption_key": []}

REFUSED = {
    "one-of": ("aws_kms_key", {"key_usage": "SIGN"}, "expected key_usage to be one of"),
    "range": ("aws_kms_key", {"deletion_window_in_days": 6}, "to be in the range (7 - 30), got 6"),
    "length": ("aws_iam_role", {"name": "r" * 65}, "expected length of name to be in the range (1 - 64)"),
    "pattern": ("aws_s3_bucket", {"bucket": "Upper"}, "invalid value for bucket"),
    "broken-json": ("aws_s3_bucket_policy", {"policy": '{"Version":'}, "contains an invalid JSON policy"),
    "no-json-object": ("aws_s3_bucket_policy", {"policy": "[]"}, "not a JSON object"),
    "arn": ("aws_cloudtrail", {"kms_key_id": "alias/trail"}, "(alias/trail) is an invalid ARN"),
    "conflict": ("aws_iam_role", {"name": "a", "name_prefix": "b"}, "Conflicting configuration arguments"),
    "none-of-one": ("aws_flow_log", {"log_destination": None}, "Invalid combination of arguments"),
    "two-of-one": ("aws_flow_log", {"vpc_id": "v", "subnet_id": "s"}, "Invalid combination of arguments"),
    "companion": ("aws_kms_key", {"rotation_period_in_days": 90}, "Missing required argument"),
    "nested": (
        "aws_codepipeline",
        {"stage": [{"name": "S", "action": [{"category": "Sauce"}]}]},
        "expected stage.action.category to be one of",
    ),
    "single-store-with-region": (
        "aws_codepipeline",
        {"artifact_store": [{**STORE, "region": "eu-west-1"}]},
        "region cannot be set for a single-region CodePipeline",
    ),
    "stores-without-region": (
        "aws_codepipeline",
        {"artifact_store": [STORE, {**STORE, "region": "eu-west-1"}]},
        "region must be set for a cross-region CodePipeline",
    ),
    "two-stores-of-a-region": (
        "aws_codepipeline",
        {"artifact_store": [{**STORE, "region": "eu-west-1"}, {**STORE, "location": "c", "region": "eu-west-1"}]},
        "only one Artifact Store can be defined per region",
    ),
}

ACCEPTED = {
    "nothing-set": ("aws_kms_key", {}),
    "edges": ("aws_kms_key", {"deletion_window_in_days": 7, "description": ""}),
    "companion": ("aws_kms_key", {"rotation_period_in_days": 90, "enable_key_rotation": True}),
    "unknown-values": ("aws_iam_role", {"name": UNKNOWN, "assume_role_policy": UNKNOWN}),
    "unknown-among-one": ("aws_flow_log", {"vpc_id": UNKNOWN}),
    "unknown-store-region": ("aws_codepipeline", {"artifact_store": [{**STORE, "region": UNKNOWN}]}),
    "empty-policy": ("aws_kms_key", {"policy": ""}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_value_is_refused(case: str) -> None:
    type_name, config, summary = REFUSED[case]
    assert [found for found in check(rules.for_resource(type_name), config) if summary in found.summary]


@pytest.mark.parametrize("case", ACCEPTED)
def test_a_right_or_unknown_value_is_accepted(case: str) -> None:
    type_name, config = ACCEPTED[case]
    assert check(rules.for_resource(type_name), config) == []


PROVIDERS = {
    "plain": ('region = "eu-west-3"', ["111122223333", "eu-west-3", "aws", "amazonaws.com"]),
    "allowed": (
        'region = "us-gov-west-1"\n allowed_account_ids = ["222233334444"]',
        ["222233334444", "us-gov-west-1", "aws-us-gov", "amazonaws.com"],
    ),
    "assumed": (
        'region = "cn-north-1"\n assume_role {\n role_arn = "arn:aws-cn:iam::333344445555:role/deploy"\n }',
        ["333344445555", "cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ),
}


def test_each_alias_keeps_its_own_account_region_and_partition(terraform: OfflineTerraform, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        "\n".join(
            f'''
            provider "aws" {{
              alias = "{alias}"
              {body}
            }}
            data "aws_caller_identity" "{alias}" {{ provider = aws.{alias} }}
            data "aws_region" "{alias}" {{ provider = aws.{alias} }}
            data "aws_partition" "{alias}" {{ provider = aws.{alias} }}
            output "{alias}" {{
              value = [
                data.aws_caller_identity.{alias}.account_id, data.aws_region.{alias}.region,
                data.aws_partition.{alias}.partition, data.aws_partition.{alias}.dns_suffix,
              ]
            }}
            '''
            for alias, (body, _) in PROVIDERS.items()
        ),
        encoding="utf-8",
    )
    terraform.ok(tmp_path, "init")
    terraform.ok(tmp_path, "apply", "-auto-approve")
    outputs = json.loads(terraform.ok(tmp_path, "output", "-json"))
    assert {alias: output["value"] for alias, output in outputs.items()} == {
        alias: expected for alias, (_, expected) in PROVIDERS.items()
    }


def test_a_change_of_a_name_replaces_in_terraforms_own_plan(terraform: OfflineTerraform, tmp_path: Path) -> None:
    body = 'resource "aws_iam_role" "this" {{\n  name = "{name}"\n  assume_role_policy = "{{}}"\n}}\n'
    for name in ("first", "second"):
        (tmp_path / "main.tf").write_text(body.format(name=name), encoding="utf-8")
        terraform.ok(tmp_path, "init")
        plan = terraform.ok(tmp_path, "plan", "-out=plan")
        terraform.ok(tmp_path, "apply", "plan")
    assert '"first" -> "second" # forces replacement' in plan
