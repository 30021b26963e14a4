"""Terraform's built-in functions, by family."""

from __future__ import annotations

from importlib import import_module

from pipewarden.hcl import ast
from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.functions.attempts import SPECIAL
from pipewarden.stack.functions.homes import HOMES
from pipewarden.stack.functions.registry import FUNCTIONS, Context, Evaluate, Function
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import is_null, survey, unknown_because
from pipewarden.stack.values import Sequence, Symbol, Unknown, Value

_GONE = {
    "list": "Terraform has no function `list` any more; write `tolist([value])`",
    "map": "Terraform has no function `map` any more; write `tomap({ key = value })`",
}
"""What became of the functions that Terraform 0.15 took away."""


def call(expression: ast.Call, scope: Scope, evaluate: Evaluate) -> Value:
    """The result of a function call."""
    name = expression.name.removeprefix("core::")
    special = SPECIAL.get(name)
    if special is not None and not expression.expand:
        return special(expression, scope, evaluate)
    function = FUNCTIONS.get(name) or _found(name)
    if function is None:
        if name.startswith("provider::"):
            return Unknown(f"`{name}` belongs to a provider")
        raise EvaluationError(_GONE.get(name, f"there is no function `{name}`"))
    if name == "templatestring" and expression.arguments and not _is_reference(expression.arguments[0]):
        raise EvaluationError("the first argument of `templatestring` must be a reference to a string")
    arguments = [evaluate(argument, scope) for argument in expression.arguments]
    if expression.expand:
        expanded = _expand(arguments.pop())
        if isinstance(expanded, Unknown):
            return expanded
        arguments.extend(expanded)
    return function(arguments, Context(scope, evaluate, scope.location(expression.span)))


def applied(name: str, arguments: list[Value], context: Context) -> Value:
    """What a function of Terraform's makes of values."""
    function = FUNCTIONS.get(name) or _found(name)
    assert function is not None, name
    return function(arguments, context)


def _found(name: str) -> Function | None:
    """The function of that name, its file imported now; None where Terraform has none."""
    if name not in HOMES:
        return None
    import_module(f"{__name__}.{HOMES[name]}")
    return FUNCTIONS[name]


def _expand(value: Value) -> list[Value] | Unknown:
    if is_null(value):
        raise EvaluationError("null cannot be expanded into arguments")
    match value:
        case Sequence(kind="set") if survey(value).opaque is not None and len(value.items) > 1:
            return Unknown("the number of elements is not known")
        case Sequence():
            return list(value.items)
        case Symbol() | Unknown():
            return unknown_because(value)
    raise EvaluationError("only a list, a set or a tuple can be expanded into arguments")


def _is_reference(expression: ast.Expression) -> bool:
    while isinstance(expression, ast.GetAttribute | ast.Index):
        expression = expression.source
    return isinstance(expression, ast.Name)
