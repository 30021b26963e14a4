"""Additions that change nothing that is deployed for the worse: outputs, tags, `lifecycle`, `moved`, dependencies."""

from __future__ import annotations

from random import Random

from pipewarden.fix.edit import Edit
from pipewarden.hcl import ast
from rewriting import syntax
from rewriting.tree import Tree, beside


def _resources(tree: Tree) -> list[tuple[str, ast.Block]]:
    return [
        (path, block) for path in tree.native() for block in tree.file(path).body.blocks if block.type == "resource"
    ]


_BLOCKS = (
    'variable "unused_{n}" {{\n  type    = string\n  default = "x"\n}}\n',
    "locals {{\n  unused_{n} = [for item in [1, 2] : item * 2]\n}}\n",
    "moved {{\n  from = aws_sns_topic.old_{n}\n  to   = aws_sns_topic.new_{n}\n}}\n",
    "removed {{\n  from = aws_sns_topic.gone_{n}\n  lifecycle {{\n    destroy = false\n  }}\n}}\n",
    'check "sums_{n}" {{\n  assert {{\n    condition = 1 < 2\n    error_message = "Sums are broken."\n  }}\n}}\n',
    'output "extra_{n}" {{\n  description = "More."\n  value       = {address}\n}}\n',
    'data "aws_availability_zones" "unused_{n}" {{\n  state = "available"\n}}\n',
)


def addition(tree: Tree, random: Random) -> Tree | None:
    """A block that stands for itself."""
    found = _resources(tree)
    path, block = random.choice(found)
    number = random.randrange(10**6)
    text = random.choice(_BLOCKS).format(n=number, address=".".join(syntax.label(block)))
    return tree.edited([], {beside(path, "extra.tf"): text})


_LINES = (
    "lifecycle {{\n    prevent_destroy = true\n  }}",
    "lifecycle {{\n    create_before_destroy = true\n    ignore_changes = [tags, tags_all]\n  }}",
    "depends_on = [{other}]",
)


def meta(tree: Tree, random: Random) -> Tree | None:
    """A `lifecycle` block or a dependency in a resource that has none."""
    found = _resources(tree)
    path, block = random.choice(found)
    names = {item.type for item in block.body.blocks} | {item.name for item in block.body.attributes}
    if names & {"lifecycle", "depends_on"} or path.endswith("override.tf"):
        return None
    here = [other for file, other in found if file == path and other is not block]
    line = random.choice(_LINES)
    if "{other}" in line and not here:
        return None
    other = ".".join(syntax.label(random.choice(here))) if here else ""
    end = block.body.span.end
    return tree.edited([Edit(path, end, end, f"\n  {line.format(other=other)}\n")])
