"""What cannot be decided is unknown, with its reason, and goes no further than it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.stack.values import Known, Mapping, Sequence, Symbol, Unknown, Value
from unit.stack.project import output_of, stack_of

NO_VALUE = Unknown("`var.v` has no value")
EXPRESSIONS: list[tuple[str, Value]] = [
    ("var.v", NO_VALUE),
    ("var.v.a[0].b", NO_VALUE),
    ("upper(var.v)", NO_VALUE),
    ("[var.v, 1]", Sequence((NO_VALUE, Known(1)))),
    ("var.v && false", Known(False)),
    ("true || var.v", Known(True)),
    ("var.v ? 1 : 1", Known(1)),
    ("var.v ? 1 : 2", NO_VALUE),
    ("var.v ? { a = 1, b = 2 } : { a = 1, b = 3 }", Mapping((("a", Known(1)), ("b", NO_VALUE)))),
    ("try(var.v, 1)", NO_VALUE),
    ("can(var.v)", NO_VALUE),
    ("[for x in var.v : x]", NO_VALUE),
    ("[for x in [1, 2] : x if var.v]", NO_VALUE),
    ("length(var.v)", NO_VALUE),
    ("length([var.v])", Known(1)),
    ("length(toset([var.v, 1]))", Unknown("a set of values that are not known has no known size")),
    ("timestamp()", Unknown("`timestamp` reads the clock")),
    ("uuid()", Unknown("`uuid` is random")),
    ('file("/etc/hostname")', Unknown("`/etc/hostname` is outside of the checked folder")),
    ('file("../up.txt")', Unknown("`../up.txt` is outside of the checked folder")),
    ("provider::acme::f(1)", Unknown("`provider::acme::f` belongs to a provider")),
]


@pytest.mark.parametrize(("expression", "expected"), EXPRESSIONS, ids=[case[0] for case in EXPRESSIONS])
def test_an_unknown_says_why(tmp_path: Path, expression: str, expected: Value) -> None:
    stack = stack_of(tmp_path, f'variable "v" {{}}\noutput "x" {{ value = {expression} }}')
    assert (stack.output("x"), stack.problems) == (expected, ())


def test_an_instance_of_an_unknown_count_may_be_absent(tmp_path: Path) -> None:
    text = """
        variable "v" { type = bool }
        resource "aws_sns_topic" "this" {
          count = var.v ? 1 : 0
          name  = "topic-${count.index}"
        }
        output "x" { value = aws_sns_topic.this[0].name }
    """
    stack = stack_of(tmp_path, text)
    (resource,) = stack.resources
    assert (resource.address, resource.may_be_absent) == ("aws_sns_topic.this[0]", NO_VALUE)
    assert stack.output("x") == Known("topic-0")


def test_a_module_of_an_unknown_count_marks_what_is_in_it(tmp_path: Path) -> None:
    files = {
        "main.tf": 'variable "v" {}\nmodule "m" {\n source = "./m"\n for_each = var.v\n}',
        "m/main.tf": 'resource "aws_sns_topic" "this" {}',
    }
    (resource,) = stack_of(tmp_path, files).resources
    assert resource.may_be_absent == NO_VALUE


def test_an_unknown_dynamic_block_stands_among_the_known_ones(tmp_path: Path) -> None:
    text = """
        variable "v" {}
        resource "aws_security_group" "this" {
          ingress { from_port = 1 }
          dynamic "ingress" {
            for_each = var.v
            content { from_port = ingress.value }
          }
        }
    """
    (resource,) = stack_of(tmp_path, text).resources
    known = Mapping((("from_port", Known(1)),), "block")
    assert resource.values.get("ingress") == Sequence((known, NO_VALUE), "list")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("../../outside", "`../outside` is outside of the checked folder"),
        ("hashicorp/vpc/aws", "`module.m` is not in the tree: `hashicorp/vpc/aws`; run `terraform init` first"),
        ("./nothing", "the folder of `module.m` has no configuration"),
        ("./.", "`module.m` calls itself"),
    ],
)
def test_a_module_that_cannot_be_read_is_unresolved(tmp_path: Path, source: str, why: str) -> None:
    files = {"root/main.tf": f'module "m" {{ source = "{source}" }}\noutput "x" {{ value = module.m.y }}'}
    stack = stack_of(tmp_path, files, root="root")
    assert [(item.address, item.why) for item in stack.unresolved] == [("module.m", why)]
    assert stack.output("x") == Unknown(why)


def test_a_link_out_of_the_tree_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "link.txt").symlink_to(tmp_path / "secret.txt")
    found = output_of(tmp_path / "tree", 'output "x" { value = file("link.txt") }')
    assert found == Unknown("`link.txt` is a link out of the checked folder")


def test_an_installed_module_is_read(tmp_path: Path) -> None:
    manifest = '{"Modules": [{"Key": "m", "Source": "acme/m/aws", "Dir": ".terraform/modules/m"}]}'
    files = {
        "main.tf": 'module "m" { source = "acme/m/aws" }\noutput "x" { value = module.m.y }',
        ".terraform/modules/modules.json": manifest,
        ".terraform/modules/m/main.tf": 'output "y" { value = 1 }',
    }
    assert output_of(tmp_path, files) == Known(1)


LONG = 'locals {\n long = join("", [for n in range(1000) : "xxxxxxxxxx"])\n}\n'
ROWS = """locals {
  row = join(",", range(1000))
  rows = join(",", [for n in range(1000) : local.row])
}
"""
NESTED = "[" * 300 + "1" + "]" * 300
HOSTILE = {
    "doubled lists": "locals {\n a0 = [1]\n"
    + "".join(f" a{n} = [local.a{n - 1}, local.a{n - 1}]\n" for n in range(1, 40))
    + '}\noutput "x" { value = length(flatten(local.a39)) }',
    "doubled text": 'locals {\n a0 = "0123456789"\n'
    + "".join(f' a{n} = "${{local.a{n - 1}}}${{local.a{n - 1}}}"\n' for n in range(1, 60))
    + '}\noutput "x" { value = local.a59 == "" }',
    "a large number": 'output "x" { value = 1e99999999 }',
    "a wide verb": 'output "x" { value = format("%99999999d", 1) }',
    "doubled lists, shown": "locals {\n a0 = [1]\n"
    + "".join(f" a{n} = [local.a{n - 1}, local.a{n - 1}]\n" for n in range(1, 19))
    + '}\noutput "x" { value = local.a18 }',
    "replaced text": f'{LONG}output "x" {{ value = replace(replace(local.long, "x", local.long), "x", local.long) }}',
    "replaced matches": f'{LONG}output "x" {{ value = replace(local.long, "/x/", local.long) }}',
    "a deep indentation": 'output "x" { value = indent(9223372036854775807, "\\n") }',
    "doubled escapes": 'output "x" { value = upper(' + "jsonencode(" * 60 + '"\\""' + ")" * 60 + ") }",
    "a large JSON text": f'{ROWS}output "x" {{ value = jsondecode("[${{local.rows}}]") }}',
    "a large CSV text": f'{ROWS}output "x" {{ value = csvdecode(replace("a,${{local.rows}}", ",", "\\n")) }}',
    "YAML aliases": 'output "x" {\n value = yamldecode(<<-EOT\n    a0: &a0 [1]\n'
    + "".join(f"    a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    + "    EOT\n )\n}",
    "a thousand thousand elements": 'output "x" { value = setproduct(range(1000), range(1000)) }',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_configuration_ends_as_unknown(tmp_path: Path, name: str) -> None:
    stack = stack_of(tmp_path, HOSTILE[name])
    assert (type(stack.output("x")), stack.problems) == (Unknown, ())


def test_a_module_folder_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    stack = stack_of(tmp_path, {"root/main.tf": 'module "m" {\n  source = "../modules/m"\n}\n'}, root="root")
    message = "the folder of `module.m` does not exist: `modules/m`; mend its `source`"
    assert [(problem.message, problem.location.span.line) for problem in stack.problems] == [(message, 2)]


def test_the_own_key_leads_to_the_instance_that_stands_for_all(tmp_path: Path) -> None:
    stack = stack_of(
        tmp_path,
        """
        variable "v" {}
        resource "aws_s3_bucket" "this" {
          for_each = var.v
          bucket   = each.key
        }
        resource "aws_s3_bucket_versioning" "this" {
          for_each = var.v
          bucket   = aws_s3_bucket.this[each.key].hosted_zone_id
        }
        resource "aws_s3_bucket_policy" "this" {
          for_each = var.v
          bucket   = aws_s3_bucket.this[each.value].hosted_zone_id
        }
        """,
    )
    versioning, policy = stack.get("aws_s3_bucket_versioning.this"), stack.get("aws_s3_bucket_policy.this")
    assert versioning is not None and policy is not None
    assert versioning.values.get("bucket") == Symbol("aws_s3_bucket.this", ("hosted_zone_id",))
    assert policy.values.get("bucket") == NO_VALUE
