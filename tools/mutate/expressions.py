"""Makes the mutants of expressions: each constant, reference and element in them changed by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mutate import plausible
from mutate.mutant import Mutant
from mutate.place import Place
from pipewarden.hcl import ast

_DECLARATIONS = frozenset({"variable", "output"})


@dataclass(frozen=True, slots=True)
class Siblings:
    """What a reference may be mistaken for: the other things of one kind in a module, by the text of the reference."""

    of: Mapping[str, tuple[str, ...]]


def of_expression(place: Place, node: ast.Expression, siblings: Siblings) -> Iterator[Mutant]:
    """Every mutant of an expression and of what is in it."""
    match node:
        case ast.Boolean():
            yield place.replaced(node.span, "false" if node.value else "true", "flipped")
        case ast.Number():
            yield from _of_number(place, node)
        case ast.Text():
            yield from _of_text(place, node)
        case ast.Template():
            yield from _of_template(place, node, siblings)
        case ast.TupleExpression():
            yield from _of_tuple(place, node, siblings)
        case ast.ObjectExpression():
            yield from _of_object(place, node, siblings)
        case ast.ForTuple():
            yield place.replaced(node.span, "[]", "emptied")
            yield from of_expression(place, node.collection, siblings)
            yield from of_expression(place.item("*"), node.result, siblings)
        case ast.ForObject():
            yield place.replaced(node.span, "{}", "emptied")
            yield from of_expression(place, node.collection, siblings)
            yield from of_expression(place.item("*"), node.result, siblings)
        case ast.Conditional():
            yield from _of_conditional(place, node, siblings)
        case ast.Call():
            several = len(node.arguments) > 1
            for index, argument in enumerate(node.arguments, 1):
                yield from of_expression(place.item(f"{node.name} {index}") if several else place, argument, siblings)
        case ast.GetAttribute() | ast.Index():
            yield from _of_reference(place, node, siblings)
        case ast.Unary():
            yield from of_expression(place, node.operand, siblings)
        case ast.Binary():
            yield from of_expression(place, node.left, siblings)
            yield from of_expression(place, node.right, siblings)
        case ast.Parentheses():
            yield from of_expression(place, node.expression, siblings)
        case ast.Splat():
            yield from of_expression(place, node.source, siblings)


def _of_number(place: Place, node: ast.Number) -> Iterator[Mutant]:
    for change, number in plausible.numbers(place, node.text):
        yield place.replaced(node.span, number, change)


def _of_text(place: Place, node: ast.Text) -> Iterator[Mutant]:
    if place.of(node.span).startswith('"') and place.type not in _DECLARATIONS:
        for change, text in plausible.texts(place, node.value):
            yield place.replaced(node.span, plausible.quoted(text), change)


def _of_template(place: Place, node: ast.Template, siblings: Siblings) -> Iterator[Mutant]:
    """The text is changed at its end, where the name of a thing most often stands."""
    if place.of(node.span).startswith('"') and place.type not in _DECLARATIONS:
        yield place.inserted(node.span.end - 1, node.span, "-other", "altered")
    for part in node.parts:
        if isinstance(part, ast.Interpolation):
            yield from of_expression(place, part.expression, siblings)


def _of_tuple(place: Place, node: ast.TupleExpression, siblings: Siblings) -> Iterator[Mutant]:
    if len(node.items) > 1:
        yield place.replaced(node.span, "[]", "emptied")
    for index, item in enumerate(node.items):
        inner = place.item(item.value if isinstance(item, ast.Text) else str(index))
        rest = [place.of(other.span) for other in node.items if other is not item]
        yield inner.replaced(node.span, f"[{', '.join(rest)}]", "removed")
        yield from of_expression(inner, item, siblings)


def _of_object(place: Place, node: ast.ObjectExpression, siblings: Siblings) -> Iterator[Mutant]:
    if len(node.entries) > 1:
        yield place.replaced(node.span, "{}", "emptied")
    for entry in node.entries:
        key = entry.key.value if isinstance(entry.key, ast.Text) else place.of(entry.key.span).strip('"')
        inner = place.inside(key) if key.isidentifier() else place.item(key)
        rest = [other for other in node.entries if other is not entry]
        text = "".join(f"{place.of(other.key.span)} = {place.of(other.value.span)}\n" for other in rest)
        yield inner.replaced(node.span, f"{{\n{text}}}", "removed")
        yield from of_expression(inner, entry.value, siblings)


def _of_conditional(place: Place, node: ast.Conditional, siblings: Siblings) -> Iterator[Mutant]:
    then, otherwise = place.of(node.then.span), place.of(node.otherwise.span)
    swapped = f"{place.of(node.condition.span)} ? {otherwise} : {then}"
    yield place.replaced(node.span, swapped, "branches swapped")
    for inner in (node.condition, node.then, node.otherwise):
        yield from of_expression(place, inner, siblings)


def _of_reference(place: Place, node: ast.GetAttribute | ast.Index, siblings: Siblings) -> Iterator[Mutant]:
    """The longest reference whose thing has siblings: `aws_s3_bucket.this` in `aws_s3_bucket.this.arn`."""
    text = place.of(node.span)
    if text in siblings.of:
        for other in siblings.of[text]:
            yield place.replaced(node.span, other, f"{text} mistaken for {other}")
        return
    yield from of_expression(place, node.source, siblings)
    if isinstance(node, ast.Index):
        yield from of_expression(place, node.key, siblings)
