"""The mutator makes the mutants that it says, each of them Terraform that can be read."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mutate.trees import Case, mutants
from pipewarden.hcl import parse

MAIN = """\
resource "aws_kms_key" "this" {
  deletion_window_in_days = 30
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.one.json
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = "artifacts"

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_subnet" "this" {
  for_each = toset(["a", "b"])
}

data "aws_iam_policy_document" "one" {
  statement {
    sid       = "DenyPlaintext"
    effect    = "Deny"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

data "aws_iam_policy_document" "two" {
}
"""
KEY, DOCUMENT = "aws_kms_key.this", "data.aws_iam_policy_document.one"


def made(text: str = MAIN, file: str = "main.tf") -> Mapping[str, str]:
    """The text of each mutant, by its name without the module."""
    case = Case("case", "", {file: text.encode()})
    found = {str(mutant.key).removeprefix("root: "): mutant.applied(text) for _, mutant in mutants(case)}
    assert len(found) == len(list(mutants(case))), "two mutants have one name"
    return found


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (f"{KEY} enable_key_rotation: flipped", "= true", "= false"),
        (f"{KEY} enable_key_rotation: removed", "  enable_key_rotation     = true\n", ""),
        (f"{KEY} deletion_window_in_days: lowered to 7", "= 30", "= 7"),
        (
            f"{KEY} policy: data.aws_iam_policy_document.one mistaken for data.aws_iam_policy_document.two",
            "document.one.json",
            "document.two.json",
        ),
        (f"{KEY}: without instances", '"aws_kms_key" "this" {', '"aws_kms_key" "this" {\n  count = 0'),
        ("aws_subnet.this for_each: without instances", 'toset(["a", "b"])', "{}"),
        ("aws_subnet.this for_each[a]: removed", '["a", "b"]', '["b"]'),
        ("aws_s3_bucket_versioning.this bucket: altered", '"artifacts"', '"artifacts-other"'),
        (
            "aws_s3_bucket_versioning.this versioning_configuration: removed",
            '  versioning_configuration {\n    status = "Enabled"\n  }\n',
            "",
        ),
        (
            "aws_s3_bucket_versioning.this versioning_configuration.status: replaced by Suspended",
            '"Enabled"',
            '"Suspended"',
        ),
        (f"{DOCUMENT} statement.effect: flipped", '"Deny"', '"Allow"'),
        (f"{DOCUMENT} statement.actions: negated", "actions ", "not_actions "),
        (f"{DOCUMENT} statement.actions: widened to *", '["s3:GetObject", "s3:PutObject"]', '["*"]'),
        (
            f"{DOCUMENT} statement.actions[s3:GetObject]: removed",
            '["s3:GetObject", "s3:PutObject"]',
            '["s3:PutObject"]',
        ),
        (f"{DOCUMENT} statement.actions[s3:GetObject]: widened to s3:*", '"s3:GetObject"', '"s3:*"'),
        (f"{DOCUMENT} statement.principals: negated", "principals {", "not_principals {"),
        (f"{DOCUMENT} statement.condition.test: replaced by BoolIfExists", '"Bool"', '"BoolIfExists"'),
        (f"{DOCUMENT} statement.condition.variable: replaced by aws:username", "aws:SecureTransport", "aws:username"),
        (f"{DOCUMENT} statement.condition.values[false]: flipped", '["false"]', '["true"]'),
    ],
)
def test_a_mutant_changes_what_its_name_says_and_nothing_else(name: str, old: str, new: str) -> None:
    assert MAIN.count(old) == 1
    assert made()[name] == MAIN.replace(old, new)


def test_a_statement_is_narrowed_by_a_condition() -> None:
    narrowed = made()[f"{DOCUMENT} statement: narrowed by a condition"]
    assert narrowed.count("condition {") == 2
    assert '"aws:username"' in narrowed


def test_every_mutant_can_be_read() -> None:
    problems = {name: parse(text.encode()).problem for name, text in made().items()}
    assert {name: problem for name, problem in problems.items() if problem} == {}


def test_no_mutant_is_the_original() -> None:
    assert [name for name, text in made().items() if text == MAIN] == []


def test_blocks_of_one_type_are_told_apart() -> None:
    text = 'resource "x" "y" {\n  rule {\n    id = "a"\n  }\n  rule {\n    id = "b"\n  }\n}\n'
    assert {"x.y rule[a]: removed", "x.y rule[b].id: removed"} <= set(made(text))


def test_values_given_to_variables_are_changed() -> None:
    assert made("days = 7\n", "terraform.tfvars")["value.days: lowered to 3"] == "days = 3\n"
