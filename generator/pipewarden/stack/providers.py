"""Provider configurations, and which of them a module and a resource use."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pipewarden.hcl import ast
from pipewarden.stack.blocks import content_value
from pipewarden.stack.configuration import Declaration, PlacedAttribute
from pipewarden.stack.json_blocks import as_blocks
from pipewarden.stack.model import ProviderConfiguration
from pipewarden.stack.references import traversal_text
from pipewarden.stack.values import Mapping

if TYPE_CHECKING:
    from pipewarden.stack.module import ModuleInstance

Passed: TypeAlias = "dict[tuple[str, str | None], tuple[str, str | None]]"
_META = frozenset({"alias", "version"})


def find(module: ModuleInstance, name: str, alias: str | None) -> ProviderConfiguration | None:
    """The configuration that a name stands for in a module: its own, the one passed to it, or the inherited one."""
    declared = module.declared_provider(name, alias)
    if declared is not None:
        return declared
    if module.parent is None:
        return ProviderConfiguration(name, None, "", Mapping((), "block"), None) if alias is None else None
    source = module.passed.get((name, alias))
    if source is not None:
        return find(module.parent, *source)
    return find(module.parent, name, None) if alias is None else None


def evaluate_block(
    module: ModuleInstance, name: str, alias: str | None, declaration: Declaration
) -> ProviderConfiguration:
    """The arguments of a `provider` block."""
    file = declaration.block.file
    content = as_blocks(declaration.content) if file.endswith(".json") else declaration.content
    values = content_value(module.world, content, module.scope(file), _META)
    return ProviderConfiguration(name, alias, module.address, values, declaration.block.location)


def passed_to(attribute: PlacedAttribute | None) -> Passed:
    """The `providers` argument of a module call: names inside the module, and what they stand for outside."""
    passed: Passed = {}
    if attribute is None or not isinstance(attribute.node.expression, ast.ObjectExpression):
        return passed
    for entry in attribute.node.expression.entries:
        inside, outside = traversal_text(entry.key), traversal_text(entry.value)
        if inside is not None and outside is not None:
            passed[_split(inside)] = _split(outside)
    return passed


def _split(text: str) -> tuple[str, str | None]:
    name, _, alias = text.partition(".")
    return name, alias or None
