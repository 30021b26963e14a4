"""Makes the mutants of bodies: arguments and blocks removed, statements changed, instances taken away."""

from __future__ import annotations

from collections.abc import Iterator

from mutate import policy_elements
from mutate.expressions import Siblings, of_expression
from mutate.mutant import NO_INSTANCES, Mutant
from mutate.place import Place, body_of, named
from pipewarden.hcl import ast

_COUNTED = ("resource", "data", "module")


def of_file(module: str, file: str, text: str, tree: ast.File, siblings: Siblings) -> Iterator[tuple[str, Mutant]]:
    """Every mutant of a file, each with the text that it is made of: the argument or nested block of a top-level block,
    or the whole of that."""
    for argument in tree.body.attributes:
        place = Place(module, file, text, f"value.{argument.name}")
        for mutant in _of_argument(place, argument, siblings):
            yield place.of(argument.span), mutant
    for block in tree.body.blocks:
        place = Place(module, file, text, _element(block))
        for mutant in _of_whole(place, block):
            yield place.of(block.span), mutant
        for item, found in _of_body(place, block.body, siblings):
            yield place.of(item.span), found


def _of_whole(place: Place, block: ast.Block) -> Iterator[Mutant]:
    yield place.removed(block.span)
    if block.type in _COUNTED and not any(block.body.attribute(name) for name in ("count", "for_each")):
        yield place.inserted(block.body.span.start, block.header, "\n  count = 0", NO_INSTANCES)


def _of_body(place: Place, body: ast.Body, siblings: Siblings) -> Iterator[tuple[ast.Attribute | ast.Block, Mutant]]:
    """Every mutant of what a body holds, each with the argument or block in which it is."""
    for argument in body.attributes:
        for mutant in _of_argument(place.inside(argument.name), argument, siblings):
            yield argument, mutant
    for name, block in named(body.blocks):
        for mutant in _of_block(place.inside(name), block, siblings):
            yield block, mutant


def _of_block(place: Place, block: ast.Block, siblings: Siblings) -> Iterator[Mutant]:
    yield place.removed(block.span)
    if block.type == "dynamic":
        collection = block.body.attribute("for_each")
        if collection is not None:
            yield from _of_argument(place.inside("for_each"), collection, siblings)
    if place.type == "data.aws_iam_policy_document":
        yield from policy_elements.of_block(place, block)
    for _, mutant in _of_body(place, body_of(block), siblings):
        yield mutant


def _of_argument(place: Place, argument: ast.Attribute, siblings: Siblings) -> Iterator[Mutant]:
    yield place.removed(argument.span)
    if argument.name == "for_each":
        yield place.replaced(argument.expression.span, "{}", NO_INSTANCES)
    if place.type == "data.aws_iam_policy_document":
        yield from policy_elements.of_argument(place, argument)
        if place.schema_path in policy_elements.WORDS:
            return
    yield from of_expression(place, argument.expression, siblings)


def _element(block: ast.Block) -> str:
    labels = [label.text for label in block.labels]
    return ".".join(labels if block.type == "resource" else [block.type, *labels])
