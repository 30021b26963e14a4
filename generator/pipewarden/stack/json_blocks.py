"""Tells nested blocks from arguments in the JSON syntax, which does not, as far as that goes without a schema."""

from __future__ import annotations

from pipewarden.hcl import ast
from pipewarden.stack.configuration import Content, Declaration, PlacedAttribute, PlacedBlock

# Arguments of the AWS provider whose value is a map; no nested block type has one of these names.
_MAPS = frozenset(
    [
        "configuration",
        "dimensions",
        "encryption_context",
        "encryption_context_equals",
        "encryption_context_subset",
        "endpoints",
        "environment_variables",
        "header_parameters",
        "input_paths",
        "labels",
        "metadata",
        "options",
        "parameters",
        "query_string_parameters",
        "request_parameters",
        "resource_tags",
        "route",
        "ingress",
        "egress",
        "scaling_configuration",
        "tags",
        "tags_all",
        "triggers",
        "variables",
    ]
)
_OF_TYPES = {"terraform_data": frozenset({"lifecycle", "provisioner", "connection"})}
"""The blocks of the types that take any value as an argument."""

_LABELLED = frozenset({"dynamic", "backend", "provisioner", "provider_meta"})


def as_blocks(content: Content, only: frozenset[str] | None = None) -> Content:
    """The content with objects, and lists of objects, as blocks; `only` names those that are."""
    attributes: dict[str, PlacedAttribute] = {}
    blocks: list[PlacedBlock] = list(content.blocks)
    for name, attribute in content.attributes.items():
        made = _blocks(attribute) if (name in only if only is not None else name not in _MAPS) else []
        if made:
            blocks.extend(made)
        else:
            attributes[name] = attribute
    return Content(attributes, tuple(blocks))


def resource_content(declaration: Declaration) -> Content:
    """What stands in a resource, with nested blocks told from arguments where its syntax does not."""
    if not declaration.block.file.endswith(".json"):
        return declaration.content
    return as_blocks(declaration.content, _OF_TYPES.get(declaration.labels[0]))


def _blocks(attribute: PlacedAttribute) -> list[PlacedBlock]:
    objects = _objects(attribute.node.expression)
    if attribute.node.name in _LABELLED:
        return [
            _block(attribute, inner, (ast.Label(entry.key.value, entry.key.span),))
            for item in objects
            for entry in item.entries
            if isinstance(entry.key, ast.Text)
            for inner in _objects(entry.value)
        ]
    return [_block(attribute, item, ()) for item in objects]


def _objects(expression: ast.Expression) -> list[ast.ObjectExpression]:
    if isinstance(expression, ast.TupleExpression):
        found = [_objects(item) for item in expression.items]
        return [item for one in found for item in one] if all(found) else []
    # The arguments of a block have plain names.
    plain = isinstance(expression, ast.ObjectExpression) and all(
        isinstance(entry.key, ast.Text) for entry in expression.entries
    )
    return [expression] if plain and isinstance(expression, ast.ObjectExpression) else []


def _block(attribute: PlacedAttribute, item: ast.ObjectExpression, labels: tuple[ast.Label, ...]) -> PlacedBlock:
    arguments = tuple(
        ast.Attribute(entry.key.value, entry.value, entry.key.span, entry.span)
        for entry in item.entries
        if isinstance(entry.key, ast.Text)
    )
    body = ast.Body(arguments, item.span)
    node = ast.Block(attribute.node.name, labels, body, attribute.node.name_span, item.span)
    return PlacedBlock(attribute.file, node)
