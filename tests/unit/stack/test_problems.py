"""What Terraform refuses is a problem at its place, once, and hides nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.stack.values import Known
from unit.stack.project import stack_of

CASES = {
    "locals in a circle": (
        "locals {\n  a = local.b\n  b = local.a\n}",
        [(2, "these refer to each other in a circle: `local.a` → `local.b` → `local.a`")],
    ),
    "a variable of another type": (
        'variable "v" {\n  type    = number\n  default = "a"\n}',
        [(3, "the value of `var.v` does not fit: a number is required")],
    ),
    "a type in quotes": (
        'variable "v" {\n  type    = "list"\n  default = [1]\n}\noutput "y" {\n  value = one(var.v)\n}',
        [(2, "a type stands without quotes, as in `string` or `list(string)`")],
    ),
    "a set of nothing": (
        'variable "v" {\n  type = set\n}',
        [(2, "this is no type; write `string`, `list(string)`, `object({…})` or the like")],
    ),
    "a missing variable": ("locals {\n  a = var.none\n}", [(2, "there is no variable `none` in this module")]),
    "a missing resource": ("locals {\n  a = aws_vpc.none.id\n}", [(2, "there is no `aws_vpc.none` in this module")]),
    "a missing function": ("locals {\n  a = none(1)\n}", [(2, "there is no function `none`")]),
    "a function of old": (
        'locals {\n  a = map("b", 1)\n}',
        [(2, "Terraform has no function `map` any more; write `tomap({ key = value })`")],
    ),
    "an instance of what is not made": (
        'resource "aws_vpc" "a" {\n  count = 0\n}\nlocals {\n  a = aws_vpc.a[0].id\n}',
        [(5, "`aws_vpc.a` has no instance `[0]`: it has none")],
    ),
    "an instance by another key": (
        'resource "aws_vpc" "a" {\n  for_each = toset(["b", "c"])\n}\nlocals {\n  a = aws_vpc.a["d"].id\n}',
        [(5, '`aws_vpc.a` has no instance `["d"]`: it has `["b"]`, `["c"]`')],
    ),
    "a resource declared twice": (
        'resource "aws_vpc" "a" {}\nresource "aws_vpc" "a" {}',
        [(2, "this `resource` is declared twice: the first is at `{file}:1`")],
    ),
    "an argument set twice": (
        'resource "aws_vpc" "a" {\n  x = 1\n  x = 2\n}',
        [(3, "`x` is set twice in one block; remove one of them")],
    ),
    "an unknown block type": ("thing {}", [(1, "Terraform has no block type `thing`")]),
    "a list for each": (
        'resource "aws_vpc" "a" {\n  for_each = ["a"]\n}',
        [(2, "`for_each` takes a map or a set of strings; convert a list with `toset`")],
    ),
    "an undeclared argument of a module": (
        'module "m" {\n  source = "./m"\n  none   = 1\n}',
        [(3, "the module `m` has no variable `none`")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_is_a_problem(tmp_path: Path, name: str) -> None:
    text, expected = CASES[name]
    stack = stack_of(tmp_path, {"main.tf": text, "m/main.tf": "", "other.tf": 'output "x" { value = 1 }'})
    file = stack.problems[0].location.file if stack.problems else ""
    found = [(item.location.span.line, item.message) for item in stack.problems]
    assert found == [(line, message.replace("{file}", file)) for line, message in expected]
    assert stack.output("x") == Known(1)


def test_a_type_in_quotes_is_a_type_in_the_json_syntax(tmp_path: Path) -> None:
    text = '{"variable": {"v": {"type": "list(string)", "default": [1]}}, "output": {"x": {"value": "${var.v[0]}"}}}'
    stack = stack_of(tmp_path, {"main.tf.json": text})
    assert (stack.problems, stack.output("x")) == ((), Known("1"))


def test_a_manifest_of_modules_that_is_nested_too_deeply_is_not_read(tmp_path: Path) -> None:
    files = {"main.tf": 'module "m" {\n  source = "acme/m/aws"\n}', ".terraform/modules/modules.json": "[" * 200_000}
    (unresolved,) = stack_of(tmp_path, files).unresolved
    assert unresolved.why == "`.terraform/modules/modules.json` cannot be read"


def test_a_file_that_cannot_be_parsed_hides_no_other(tmp_path: Path) -> None:
    stack = stack_of(tmp_path, {"bad.tf": "resource {", "main.tf": 'resource "aws_vpc" "a" {}'})
    assert [resource.address for resource in stack.resources] == ["aws_vpc.a"]
    assert [item.location.file.rpartition("/")[2] for item in stack.problems] == ["bad.tf"]


def test_what_a_file_that_cannot_be_parsed_declares_is_no_problem_elsewhere(tmp_path: Path) -> None:
    main = """
        resource "aws_vpc" "a" {
          cidr_block = var.cidr
          region     = local.region
          tags       = { vpc = aws_vpc.b.id, made = module.n.made, given = module.m.given }
        }
        module "m" {
          source = "./m"
          text   = "x"
        }
    """
    stack = stack_of(tmp_path, {"bad.tf": "resource {", "main.tf": main, "m/bad.tf": "variable {", "m/main.tf": ""})
    assert sorted(item.location.file.rpartition("/")[2] for item in stack.problems) == ["bad.tf", "bad.tf"]
    assert sorted(item.why for item in stack.unresolved) == ["it has a syntax error", "it has a syntax error"]
    assert "bad.tf` has a syntax error" in str(stack.resources[0].values.get("cidr_block"))


def test_blocks_that_change_nothing_are_no_problem(tmp_path: Path) -> None:
    text = """
        moved {
          from = aws_vpc.b
          to   = aws_vpc.a
        }
        import {
          to = aws_vpc.a
          id = "vpc-1"
        }
        removed {
          from = aws_vpc.c
          lifecycle { destroy = false }
        }
        check "health" {
          assert {
            condition     = aws_vpc.a.id != ""
            error_message = "none"
          }
        }
        resource "aws_vpc" "a" {}
    """
    stack = stack_of(tmp_path, text)
    assert (stack.problems, [item.address for item in stack.resources]) == ((), ["aws_vpc.a"])


def test_a_dynamic_block_binds_its_iterator_within_its_content_only(tmp_path: Path) -> None:
    text = """
        resource "aws_x" "a" {
          for_each = {}
          dynamic "outer" {
            for_each = each.value
            labels   = [outer.key]
            content {
              name = outer.value
              dynamic "inner" {
                for_each = outer.value
                iterator = it
                content {
                  name = "${each.key} ${outer.key} ${it.key}"
                  wrong = inner.key
                }
              }
            }
          }
          wrong = outer.key
        }
        check "health" {
          data "aws_y" "b" {}
          assert {
            condition     = data.aws_y.b.id != data.aws_y.c.id
            error_message = "none"
          }
        }
        resource "aws_x" "b" {
          lifecycle {
            ignore_changes = [it, tags]
          }
          provisioner "local-exec" {
            when    = create
            command = self.id
          }
        }
    """
    found = [(item.location.span.line, item.message) for item in stack_of(tmp_path, text).problems]
    assert found == [
        (14, "there is no `inner.key` in this module"),
        (19, "there is no `outer.key` in this module"),
        (24, "there is no `data.aws_y.c` in this module"),
    ]


def test_a_reference_is_no_problem_where_its_declaration_may_stand_in_a_file_that_cannot_be_read(
    tmp_path: Path,
) -> None:
    files = {"bad.tf": "variable x", "main.tf": 'output "x" {\n  value = try(var.x, 1)\n}'}
    assert [item.location.file.rpartition("/")[2] for item in stack_of(tmp_path, files).problems] == ["bad.tf"]
