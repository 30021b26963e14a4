"""`check` is asked about mutants; a known hole survives, and a row of the page decides whether that is one."""

from __future__ import annotations

from functools import cache

import pytest

from mutate.judge import NOBODY, Judge
from mutate.mutant import Mutant
from mutate.trees import Case, cases, mutants


@cache
def reference() -> Case:
    return next(case for case in cases() if case.name == "reference")


@cache
def judge() -> Judge:
    return Judge(reference())


@cache
def by_name() -> dict[str, Mutant]:
    return {str(mutant.key): mutant for _, mutant in mutants(reference())}


def test_the_tree_itself_is_clean() -> None:
    assert judge().findings() == []


@pytest.mark.parametrize(
    ("name", "control"),
    [
        ("kms: aws_kms_key.this enable_key_rotation: flipped", "kms-rotation-disabled"),
        ("bucket: aws_s3_bucket_public_access_block.this block_public_acls: removed", "bucket-public-access"),
        ("trail: aws_cloudtrail.this is_multi_region_trail: flipped", "trail-single-region"),
        ("root: module.pipeline source: altered", "parse-error"),
    ],
)
def test_a_control_notices(name: str, control: str) -> None:
    (found,) = judge().noticed([by_name()[name]])
    assert found.control == control


def test_a_name_is_noticed_by_nobody() -> None:
    (found,) = judge().noticed([by_name()["trail: aws_iam_role_policy.this name: altered"]])
    assert found.control == NOBODY


def test_a_group_is_taken_apart_until_each_is_known() -> None:
    names = [
        "trail: aws_iam_role_policy.this name: altered",
        "kms: aws_kms_key.this enable_key_rotation: flipped",
        "bucket: aws_s3_bucket_logging.this target_prefix: altered",
    ]
    found = {str(each.mutant.key): each.control for each in judge().noticed([by_name()[name] for name in names])}
    assert found == dict(zip(names, (NOBODY, "kms-rotation-disabled", NOBODY), strict=True))
