"""`for` expressions and splats."""

from __future__ import annotations

from collections.abc import Callable

from pipewarden.hcl import ast
from pipewarden.stack.convert import convert
from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.operators import operand
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import (
    elements,
    is_null,
    mapping,
    plain,
    survey,
    type_of,
    unknown_because,
    with_origin,
    with_sensitive,
)
from pipewarden.stack.types import BOOL, STRING, unify
from pipewarden.stack.values import Known, Mapping, Origin, Sequence, Symbol, Unknown, Value

Evaluate = Callable[[ast.Expression, Scope], Value]


def entries(collection: Value) -> list[tuple[Value, Value]] | Unknown:
    """The keys and values that an iteration goes through, or why they are not known."""
    if is_null(collection):
        raise EvaluationError("null cannot be iterated over")
    match collection:
        case Sequence() | Mapping():
            return list(elements(collection))
        case Symbol() | Unknown():
            return unknown_because(collection)
    raise EvaluationError("only a list, a set, a map or an object can be iterated over")


def _rounds(
    expression: ast.ForTuple | ast.ForObject, collection: Value, scope: Scope, evaluate: Evaluate
) -> list[Scope] | Unknown:
    """The scopes in which the result of a `for` is evaluated: one for each element that its condition keeps."""
    pairs = entries(collection)
    if isinstance(pairs, Unknown):
        return pairs
    rounds = []
    for key, value in pairs:
        names = {expression.value: value} if expression.key is None else {expression.key: key, expression.value: value}
        inner = scope.bind(names)
        if expression.condition is not None:
            keep = operand(evaluate(expression.condition, inner), BOOL)
            if not isinstance(keep, Known):
                part = survey(keep).opaque
                return unknown_because(part) if part else Unknown("the condition is not known")
            if not keep.value:
                continue
        rounds.append(inner)
    return rounds


def for_tuple(expression: ast.ForTuple, scope: Scope, evaluate: Evaluate) -> Value:
    """`[for … : result]`."""
    collection = evaluate(expression.collection, scope)
    rounds = _rounds(expression, collection, scope, evaluate)
    if isinstance(rounds, Unknown):
        return rounds
    items = tuple([evaluate(expression.result, inner) for inner in rounds])
    return Sequence(items, "tuple", Origin(scope.location(expression.span), "a list"), collection.sensitive)


def for_object(expression: ast.ForObject, scope: Scope, evaluate: Evaluate) -> Value:
    """`{for … : key => result}`; with grouping, the values of one key become a list."""
    collection = evaluate(expression.collection, scope)
    rounds = _rounds(expression, collection, scope, evaluate)
    if isinstance(rounds, Unknown):
        return rounds
    groups: dict[str, list[Value]] = {}
    for inner in rounds:
        key = plain(convert(evaluate(expression.result_key, inner), STRING))
        if not isinstance(key, Known):
            part = survey(key).opaque
            return unknown_because(part) if part else Unknown("a key is not known")
        if key.value is None:
            raise EvaluationError("a key must not be null", scope.location(expression.result_key.span))
        values = groups.setdefault(str(key.value), [])
        if values and not expression.grouping:
            raise EvaluationError(
                f"two elements have the key `{key.value}`", scope.location(expression.result_key.span)
            )
        values.append(evaluate(expression.result, inner))
    pairs = [(name, Sequence(tuple(values)) if expression.grouping else values[0]) for name, values in groups.items()]
    made = with_origin(mapping(pairs), Origin(scope.location(expression.span), "an object"))
    return with_sensitive(made, collection.sensitive)


def splat(expression: ast.Splat, scope: Scope, evaluate: Evaluate) -> Value:
    """`source[*].item`: one result for each element, and for anything but a list a list of one or none."""
    source = evaluate(expression.source, scope)
    if isinstance(source, Unknown) or (isinstance(source, Symbol) and source.path != ()):
        return unknown_because(source)
    if is_null(source):
        return Sequence((), origin=source.origin)
    items = source.items if isinstance(source, Sequence) else (source,)
    results = tuple([evaluate(expression.item, scope.within(item)) for item in items])
    made = Sequence(results, "tuple", Origin(scope.location(expression.span), "a list"), source.sensitive)
    if isinstance(source, Sequence) and source.kind != "tuple":
        element = unify(type_of(item) for item in results)
        return Sequence(results, "list", made.origin, source.sensitive, element)
    return with_sensitive(made, source.sensitive)
