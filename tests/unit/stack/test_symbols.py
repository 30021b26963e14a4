"""What only AWS can tell stays a symbol, and known shapes are built over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.stack import Deployment
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Template, Unknown, Value
from unit.stack.project import output_of, stack_of

PARTITION = Symbol("data.aws_partition.current", ("partition",))
REGION = Symbol("data.aws_region.current", ("region",))
ACCOUNT = Symbol("data.aws_caller_identity.current", ("account_id",))
KEY = Symbol("aws_kms_key.this", ("key_id",))
KEY_ARN = Template(("arn:", PARTITION, ":kms:", REGION, ":", ACCOUNT, ":key/", KEY))

RESOURCES = """
    resource "aws_s3_bucket" "named" { bucket = "acme" }
    resource "aws_s3_bucket" "free" {}
    resource "aws_s3_bucket" "empty" { bucket = "" }
    resource "aws_kms_key" "this" {}
    resource "aws_iam_role" "this" { name = "build" }
    resource "aws_sns_topic" "this" { name = "news" }
    resource "aws_vpc" "this" {}
    data "aws_caller_identity" "me" {}
    data "aws_iam_policy_document" "this" {
      statement {
        actions   = ["s3:*"]
        resources = ["${aws_s3_bucket.free.arn}/*"]
      }
    }
"""

EXPRESSIONS: list[tuple[str, Value]] = [
    ("aws_s3_bucket.named.arn", Template(("arn:", PARTITION, ":s3:::acme"))),
    ("aws_s3_bucket.named.id", Known("acme")),
    ("aws_s3_bucket.free.arn", Template(("arn:", PARTITION, ":s3:::", Symbol("aws_s3_bucket.free", ("bucket",))))),
    ("aws_s3_bucket.empty.bucket", Symbol("aws_s3_bucket.empty", ("bucket",))),
    ("aws_kms_key.this.arn", KEY_ARN),
    ("aws_kms_key.this.id", KEY),
    ("aws_iam_role.this.arn", Template(("arn:", PARTITION, ":iam::", ACCOUNT, ":role/build"))),
    ("aws_sns_topic.this.id", Template(("arn:", PARTITION, ":sns:", REGION, ":", ACCOUNT, ":news"))),
    ("aws_vpc.this.id", Symbol("aws_vpc.this", ("id",))),
    ("aws_vpc.this.cidr_block", Symbol("aws_vpc.this", ("cidr_block",))),
    ("data.aws_caller_identity.me.account_id", ACCOUNT),
    ('"${aws_vpc.this.id}-x"', Template((Symbol("aws_vpc.this", ("id",)), "-x"))),
    ('format("%s/%d", aws_vpc.this.id, 5)', Template((Symbol("aws_vpc.this", ("id",)), "/5"))),
    ('join(",", ["a", aws_vpc.this.id])', Template(("a,", Symbol("aws_vpc.this", ("id",))))),
    ("[aws_vpc.this.id, 1]", Sequence((Symbol("aws_vpc.this", ("id",)), Known(1)))),
    ("aws_vpc.this.id == aws_vpc.this.id", Known(True)),
    ('aws_s3_bucket.named.arn == "arn:x"', Known(False)),
    ("aws_s3_bucket.named.arn == null", Known(False)),
    ('startswith(aws_s3_bucket.named.arn, "arn:")', Known(True)),
    ('trimsuffix(aws_s3_bucket.named.arn, "me")', Template(("arn:", PARTITION, ":s3:::ac"))),
    (
        'replace("_ARN_/${aws_s3_bucket.free.id}", "_ARN_", aws_vpc.this.id)',
        Template((Symbol("aws_vpc.this", ("id",)), "/", Symbol("aws_s3_bucket.free", ("bucket",)))),
    ),
    (
        'replace("x-${aws_s3_bucket.free.id}", "-", "_")',
        Unknown("`aws_s3_bucket.free.bucket` is known only after apply"),
    ),
    (
        'replace("x_${aws_s3_bucket.free.id}_x", "_a_", "-")',
        Unknown("`aws_s3_bucket.free.bucket` is known only after apply"),
    ),
    (
        'replace("x_${aws_s3_bucket.free.id}", "_a", "-")',
        Unknown("`aws_s3_bucket.free.bucket` is known only after apply"),
    ),
    (
        'replace("x_${aws_s3_bucket.free.id}", "a_", "-")',
        Template(("x_", Symbol("aws_s3_bucket.free", ("bucket",)))),
    ),
    (
        'replace("_ARN_/${aws_vpc.this.cidr_block}", "_ARN_", "x")',
        Unknown("`aws_vpc.this.cidr_block` is known only after apply"),
    ),
    ("jsondecode(jsonencode({ a = [aws_vpc.this.id] })).a[0]", Symbol("aws_vpc.this", ("id",))),
    ('jsondecode("{\\"a\\": \\"x${aws_vpc.this.id}\\"}").a', Template(("x", Symbol("aws_vpc.this", ("id",))))),
    ("try(aws_vpc.this.id, 1)", Symbol("aws_vpc.this", ("id",))),
    ("can(aws_vpc.this.id)", Known(True)),
    ("coalesce(null, aws_vpc.this.id)", Symbol("aws_vpc.this", ("id",))),
    ("length([aws_vpc.this.id])", Known(1)),
    ("upper(aws_vpc.this.id)", Unknown("`aws_vpc.this.id` is known only after apply")),
    ('aws_vpc.this.id == "a"', Unknown("`aws_vpc.this.id` is known only after apply")),
]


@pytest.mark.parametrize(("expression", "expected"), EXPRESSIONS, ids=[case[0] for case in EXPRESSIONS])
def test_a_symbol_keeps_its_identity(tmp_path: Path, expression: str, expected: Value) -> None:
    assert output_of(tmp_path, f'{RESOURCES}\noutput "x" {{ value = {expression} }}') == expected


def test_flags_make_symbols_known(tmp_path: Path) -> None:
    deployment = Deployment(account="111122223333", region="cn-north-1")
    found = output_of(tmp_path, f'{RESOURCES}\noutput "x" {{ value = aws_iam_role.this.arn }}', deployment)
    assert found == Known("arn:aws-cn:iam::111122223333:role/build")


def test_a_policy_document_keeps_its_structure_over_symbols(tmp_path: Path) -> None:
    found = output_of(tmp_path, f'{RESOURCES}\noutput "x" {{ value = data.aws_iam_policy_document.this.json }}')
    assert isinstance(found, Encoded)
    statement = Mapping(
        (
            ("Effect", Known("Allow")),
            ("Action", Known("s3:*")),
            (
                "Resource",
                Template(("arn:", PARTITION, ":s3:::", Symbol("aws_s3_bucket.free", ("bucket",)), "/*")),
            ),
        )
    )
    assert found.structure == Mapping((("Version", Known("2012-10-17")), ("Statement", Sequence((statement,)))))


def test_a_provider_names_the_region_and_the_account_of_its_resources(tmp_path: Path) -> None:
    text = """
        provider "aws" {
          alias  = "other"
          region = "us-gov-west-1"
          assume_role { role_arn = "arn:aws-us-gov:iam::444455556666:role/deploy" }
        }
        resource "aws_sns_topic" "this" {
          provider = aws.other
          name     = "news"
        }
        output "x" { value = aws_sns_topic.this.arn }
    """
    assert output_of(tmp_path, text) == Known("arn:aws-us-gov:sns:us-gov-west-1:444455556666:news")


def test_an_element_of_a_document_is_placed_where_it_stands(tmp_path: Path) -> None:
    text = """\
        resource "aws_iam_role" "this" {
          assume_role_policy = jsonencode({
            Statement = [{
              Effect = "Allow"
              Action = "sts:*"
            }]
          })
        }
    """
    stack = stack_of(tmp_path, text)
    resource = stack.get("aws_iam_role.this")
    policy = resource.values.get("assume_role_policy") if resource else None
    assert isinstance(policy, Encoded) and isinstance(policy.structure, Mapping)
    statements = policy.structure.get("Statement")
    assert isinstance(statements, Sequence) and isinstance(statements.items[0], Mapping)
    action = statements.items[0].get("Action")
    assert action is not None and action.origin is not None and action.origin.location is not None
    assert action.origin.location.span.line == 5


def test_an_empty_region_of_a_provider_is_none(tmp_path: Path) -> None:
    provider, looked_up = 'provider "aws" { region = "" }', 'data "aws_region" "current" {}'
    files = {"main.tf": f'{provider}\n{looked_up}\noutput "x" {{ value = data.aws_region.current.id }}'}
    assert output_of(tmp_path, files) == REGION
