"""The `lifecycle` block of a resource, as it stands."""

from __future__ import annotations

from pipewarden.hcl import ast
from pipewarden.stack.blocks import attribute_value, inner_content
from pipewarden.stack.configuration import Content, PlacedAttribute
from pipewarden.stack.references import traversal_text
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import mapping
from pipewarden.stack.values import Known, Mapping, Origin, Sequence, Unknown, Value
from pipewarden.stack.world import World

_REFERENCES = frozenset({"ignore_changes", "replace_triggered_by"})


def lifecycle_of(world: World, content: Content, scope: Scope) -> Mapping:
    """The arguments of the `lifecycle` block; references in it are given as text, `all` as the text `all`."""
    members: dict[str, Value] = {}
    origin: Origin | None = None
    for block in content.named("lifecycle"):
        origin = Origin(block.location, "the `lifecycle` block")
        for name, attribute in inner_content(world, block).attributes.items():
            is_reference = name in _REFERENCES
            members[name] = _references(attribute) if is_reference else attribute_value(world, attribute, scope)
    made = mapping(members.items(), "block")
    return Mapping(made.members, "block", origin)


def _references(attribute: PlacedAttribute) -> Value:
    origin = Origin(attribute.location, f"`{attribute.node.name}`")
    expression = attribute.node.expression
    if not isinstance(expression, ast.TupleExpression):
        return _reference(expression, attribute)
    return Sequence(tuple(_reference(item, attribute) for item in expression.items), "tuple", origin)


def _reference(expression: ast.Expression, attribute: PlacedAttribute) -> Value:
    origin = Origin(ast.Location(attribute.file, expression.span), f"`{attribute.node.name}`")
    text = traversal_text(expression)
    return Unknown("the reference cannot be read", origin) if text is None else Known(text, origin)
