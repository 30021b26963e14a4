"""Patterns of object ARNs: which take in every object of a bucket, and which take in some."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipewarden.stack.values import Known, Symbol, Template, Unknown, Value
from pipewarden.subjects.objects import covers_objects, touches_objects
from unit.subjects.network_stacks import resource, stack_of

NAMES = st.text("ab", min_size=1, max_size=3)
KEYS = st.text("ab/", max_size=3)


@given(NAMES, NAMES, KEYS, KEYS)
def test_a_pattern_takes_in_what_starts_with_it(bucket: str, named: str, start: str, key: str) -> None:
    prefix = f"arn:aws:s3:::{named}/{start}"
    objects = [f"arn:aws:s3:::{bucket}/{text}" for text in ("", key, start, f"{start}{key}", f"z{key}")]
    caught = [arn.startswith(prefix) for arn in objects]
    assert covers_objects(Known(prefix), Known(bucket)) == all(caught)
    assert touches_objects(Known(prefix), Known(bucket)) == any(caught)


@pytest.mark.parametrize(
    ("prefix", "covers"),
    [
        pytest.param(Known("arn:aws:s3"), True, id="all buckets"),
        pytest.param(Known("arn:aws-cn:s3:::"), True, id="all buckets of another partition"),
        pytest.param(Known("arn:aws:s3:::artifacts"), False, id="the bucket itself"),
        pytest.param(Known("arn:aws:lambda"), False, id="another service"),
        pytest.param(
            Template(("arn:", Symbol("data.aws_partition.p", ("partition",)), ":s3:::artifacts/")), True, id="p"
        ),
        pytest.param(Template(("arn:aws:s3:::", Unknown("why"), "/")), None, id="unknown"),
    ],
)
def test_spellings(prefix: Value, covers: bool | None) -> None:
    assert covers_objects(prefix, Known("artifacts")) is covers


def test_a_bucket_whose_name_aws_makes_is_named_by_reference(tmp_path: Path) -> None:
    stack = stack_of(
        tmp_path,
        """
        resource "aws_s3_bucket" "own" {
          bucket_prefix = "artifacts"
        }
        resource "aws_s3_bucket" "other" {
          bucket_prefix = "artifacts"
        }
        output "prefix" {
          value = "${aws_s3_bucket.own.arn}/"
        }
        """,
    )
    prefix = stack.output("prefix")
    assert prefix is not None
    assert covers_objects(prefix, resource(stack, "aws_s3_bucket.own")) is True
    assert covers_objects(prefix, resource(stack, "aws_s3_bucket.other")) is False
