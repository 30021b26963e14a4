"""Walks over a value by its schema: one place that knows how nested blocks are laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aws_provider.schemas import Attribute, Block, NestedBlock
from aws_provider.values import Object, Value, is_unknown

Visit = Callable[[str, Attribute, Value], Value]


def rewrite(block: Block, value: Object, visit: Visit, prefix: str = "") -> Object:
    """The value with every attribute replaced by what `visit(path, attribute, value)` gives, in nested blocks too."""
    result: Object = {
        name: visit(prefix + name, attribute, value.get(name)) for name, attribute in block.attributes.items()
    }
    for name, nested in block.blocks.items():
        result[name] = _rewrite_nested(nested, value.get(name), visit, f"{prefix}{name}.")
    return result


def _rewrite_nested(nested: NestedBlock, value: Value, visit: Visit, prefix: str) -> Value:
    if value is None or is_unknown(value):
        return value
    if isinstance(value, list):
        return [item if is_unknown(item) else rewrite(nested.block, item, visit, prefix) for item in value]
    return rewrite(nested.block, value, visit, prefix)


def at(value: Object, path: str) -> Iterator[Value]:
    """Every value at a dotted path: none where a block is left out, several where it repeats."""
    head, _, rest = path.partition(".")
    inner = value.get(head)
    if not rest:
        yield inner
        return
    for item in inner if isinstance(inner, list) else [inner]:
        if isinstance(item, dict):
            yield from at(item, rest)
