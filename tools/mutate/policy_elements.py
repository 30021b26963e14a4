"""Makes the mutants of policy documents: effects, principals, actions, resources and conditions widened or altered."""

from __future__ import annotations

from collections.abc import Iterator

from mutate.mutant import Mutant
from mutate.place import Place, body_of
from mutate.plausible import quoted
from pipewarden.hcl import ast

_OPPOSITE = {"Allow": "Deny", "Deny": "Allow"}
_NEGATION = {"actions": "not_actions", "resources": "not_resources", "principals": "not_principals"}
_NARROWING = """
    condition {
      test     = "StringEquals"
      variable = "aws:username"
      values   = ["someone"]
    }
"""
_EVERYONE = '\n      type        = "*"\n      identifiers = ["*"]\n'
_TESTS = {
    "ArnEquals": ("ArnNotEquals", "ArnEqualsIfExists", "ForAllValues:ArnEquals", "StringEquals"),
    "ArnLike": ("ArnNotLike", "ArnLikeIfExists", "ForAllValues:ArnLike", "StringEquals"),
    "Bool": ("BoolIfExists", "ForAllValues:Bool", "StringNotEquals"),
    "BoolIfExists": ("Bool", "StringNotEquals"),
    "Null": ("Bool", "StringEquals"),
    "NumericLessThan": ("NumericLessThanIfExists", "NumericGreaterThan", "NumericEquals", "StringEquals"),
    "StringEquals": ("StringNotEquals", "StringEqualsIfExists", "ForAllValues:StringEquals", "StringLike"),
    "StringEqualsIfExists": ("StringEquals", "StringNotEquals"),
    "StringLike": ("StringNotLike", "StringLikeIfExists", "ForAllValues:StringLike", "StringEquals"),
    "StringNotEquals": ("StringEquals", "StringNotEqualsIfExists", "ForAnyValue:StringNotEquals"),
}
WORDS = frozenset(
    {f"statement.{name}" for name in ("effect", "principals.type", "condition.test", "condition.variable")}
)
"""Arguments whose words are the policy language's own: any other word would be refused."""

_OTHER_KEY = "aws:username"


def of_block(place: Place, block: ast.Block) -> Iterator[Mutant]:
    """The mutants of a statement and of its blocks, beyond those that every block has."""
    name = place.schema_path
    body = body_of(block)
    if name == "statement":
        effect = body.attribute("effect")
        if effect is None:
            yield place.inserted(body.span.start, block.header, '\n    effect = "Deny"', "denied")
        yield place.inserted(body.span.end, block.header, _NARROWING, "narrowed by a condition")
    if name == "statement.principals":
        yield place.replaced(block.header, _NEGATION["principals"], "negated")
        yield place.replaced(body.span, _EVERYONE, "widened to *")


def of_argument(place: Place, argument: ast.Attribute) -> Iterator[Mutant]:
    """The mutants of an argument of a statement, beyond those that every argument has."""
    value = argument.expression
    match place.schema_path:
        case "statement.effect" if isinstance(value, ast.Text) and value.value in _OPPOSITE:
            yield place.replaced(value.span, quoted(_OPPOSITE[value.value]), "flipped")
        case "statement.actions" | "statement.resources":
            yield place.replaced(argument.name_span, _NEGATION[argument.name], "negated")
            yield place.replaced(value.span, '["*"]', "widened to *")
            yield from _of_items(place, value)
        case "statement.principals.identifiers" | "statement.condition.values":
            yield place.replaced(value.span, '["*"]', "widened to *")
        case "statement.principals.type" if isinstance(value, ast.Text):
            for other in ("*", "AWS", "Service", "Federated"):
                if other != value.value:
                    yield place.replaced(value.span, quoted(other), f"replaced by {other}")
        case "statement.condition.test" if isinstance(value, ast.Text):
            for other in _TESTS.get(value.value, ()):
                yield place.replaced(value.span, quoted(other), f"replaced by {other}")
        case "statement.condition.variable":
            yield place.replaced(value.span, quoted(_OTHER_KEY), f"replaced by {_OTHER_KEY}")


def _of_items(place: Place, value: ast.Expression) -> Iterator[Mutant]:
    for index, item in enumerate(value.items if isinstance(value, ast.TupleExpression) else ()):
        inner = place.item(item.value if isinstance(item, ast.Text) else str(index))
        if place.path.endswith("actions") and isinstance(item, ast.Text) and ":" in item.value:
            whole = f"{item.value.partition(':')[0]}:*"
            if item.value != whole:
                yield inner.replaced(item.span, quoted(whole), f"widened to {whole}")
