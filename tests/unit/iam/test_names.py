"""Two ways to name a thing come out as the same text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.iam.names import Names, decimal
from pipewarden.stack.build import build
from pipewarden.stack.values import Fraction, Known, Symbol, Template, Unknown, Value

_PARTITION = Symbol("provider.aws", ("partition",))
_REGION = Symbol("provider.aws", ("region",))
_ACCOUNT = Symbol("provider.aws", ("account",))


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (
            Symbol("aws_s3_bucket.this", ("arn",)),
            ("arn:", _PARTITION, ":s3:::", Symbol("aws_s3_bucket.this", ("bucket",))),
        ),
        (Symbol("aws_s3_bucket.this", ("id",)), (Symbol("aws_s3_bucket.this", ("bucket",)),)),
        (
            Symbol('module.kms["a.b"].aws_kms_key.this[0]', ("arn",)),
            (
                "arn:",
                _PARTITION,
                ":kms:",
                _REGION,
                ":",
                _ACCOUNT,
                ":key/",
                Symbol('module.kms["a.b"].aws_kms_key.this[0]', ("key_id",)),
            ),
        ),
        (
            Symbol("aws_iam_role.this", ("arn",)),
            ("arn:", _PARTITION, ":iam::", _ACCOUNT, ":role/", Symbol("aws_iam_role.this", ("name",))),
        ),
        (Symbol("data.aws_caller_identity.current", ("account_id",)), (_ACCOUNT,)),
        (Symbol("data.aws_region.current", ("name",)), (_REGION,)),
        (Template(("logs.", Symbol("data.aws_partition.current", ("dns_suffix",)))), ("logs.amazonaws.com",)),
        (Known(Fraction(6, 5)), ("1.2",)),
        (Known(False), ("false",)),
        (Unknown("no value"), (Unknown("no value"),)),
    ],
)
def test_a_value_is_written_over_basic_symbols(value: Value, parts: tuple[object, ...]) -> None:
    assert Names().parts(value) == parts


def test_what_the_flags_say_is_text() -> None:
    names = Names(account="111122223333", region="eu-west-1")
    role = names.parts(Symbol("aws_sns_topic.alarms", ("arn",)))
    assert role == ("arn:aws:sns:eu-west-1:111122223333:", Symbol("aws_sns_topic.alarms", ("name",)))


@pytest.mark.parametrize(
    ("number", "text"),
    [(Fraction(5), "5"), (Fraction(6, 5), "1.2"), (Fraction(-1, 8), "-0.125"), (Fraction(1, 3), "0.33333333333333333")],
)
def test_a_number_is_written_as_json_writes_it(number: Fraction, text: str) -> None:
    assert decimal(number) == text


def test_providers_that_leave_the_region_to_the_environment_are_in_one_region(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        """
        provider "aws" {
          alias = "source"
        }

        provider "aws" {
          alias   = "profile"
          profile = "release"
        }

        resource "aws_sns_topic" "own" {
          name = "own"
        }

        resource "aws_sns_topic" "source" {
          provider = aws.source
          name     = "source"
        }

        resource "aws_sns_topic" "profile" {
          provider = aws.profile
          name     = "profile"
        }
        """,
        encoding="utf-8",
    )
    names = Names(build(tmp_path))
    own, source, profile = (
        names.parts(Symbol(f"aws_sns_topic.{name}", ("region",))) for name in ("own", "source", "profile")
    )
    assert own == source == (_REGION,)
    assert profile == (Symbol("provider.aws.profile", ("region",)),)
