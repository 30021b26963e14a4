"""The functions that get expressions instead of values: `try` and `can` catch errors, `convert` reads a type."""

from __future__ import annotations

from collections.abc import Callable

from pipewarden.hcl import ast
from pipewarden.stack.convert import apply_defaults, convert
from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.functions.registry import Evaluate
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import survey
from pipewarden.stack.type_constraints import type_constraint
from pipewarden.stack.values import Known, Unknown, Value


def _try(expression: ast.Call, scope: Scope, evaluate: Evaluate) -> Value:
    if not expression.arguments:
        raise EvaluationError("`try` takes at least one argument")
    inner = scope.trying()
    for argument in expression.arguments:
        try:
            return evaluate(argument, inner)
        except EvaluationError:
            continue
    raise EvaluationError("every argument of `try` failed")


def _can(expression: ast.Call, scope: Scope, evaluate: Evaluate) -> Value:
    if len(expression.arguments) != 1:
        raise EvaluationError("`can` takes one argument")
    try:
        value = evaluate(expression.arguments[0], scope.trying())
    except EvaluationError:
        return Known(False)
    if isinstance(value, Unknown):
        return value
    return Known(True, sensitive=survey(value).sensitive)


def _convert(expression: ast.Call, scope: Scope, evaluate: Evaluate) -> Value:
    if len(expression.arguments) != 2:
        raise EvaluationError("`convert` takes a value and a type")
    value, wanted = expression.arguments
    if isinstance(wanted, ast.Text):
        raise EvaluationError("the type that `convert` takes stands without quotes")
    type_ = type_constraint(wanted, lambda default: evaluate(default, scope))
    return convert(apply_defaults(evaluate(value, scope), type_), type_)


SPECIAL: dict[str, Callable[[ast.Call, Scope, Evaluate], Value]] = {"try": _try, "can": _can, "convert": _convert}
