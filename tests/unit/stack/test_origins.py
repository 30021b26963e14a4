"""Every value tells the chain of places that it came through."""

from __future__ import annotations

from pathlib import Path

from pipewarden.stack import Deployment, VariableFile
from pipewarden.stack.values import Mapping
from unit.stack.project import stack_of


def _chain(stack_values: Mapping, name: str) -> list[tuple[str | None, int | None, str]]:
    value = stack_values.get(name)
    assert value is not None and value.origin is not None
    return [
        (item.location.file.rpartition("/")[2], item.location.span.line, item.text)
        if item.location
        else (None, None, item.text)
        for item in value.origin.chain()
    ]


FILES = {
    "main.tf": """\
        module "key" {
          source = "./key"
          turn   = local.turn
        }

        locals {
          turn = var.rotate
        }
    """,
    "variables.tf": """\
        variable "rotate" {
          type    = bool
          default = false
        }
    """,
    "key/key.tf": """\
        variable "turn" { type = bool }

        resource "aws_kms_key" "this" {
          enable_key_rotation = var.turn
          description         = "a key"
        }
    """,
}


def test_a_chain_leads_from_the_argument_to_the_default(tmp_path: Path) -> None:
    (resource,) = stack_of(tmp_path, FILES).resources
    assert _chain(resource.values, "enable_key_rotation") == [
        ("key.tf", 4, "`enable_key_rotation` is `false`"),
        ("main.tf", 3, "`var.turn` is `false`"),
        ("main.tf", 7, "`local.turn` is `false`"),
        ("variables.tf", 3, "`var.rotate` is `false`"),
    ]
    assert _chain(resource.values, "description") == [("key.tf", 5, '`description` is `"a key"`')]


def test_a_flag_and_a_file_are_named(tmp_path: Path) -> None:
    text = 'variable "v" { type = string }\nresource "aws_vpc" "a" { tenancy = var.v }'
    (flagged,) = stack_of(tmp_path, text, Deployment(variables={"v": "x"})).resources
    assert _chain(flagged.values, "tenancy")[1:] == [(None, None, '`var.v` is `"x"`')]
    given = Deployment(var_files=(VariableFile("prod.tfvars", b'\nv = "y"\n'),))
    (filed,) = stack_of(tmp_path, text, given).resources
    assert _chain(filed.values, "tenancy")[1:] == [("prod.tfvars", 2, '`var.v` is `"y"`')]


def test_a_secret_is_not_told(tmp_path: Path) -> None:
    text = 'variable "v" {\n default = "secret"\n sensitive = true\n}\nresource "aws_vpc" "a" { tenancy = "${var.v}!" }'
    (resource,) = stack_of(tmp_path, text).resources
    assert "secret" not in str([line for *_, line in _chain(resource.values, "tenancy")])
