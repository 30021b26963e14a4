"""Data sources that read files of the tree, and templates of the template provider, are computed as functions are."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.stack.values import Known, Symbol, Template, Unknown, Value
from unit.stack.project import output_of

_FILE = """
    data "local_file" "roles" {
      filename = "%s"
    }
    output "x" { value = %s }
"""
_TEMPLATE = """
    variable "token" {}
    resource "aws_s3_bucket" "artifacts" {}
    data "template_file" "policy" {
      template = %s
      vars%s{
        name   = "x"
        port   = 80
        bucket = aws_s3_bucket.artifacts.id
        token  = var.token
      }
    }
    output "x" { value = data.template_file.policy.rendered }
"""


@pytest.mark.parametrize(
    ("filename", "expression", "expected"),
    [
        ("roles.json", "jsondecode(data.local_file.roles.content).deploy", Known("a")),
        ("${path.module}/roles.json", "data.local_file.roles.content_md5", Known("9358524a47fc8448e556054c4c4ead2c")),
        ("none.json", "data.local_file.roles.content", Symbol("data.local_file.roles", ("content",))),
        ("../none.json", "data.local_file.roles.content", None),
    ],
)
def test_a_file_is_read(tmp_path: Path, filename: str, expression: str, expected: Value | None) -> None:
    found = output_of(tmp_path, {"main.tf": _FILE % (filename, expression), "roles.json": '{"deploy": "a"}'})
    assert found == expected or (expected is None and isinstance(found, Unknown | Symbol))


@pytest.mark.parametrize("vars_", [" = ", " "], ids=["an argument", "a block"])
@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('"$${name}:$${port}"', Known("x:80")),
        ('"$${bucket}/*"', Template((Symbol("aws_s3_bucket.artifacts", ("bucket",)), "/*"))),
        ('"$${token}"', Unknown("`var.token` has no value")),
        ('file("none")', None),
    ],
)
def test_a_template_is_filled_in(tmp_path: Path, template: str, vars_: str, expected: Value | None) -> None:
    found = output_of(tmp_path, _TEMPLATE % (template, vars_))
    assert found == expected or (expected is None and isinstance(found, Unknown))
