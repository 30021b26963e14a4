"""A user's tests of a Terraform folder, replayed from recordings."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from pipewarden.testing import TerraformError, Terratest

Folder = Callable[..., Terratest]


def test_the_applied_bucket_denies_plaintext(terratest: Folder) -> None:
    bucket = terratest("examples/encrypted-bucket", vars={"name": "site", "readers": ["111122223333"]}, no_color=True)
    assert "4 added, 0 changed" in bucket.init_and_apply_and_idempotent()
    policy = json.loads(bucket.output("policy"))
    assert [statement["Sid"] for statement in policy["Statement"]] == ["DenyPlaintextTransport", "Allow111122223333"]
    assert bucket.output_all()["readers"] == ["111122223333"]
    assert "destroyed" in bucket.destroy()


def test_the_plan_encrypts_with_a_rotated_key(terratest: Folder) -> None:
    bucket = terratest("examples/encrypted-bucket", vars={"name": "site"}, plan_file_path="plan.out")
    plan = bucket.plan_struct()
    assert plan.resource_planned_values["aws_kms_key.this"]["values"]["enable_key_rotation"] is True
    assert plan.resource_changes["aws_s3_bucket.this"]["change"]["actions"] == ["create"]


def test_a_missing_variable_is_terraforms_own_error(terratest: Folder) -> None:
    bucket = terratest("examples/encrypted-bucket", no_color=True)
    with pytest.raises(TerraformError, match="No value for required variable") as failure:
        bucket.init_and_apply()
    assert failure.value.result.exit_code == 1
