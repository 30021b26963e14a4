"""`try` and `can`, which turn an error into an answer, and so get expressions instead of values."""

from __future__ import annotations

from collections.abc import Callable

from pipewarden.hcl import ast
from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.functions.registry import Evaluate
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import survey
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


SPECIAL: dict[str, Callable[[ast.Call, Scope, Evaluate], Value]] = {"try": _try, "can": _can}
