"""The parts of an address are found whatever stands in its instance keys."""

from __future__ import annotations

import pytest

from pipewarden.stack.addresses import resource_type


@pytest.mark.parametrize(
    ("address", "type_"),
    [
        ("aws_kms_key.this", "aws_kms_key"),
        ('module.a["x.y"].data.aws_s3_bucket.b["k"]', "aws_s3_bucket"),
        ('aws_iam_role.role["a]b.c"]', "aws_iam_role"),
        ("module.a.module.b.aws_iam_role.c[3]", "aws_iam_role"),
    ],
)
def test_an_address_names_its_type(address: str, type_: str) -> None:
    assert resource_type(address) == type_
