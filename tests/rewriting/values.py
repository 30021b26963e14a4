"""Rewritings of one value: it stands elsewhere, or is computed in a roundabout way."""

from __future__ import annotations

from random import Random

from pipewarden.hcl import ast
from rewriting import syntax
from rewriting.spots import Spot, spots
from rewriting.tree import Tree, beside


def _one(tree: Tree, random: Random, *, literal: bool = False, movable: bool = True) -> Spot | None:
    found = [
        spot
        for spot in spots(tree)
        if (spot.movable or not movable) and (not literal or syntax.is_literal(spot.argument.expression))
    ]
    return random.choice(found) if found else None


def _fresh(tree: Tree, stem: str) -> str:
    text = "".join(tree.files.values())
    return next(name for number in range(1000) if (name := f"{stem}_{number}") not in text)


def to_local(tree: Tree, random: Random) -> Tree | None:
    """A value moves to a local, which may take it from another one."""
    spot = _one(tree, random)
    if spot is None:
        return None
    name = _fresh(tree, f"moved_{spot.argument.name}")
    text = spot.text(tree)
    inner = f"  {name}_inner = {text}\n" if random.random() < 0.3 else ""
    block = f"locals {{\n{inner}  {name} = {f'local.{name}_inner' if inner else text}\n}}\n"
    return tree.edited([spot.replaced(f"local.{name}")], {beside(spot.path, "locals.tf"): block})


def to_variable(tree: Tree, random: Random) -> Tree | None:
    """A literal moves to the default of a variable, which may be sensitive or may not be null."""
    spot = _one(tree, random, literal=True)
    if spot is None or spot.text(tree) == "null":
        return None
    name = _fresh(tree, f"given_{spot.argument.name}")
    more = random.choice(["", "  sensitive = true\n", "  nullable = false\n", "  type = any\n"])
    if spot.block.labels[0].text == "aws_codebuild_project":
        more = ""  # a sensitive value in a plain environment variable is a finding
    block = f'variable "{name}" {{\n{more}  default = {spot.text(tree)}\n}}\n'
    return tree.edited([spot.replaced(f"var.{name}")], {beside(spot.path, "variables.tf"): block})


def to_tfvars(tree: Tree, random: Random) -> Tree | None:
    """A literal of a root moves to its `terraform.tfvars`, and the default says something else."""
    found = [
        spot for spot in spots(tree) if syntax.is_literal(spot.argument.expression) and _is_root(tree, spot.folder)
    ]
    if not found:
        return None
    spot = random.choice(found)
    name = _fresh(tree, f"set_{spot.argument.name}")
    default = random.choice(["", "  default = null\n"])
    added = {
        beside(spot.path, "variables.tf"): f'variable "{name}" {{\n{default}}}\n',
        beside(spot.path, random.choice(["terraform.tfvars", "z.auto.tfvars"])): f"{name} = {spot.text(tree)}\n",
    }
    return tree.edited([spot.replaced(f"var.{name}")], added)


def _is_root(tree: Tree, folder: str) -> bool:
    return any(block.type == "provider" for _, block in syntax.blocks(tree, folder, "provider"))


_ANY = (
    "true ? {x} : null",
    '"production" == "staging" ? null : {x}',
    "try({x}, null)",
    "coalesce({x})",
    "one([{x}])",
    "[null, {x}][1]",
    '{{ kept = {x} }}["kept"]',
    'lookup({{ kept = {x} }}, "kept", null)',
    "element([{x}], 0)",
    "({x})",
    "[for item in [{x}] : item][0]",
)
_TEXTS = ('"${{{x}}}"', 'join("", [{x}])', 'format("%s", {x})', 'trimspace("  ${{{x}}} ")', 'replace({x}, "#", "#")')
_LISTS = (
    "concat({x}, [])",
    "flatten([{x}])",
    "[for item in {x} : item]",
    "tolist({x})",
    "distinct({x})",
    "compact({x})",
)
_OBJECTS = ("merge({x})", "merge({{}}, {x})", "{{ for key, value in {x} : key => value }}", "merge([{x}]...)")


def roundabout(tree: Tree, random: Random) -> Tree | None:
    """A value is wrapped in a conditional or a function that gives it back."""
    spot = _one(tree, random, movable=False)
    if spot is None:
        return None
    match spot.argument.expression:
        case ast.Text(value=value):
            form = random.choice((*_ANY, *_TEXTS)) if value else "({x})"
        case ast.Template():
            form = random.choice((*_ANY, *_TEXTS))
        case ast.TupleExpression(items=items) if items:
            texts = all(isinstance(item, ast.Text | ast.Template) and item for item in items)
            form = random.choice(_LISTS if texts else _LISTS[:3])
        case ast.ObjectExpression():
            form = random.choice(_OBJECTS)
        case ast.Boolean():
            form = random.choice(('"{x}"', "!(!{x})", "({x} == true)", 'tobool("{x}")', "alltrue([{x}])"))
        case ast.Number():
            form = random.choice(('"{x}"', "max({x}, 0)", "{x} + 0", 'tonumber("{x}")', "ceil({x})"))
        case ast.Null():
            form = "({x})"
        case _:
            form = random.choice(("true ? {x} : null", "({x})", "try({x}, null)"))
    heredoc = "<<" in spot.text(tree)
    return None if heredoc else tree.edited([spot.replaced(form.format(x=spot.text(tree)))])


def to_heredoc(tree: Tree, random: Random) -> Tree | None:
    """A string becomes a heredoc without its last new line."""
    spot = _one(tree, random, movable=False)
    expression = spot.argument.expression if spot else None
    if spot is None or not isinstance(expression, ast.Text | ast.Template):
        return None
    inner = spot.text(tree)[1:-1]
    if spot.text(tree).startswith("<<") or "\\" in inner or not inner or inner != inner.strip():
        return None
    return tree.edited([spot.replaced(f"chomp(<<-TEXT\n    {inner}\n  TEXT\n  )")])
