"""Override files: what a plan does not show."""

from __future__ import annotations

from pathlib import Path

from pipewarden.stack.values import Known, Mapping, Sequence
from unit.stack.project import stack_of


def test_a_lifecycle_block_is_merged_by_argument(tmp_path: Path) -> None:
    files = {
        "main.tf": 'resource "aws_vpc" "a" {\n lifecycle {\n  prevent_destroy = true\n  ignore_changes = [tags]\n }\n}',
        "x_override.tf": 'resource "aws_vpc" "a" {\n  lifecycle {\n    ignore_changes = [tags["a"], region]\n  }\n}',
    }
    (resource,) = stack_of(tmp_path, files).resources
    assert resource.lifecycle == Mapping(
        (("ignore_changes", Sequence((Known('tags["a"]'), Known("region")))), ("prevent_destroy", Known(True))), "block"
    )


def test_required_providers_are_merged_by_entry_and_the_backend_is_replaced(tmp_path: Path) -> None:
    files = {
        "main.tf": """
            terraform {
              required_providers {
                aws    = { version = "~> 5.0" }
                random = { version = "~> 3.0" }
              }
              backend "s3" { encrypt = true }
            }
        """,
        "override.tf": """
            terraform {
              required_providers { aws = { version = "~> 6.0" } }
              backend "local" { path = "x" }
            }
        """,
    }
    (settings,) = stack_of(tmp_path, files).settings
    assert settings == Mapping(
        (
            ("backend", Sequence((Mapping((("path", Known("x")), ("type", Known("local"))), "block"),), "list")),
            (
                "required_providers",
                Sequence(
                    (
                        Mapping(
                            (
                                ("aws", Mapping((("version", Known("~> 6.0")),))),
                                ("random", Mapping((("version", Known("~> 3.0")),))),
                            ),
                            "block",
                        ),
                    ),
                    "list",
                ),
            ),
        ),
        "block",
    )


def test_an_override_of_nothing_is_a_problem(tmp_path: Path) -> None:
    stack = stack_of(tmp_path, {"override.tf": 'resource "aws_vpc" "a" {}'})
    assert [item.message for item in stack.problems] == [
        "this `resource` overrides nothing: there is no such block to merge it into"
    ]
