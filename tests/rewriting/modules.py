"""Moves the resource of a policy into a module of its own."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.fix.edit import Edit
from pipewarden.hcl import ast
from rewriting import syntax
from rewriting.policies import Policy
from rewriting.tree import Tree, beside
from rewriting.written import UnwritableError


def into_module(policy: Policy) -> Tree:
    """The resource in a module, with the policy and all that it refers to passed as variables."""
    names = set(syntax.META_ARGUMENTS) - {"source", "version"}
    items = policy.block.body.items
    if any(item.name in names for item in items if isinstance(item, ast.Attribute)):
        raise UnwritableError("its meta-arguments belong to the root")
    if any(
        item.type in ("dynamic", "lifecycle", "provisioner")
        for item in syntax.walk(policy.block)
        if isinstance(item, ast.Block)
    ):
        raise UnwritableError("its blocks belong to the root")
    address = syntax.label(policy.block)
    call, folder = f"moved_{policy.name}", policy.path.rpartition("/")[0]
    passed = [item for item in _arguments(policy.block) if syntax.roots(item.expression) or item is policy.argument]
    if any(found.parts == address for item in passed for found in syntax.references(item)):
        raise UnwritableError("it refers to itself")
    inner = _with_variables(policy, passed)
    variables = [f"value_{number}" for number in range(len(passed))]
    given = "".join(
        f"  {name} = {policy.tree.source(policy.path, item.expression.span)}\n"
        for name, item in zip(variables, passed, strict=True)
    )
    declared = "".join(f'variable "{name}" {{\n  type = any\n}}\n\n' for name in variables)
    output = f'output "this" {{\n  value = {".".join(address)}\n}}\n'
    block = policy.block.span
    edits = [
        Edit(policy.path, block.start, block.end, f'module "{call}" {{\n  source = "./{call}"\n{given}}}'),
        *(edit for edit in syntax.renamed_references(policy.tree, folder, address, f"module.{call}.this", block)),
    ]
    return policy.tree.edited(edits, {beside(policy.path, f"{call}/main.tf"): f"{declared}{inner}\n\n{output}"})


def _arguments(block: ast.Block) -> Iterator[ast.Attribute]:
    return (item for item in syntax.walk(block) if isinstance(item, ast.Attribute))


def _with_variables(policy: Policy, passed: list[ast.Attribute]) -> str:
    start = policy.block.span.start
    text, shift = policy.tree.source(policy.path, policy.block.span), 0
    for number, item in enumerate(passed):
        span = item.expression.span
        new = f"var.value_{number}"
        text = text[: span.start - start + shift] + new + text[span.end - start + shift :]
        shift += len(new) - (span.end - span.start)
    return text
