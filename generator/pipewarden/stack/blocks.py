"""Evaluates the arguments and nested blocks of a block, with `dynamic` blocks written out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipewarden.hcl import ast
from pipewarden.stack.configuration import Content, PlacedAttribute, PlacedBlock, content_of
from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.expressions import evaluate
from pipewarden.stack.iteration import entries
from pipewarden.stack.json_blocks import as_blocks
from pipewarden.stack.model import Problem
from pipewarden.stack.origins import configured
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import is_null, mapping
from pipewarden.stack.values import Known, Mapping, Origin, Sequence, Unknown, Value
from pipewarden.stack.world import World

_NO_BLOCKS = frozenset({"lifecycle", "provisioner", "connection"})
_BLOCKS_IN = {"dynamic": frozenset({"content"}), "required_providers": frozenset[str]()}
"""Terraform's own blocks and the blocks that they may hold; of others only the provider's schema would tell."""


def attribute_value(world: World, attribute: PlacedAttribute, scope: Scope) -> Value:
    """The value of an argument; an unknown where Terraform would refuse it."""
    inner = scope if scope.file == attribute.file else replace(scope, file=attribute.file)
    expression = attribute.node.expression
    value = world.guarded(lambda: evaluate(expression, inner), attribute.location)
    return configured(value, attribute.node.name, ast.Location(attribute.file, expression.span), attribute.location)


def content_value(world: World, content: Content, scope: Scope, skipped: frozenset[str] = frozenset()) -> Mapping:
    """All arguments and nested blocks; an argument that is null is not configured."""
    members: list[tuple[str, Value]] = []
    for name, attribute in content.attributes.items():
        if name not in skipped:
            value = attribute_value(world, attribute, scope)
            if not is_null(value):
                members.append((name, value))
    types = dict.fromkeys(block_type(block) for block in content.blocks)
    members.extend((type_, blocks_value(world, content, type_, scope)) for type_ in types if type_ not in _NO_BLOCKS)
    return mapping(members, "block")


def block_type(block: PlacedBlock) -> str:
    """The type of a block, or the type that a `dynamic` block makes."""
    if block.node.type == "dynamic" and block.node.labels:
        return block.node.labels[0].text
    return block.node.type


def blocks_value(world: World, content: Content, type_: str, scope: Scope) -> Value:
    """The nested blocks of one type as a list; an unknown in it stands for any number of blocks."""
    found: list[Value] = []
    first: ast.Location | None = None
    for block in content.blocks:
        if block_type(block) == type_:
            first = first or block.location
            if block.node.type == "dynamic":
                found.extend(_dynamic(world, block, scope))
            else:
                found.append(_block(world, block, scope))
    return Sequence(tuple(found), "list", Origin(first, f"`{type_}` blocks"))


def _block(world: World, block: PlacedBlock, scope: Scope) -> Mapping:
    content = inner_content(world, block)
    value = content_value(world, content, scope)
    if block.node.labels and block.node.type != "dynamic":
        value = mapping([*value.members, ("type", _label(block))], "block")
    return Mapping(value.members, "block", Origin(block.location, f"the `{block_type(block)}` block"))


def _label(block: PlacedBlock) -> Value:
    """The label of a nested block, such as the `s3` of a backend."""
    label = block.node.labels[0]
    return Known(label.text, Origin(ast.Location(block.file, label.span), f"`{label.text}`"))


def inner_content(world: World, block: PlacedBlock) -> Content:
    """What stands in a nested block; in the JSON syntax, objects are taken for blocks where they can be."""
    content = content_of(block.file, block.node.body, world.problems)
    return as_blocks(content, _BLOCKS_IN.get(block.node.type)) if block.file.endswith(".json") else content


def _dynamic(world: World, block: PlacedBlock, scope: Scope) -> Iterator[Value]:
    content = inner_content(world, block)
    collection = content.attributes.get("for_each")
    body = next(content.named("content"), None)
    if collection is None or body is None:
        message = "a `dynamic` block needs `for_each` and `content`"
        yield world.guarded(lambda: _refuse(message), block.header)
        return
    source = attribute_value(world, collection, scope)
    pairs = _pairs(world, source, collection)
    if isinstance(pairs, Unknown):
        yield pairs
        return
    name = _iterator(content, block)
    for key, value in pairs:
        inner = scope.bind({name: Mapping((("key", key), ("value", value)))})
        made = _block(world, body, inner)
        yield Mapping(made.members, "block", Origin(body.location, f"the `{name}` block", source.origin))


def _pairs(world: World, source: Value, collection: PlacedAttribute) -> list[tuple[Value, Value]] | Unknown:
    try:
        return entries(source)
    except EvaluationError as error:
        world.report(Problem(error.message, collection.location))
        return Unknown(error.message, source.origin)


def _iterator(content: Content, block: PlacedBlock) -> str:
    attribute = content.attributes.get("iterator")
    if attribute is None:
        return block_type(block)
    expression = attribute.node.expression
    if isinstance(expression, ast.Name):
        return expression.name
    return expression.value if isinstance(expression, ast.Text) else block_type(block)


def _refuse(message: str) -> Value:
    raise EvaluationError(message)
