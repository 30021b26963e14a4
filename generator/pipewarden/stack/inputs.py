"""The value of a variable: from the call or the deployment, or its default, in its declared type."""

from __future__ import annotations

from collections.abc import Callable

from pipewarden.hcl import ast
from pipewarden.stack.configuration import Content, Declaration, literal_text
from pipewarden.stack.convert import apply_defaults, convert
from pipewarden.stack.ephemeral import ephemeral
from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.expressions import evaluate
from pipewarden.stack.origins import named
from pipewarden.stack.shape import is_null, with_sensitive
from pipewarden.stack.type_constraints import quoted_type, type_constraint
from pipewarden.stack.types import ANY, Type
from pipewarden.stack.values import Origin, Unknown, Value
from pipewarden.stack.variables import Given, constant_scope


def declared_type(declaration: Declaration) -> Type | None:
    """The type of a variable; None when it declares none. Raises EvaluationError."""
    attribute = declaration.content.attributes.get("type")
    if attribute is None:
        return None
    scope = constant_scope(attribute.file)
    expression = attribute.node.expression
    try:
        if isinstance(expression, ast.Text):
            return quoted_type(expression.value, lambda default: evaluate(default, scope))
        return type_constraint(expression, lambda default: evaluate(default, scope))
    except EvaluationError as error:
        raise EvaluationError(error.message, ast.Location(attribute.file, expression.span)) from None


def variable(name: str, declaration: Declaration, given: Callable[[], Value] | None) -> Value:
    """The value of a variable; raises EvaluationError where it does not fit the declared type."""
    content = declaration.content
    type_ = declared_type(declaration) or ANY
    value = given() if given is not None else None
    if value is not None and is_null(value) and _literal(content, "nullable", default=True) is False:
        value = None
    if value is None:
        value = _default(content, name, declaration)
    try:
        value = convert(apply_defaults(value, type_), type_)
    except EvaluationError as error:
        place = value.origin.location if value.origin is not None else None
        raise EvaluationError(f"the value of `var.{name}` does not fit: {error.message}", place) from None
    if isinstance(value, Unknown):
        value = Unknown(value.why, value.origin, value.sensitive, type_ if type_ != ANY else None)
    if _literal(content, "ephemeral", default=False):
        value = ephemeral(f"var.{name}", value.origin)
    return with_sensitive(value, True) if _literal(content, "sensitive", default=False) else value


def _default(content: Content, name: str, declaration: Declaration) -> Value:
    attribute = content.attributes.get("default")
    if attribute is None:
        return Unknown(f"`var.{name}` has no value", Origin(declaration.block.header, f"`var.{name}` has no value"))
    value = evaluate(attribute.node.expression, constant_scope(attribute.file))
    return named(value, f"var.{name}", ast.Location(attribute.file, attribute.node.expression.span))


def _literal(content: Content, name: str, *, default: bool) -> bool:
    attribute = content.attributes.get(name)
    if attribute is None:
        return default
    expression = attribute.node.expression
    if isinstance(expression, ast.Boolean):
        return expression.value
    return literal_text(expression) == "true"


def call_argument(name: str, value: Value, place: ast.Location) -> Value:
    """A value that a module call gives to a variable, with the place where that happens."""
    return named(value, f"var.{name}", place)


def given_argument(name: str, value: Value, given: Given) -> Value:
    """A value that a flag, the environment or a file gives to a variable of the root module."""
    return named(value, f"var.{name}", given.location)
