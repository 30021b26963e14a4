"""Evaluates expressions as Terraform does: a value, or an `EvaluationError` where Terraform refuses."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from pipewarden.hcl import ast
from pipewarden.stack import iteration, operators, templates
from pipewarden.stack.access import get_attribute, get_index
from pipewarden.stack.convert import convert
from pipewarden.stack.equality import agreement
from pipewarden.stack.errors import EvaluationError, UndecidedError
from pipewarden.stack.functions import call
from pipewarden.stack.numbers import NumberError, parse
from pipewarden.stack.origins import computed, literal, placed
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import (
    is_null,
    mapping,
    plain,
    survey,
    type_of,
    unknown_because,
    with_origin,
    with_sensitive,
)
from pipewarden.stack.types import ANY, BOOL, STRING, Type, has_placeholder, unify
from pipewarden.stack.values import Known, Origin, Sequence, Unknown, Value


def evaluate(expression: ast.Expression, scope: Scope) -> Value:
    """The value of an expression; raises `EvaluationError` with the place where Terraform would refuse it."""
    try:
        scope.meter.tick()
        return _EVALUATORS[type(expression)](expression, scope)
    except EvaluationError as error:
        if error.location is None:
            error.location = scope.location(expression.span)
        raise
    except UndecidedError as error:
        unknown = error.unknown
        if unknown.origin is None:
            return with_origin(unknown, Origin(scope.location(expression.span), unknown.why))
        return unknown


def _null(expression: ast.Null, scope: Scope) -> Value:
    return literal(Known(None), scope.location(expression.span))


def _boolean(expression: ast.Boolean, scope: Scope) -> Value:
    return literal(Known(expression.value), scope.location(expression.span))


def _number(expression: ast.Number, scope: Scope) -> Value:
    try:
        value = parse(expression.text)
    except NumberError as error:
        return Unknown(str(error))
    if value is None:
        raise EvaluationError("a number was expected")
    return literal(Known(value), scope.location(expression.span))


def _text(expression: ast.Text, scope: Scope) -> Value:
    return literal(Known(normal(expression.value)), scope.location(expression.span))


def normal(text: str) -> str:
    """The text in the normal form in which Terraform keeps strings."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _template(expression: ast.Template, scope: Scope) -> Value:
    if len(expression.parts) == 1 and isinstance(expression.parts[0], ast.Interpolation):
        return evaluate(expression.parts[0].expression, scope)
    value = templates.render(expression.parts, scope, evaluate)
    return computed(value, scope.location(expression.span), value)


def _traversal(expression: ast.Name | ast.GetAttribute | ast.Index, scope: Scope) -> Value:
    steps: list[ast.GetAttribute | ast.Index] = []
    node: ast.Expression = expression
    while isinstance(node, ast.GetAttribute | ast.Index):
        steps.append(node)
        node = node.source
    steps.reverse()
    used = 0
    if not isinstance(node, ast.Name):
        value = evaluate(node, scope)
    elif node.name in scope.names:
        value = scope.names[node.name]
    else:
        value, used = scope.references.resolve(node, steps, scope)
    for step in steps[used:]:
        value = _step(value, step, scope)
    return value


def _step(value: Value, step: ast.GetAttribute | ast.Index, scope: Scope) -> Value:
    try:
        if isinstance(step, ast.GetAttribute):
            return get_attribute(value, step.name, scope.references)
        return get_index(value, evaluate(step.key, scope), scope.references)
    except EvaluationError as error:
        if error.location is None:
            error.location = scope.location(step.span)
        raise


def _splat_item(expression: ast.SplatItem, scope: Scope) -> Value:
    if scope.item is None:
        raise EvaluationError("a splat item stands outside of a splat")
    return scope.item


def _call(expression: ast.Call, scope: Scope) -> Value:
    value = call(expression, scope, evaluate)
    return value if value.origin is not None else computed(value, scope.location(expression.span))


def _tuple(expression: ast.TupleExpression, scope: Scope) -> Value:
    items = tuple([placed(evaluate(item, scope), scope.location(item.span)) for item in expression.items])
    return Sequence(items, "tuple", Origin(scope.location(expression.span), "a list"))


def _object(expression: ast.ObjectExpression, scope: Scope) -> Value:
    members: dict[str, Value] = {}
    unknown: Unknown | None = None
    for entry in expression.entries:
        key = object_key(entry.key, scope)
        value = placed(evaluate(entry.value, scope), scope.location(entry.value.span))
        if isinstance(key, Unknown):
            unknown = unknown or key
        else:
            members[key] = value
    if unknown is not None:
        return unknown
    return with_origin(mapping(members.items()), Origin(scope.location(expression.span), "an object"))


def object_key(expression: ast.Expression, scope: Scope) -> str | Unknown:
    """The text of an object's key."""
    key = plain(convert(evaluate(expression, scope), STRING))
    if is_null(key):
        raise EvaluationError("an object's key must not be null", scope.location(expression.span))
    if isinstance(key, Known):
        return str(key.value)
    part = survey(key).opaque
    return unknown_because(part) if part else Unknown("the key is not known")


def _unary(expression: ast.Unary, scope: Scope) -> Value:
    value = evaluate(expression.operand, scope)
    return computed(operators.unary(expression.operator, value), scope.location(expression.span), value)


def _binary(expression: ast.Binary, scope: Scope) -> Value:
    left = evaluate(expression.left, scope)
    if expression.operator in ("&&", "||"):
        value = operators.logical(expression.operator, left, lambda: evaluate(expression.right, scope))
        return value if isinstance(value, Unknown) else computed(value, scope.location(expression.span), left)
    right = evaluate(expression.right, scope)
    value = operators.binary(expression.operator, left, right)
    return value if isinstance(value, Unknown) else computed(value, scope.location(expression.span), left, right)


def _conditional(expression: ast.Conditional, scope: Scope) -> Value:
    condition = operators.operand(evaluate(expression.condition, scope), BOOL)
    if not isinstance(condition, Known):
        return _either(expression, condition, scope)
    chosen, other = expression.then, expression.otherwise
    if not condition.value:
        chosen, other = other, chosen
    value = evaluate(chosen, scope)
    try:
        rejected = evaluate(other, scope)
    except (EvaluationError, UndecidedError):
        rejected = Known(None)
    type_ = _common_type(value, rejected)
    if type_ is None:
        raise EvaluationError("the two results of a conditional must have one type")
    if has_placeholder(type_):
        convert(rejected, type_)
    value = convert(value, type_)
    return with_sensitive(value, value.sensitive or condition.sensitive)


def _common_type(left: Value, right: Value) -> Type | None:
    """The type of a conditional; an untyped null takes the type of the other result."""
    first, second = type_of(left), type_of(right)
    if ANY in (first, second):
        return second if first == ANY else first
    return unify([first, second])


def _either(expression: ast.Conditional, condition: Value, scope: Scope) -> Value:
    then, otherwise = evaluate(expression.then, scope), evaluate(expression.otherwise, scope)
    type_ = _common_type(then, otherwise)
    if type_ is not None:
        then, otherwise = convert(then, type_), convert(otherwise, type_)
    part = survey(condition).opaque
    unknown = unknown_because(part) if part else Unknown("the condition is not known")
    return agreement(then, otherwise, Unknown(unknown.why, unknown.origin, unknown.sensitive, type_))


def _parentheses(expression: ast.Parentheses, scope: Scope) -> Value:
    return evaluate(expression.expression, scope)


_EVALUATORS: dict[type, Callable[[Any, Scope], Value]] = {
    ast.Null: _null,
    ast.Boolean: _boolean,
    ast.Number: _number,
    ast.Text: _text,
    ast.Template: _template,
    ast.Name: _traversal,
    ast.GetAttribute: _traversal,
    ast.Index: _traversal,
    ast.SplatItem: _splat_item,
    ast.Splat: lambda expression, scope: iteration.splat(expression, scope, evaluate),
    ast.Call: _call,
    ast.TupleExpression: _tuple,
    ast.ObjectExpression: _object,
    ast.ForTuple: lambda expression, scope: iteration.for_tuple(expression, scope, evaluate),
    ast.ForObject: lambda expression, scope: iteration.for_object(expression, scope, evaluate),
    ast.Unary: _unary,
    ast.Binary: _binary,
    ast.Conditional: _conditional,
    ast.Parentheses: _parentheses,
}
