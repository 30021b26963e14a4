"""Reads the `type` argument of a variable."""

from __future__ import annotations

from collections.abc import Callable

from pipewarden.hcl import HclSyntaxError, ast, parse_expression
from pipewarden.stack.convert import convert
from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.types import ANY, BOOL, NUMBER, STRING, Collection, ObjectType, TupleType, Type
from pipewarden.stack.values import Value

Default = Callable[[ast.Expression], Value]
_SIMPLE: dict[str, Type] = {"string": STRING, "number": NUMBER, "bool": BOOL, "any": ANY}
_SIMPLE |= {"list": Collection("list", ANY), "map": Collection("map", ANY)}


def type_constraint(expression: ast.Expression, default: Default) -> Type:
    """The type that an expression names; `default` evaluates the defaults of `optional`. Raises EvaluationError."""
    match expression:
        case ast.Name() if expression.name in _SIMPLE:
            return _SIMPLE[expression.name]
        case ast.Call(name="list" | "set" | "map", arguments=(inner,)):
            kind = {"list": "list", "set": "set"}.get(expression.name, "map")
            return Collection(kind, type_constraint(inner, default))  # type: ignore[arg-type]
        case ast.Call(name="tuple", arguments=(ast.TupleExpression() as inner,)):
            return TupleType(tuple(type_constraint(item, default) for item in inner.items))
        case ast.Call(name="object", arguments=(ast.ObjectExpression() as inner,)):
            return _object(inner, default)
    raise EvaluationError("this is no type; write `string`, `list(string)`, `object({…})` or the like")


def quoted_type(text: str, default: Default) -> Type:
    """The type that a string names, as in the JSON syntax. Raises EvaluationError."""
    try:
        return type_constraint(parse_expression(text), default)
    except HclSyntaxError as error:
        raise EvaluationError(f"this is no type: {error.problem.message}") from None


def _object(expression: ast.ObjectExpression, default: Default) -> ObjectType:
    attributes: dict[str, Type] = {}
    optional: set[str] = set()
    defaults: dict[str, object] = {}
    for entry in expression.entries:
        name = _attribute_name(entry.key)
        match entry.value:
            case ast.Call(name="optional", arguments=(inner, *rest)) if len(rest) <= 1:
                attributes[name] = type_constraint(inner, default)
                optional.add(name)
                if rest:
                    defaults[name] = convert(default(rest[0]), attributes[name])
            case _:
                attributes[name] = type_constraint(entry.value, default)
    return ObjectType(tuple(sorted(attributes.items())), frozenset(optional), tuple(sorted(defaults.items())))


def _attribute_name(key: ast.Expression) -> str:
    if isinstance(key, ast.Text):
        return key.value
    if isinstance(key, ast.Name):
        return key.name
    raise EvaluationError("the attribute of an object type needs a plain name")
