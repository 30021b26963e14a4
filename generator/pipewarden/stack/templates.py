"""Renders the parts of a template into one string, of which some parts may stay symbols or unknowns."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipewarden.hcl import ast
from pipewarden.stack.convert import convert
from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.iteration import entries
from pipewarden.stack.operators import operand
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import TEXT_LIMIT, is_null, plain, scalar_text, survey, unknown_because
from pipewarden.stack.types import BOOL, STRING
from pipewarden.stack.values import Known, Symbol, Template, Unknown, Value

Evaluate = Callable[[ast.Expression, Scope], Value]
Piece = str | Symbol | Unknown
_PIECE_SIZE = 1_000


def render(parts: Iterable[ast.TemplatePart], scope: Scope, evaluate: Evaluate) -> Value:
    """The string that these parts make together."""
    pieces: list[Piece] = []
    sensitive = _append(parts, scope, evaluate, pieces)
    return joined(pieces, sensitive)


def joined(pieces: Iterable[Piece], sensitive: bool = False) -> Known | Template:
    """A string from its pieces: a `Known` when all of them are text."""
    merged: list[Piece] = []
    text: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece) if isinstance(piece, str) else _PIECE_SIZE
        if size > TEXT_LIMIT:
            raise undecided("the text is too long to be computed here")
        if isinstance(piece, str):
            text.append(piece)
        else:
            if any(text):
                merged.append("".join(text))
            text = []
            merged.append(piece)
    if any(text):
        merged.append("".join(text))
    if all(isinstance(piece, str) for piece in merged):
        return Known("".join(piece for piece in merged if isinstance(piece, str)), sensitive=sensitive)
    return Template(tuple(merged), sensitive=sensitive)


def pieces_of(value: Value) -> list[Piece]:
    """A value as pieces of a string; raises where Terraform does not put it into one."""
    value = plain(value)
    if is_null(value):
        raise EvaluationError("null cannot stand in a string")
    match value:
        case Known():
            return [scalar_text(value)]
        case Template():
            return list(value.parts)
        case Symbol() | Unknown():
            return [value]
    raise EvaluationError("only a string, a number or a bool can stand in a string")


def _append(parts: Iterable[ast.TemplatePart], scope: Scope, evaluate: Evaluate, pieces: list[Piece]) -> bool:
    sensitive = False
    for part in parts:
        match part:
            case ast.Text():
                pieces.append(part.value)
            case ast.Interpolation():
                value = evaluate(part.expression, scope)
                sensitive = sensitive or value.sensitive
                pieces.extend(_located(value, part, scope))
            case ast.TemplateIf():
                sensitive = _append_if(part, scope, evaluate, pieces) or sensitive
            case ast.TemplateFor():
                sensitive = _append_for(part, scope, evaluate, pieces) or sensitive
    return sensitive


def _located(value: Value, part: ast.Interpolation, scope: Scope) -> list[Piece]:
    try:
        return pieces_of(value)
    except EvaluationError as error:
        raise EvaluationError(error.message, scope.location(part.span)) from None


def _append_if(part: ast.TemplateIf, scope: Scope, evaluate: Evaluate, pieces: list[Piece]) -> bool:
    condition = operand(evaluate(part.condition, scope), BOOL)
    if not isinstance(condition, Known):
        opaque = survey(condition).opaque
        pieces.append(unknown_because(opaque) if opaque else Unknown("the condition is not known"))
        return condition.sensitive
    chosen = part.then if condition.value else part.otherwise
    return _append(chosen, scope, evaluate, pieces) or condition.sensitive


def _append_for(part: ast.TemplateFor, scope: Scope, evaluate: Evaluate, pieces: list[Piece]) -> bool:
    collection = evaluate(part.collection, scope)
    pairs = entries(collection)
    if isinstance(pairs, Unknown):
        pieces.append(pairs)
        return collection.sensitive
    sensitive = collection.sensitive
    for key, value in pairs:
        names = {part.value: value} if part.key is None else {part.key: key, part.value: value}
        sensitive = _append(part.body, scope.bind(names), evaluate, pieces) or sensitive
    return sensitive


def as_text(value: Value) -> Value:
    """The value converted to a string, as a `Known`, a `Template`, a `Symbol` or an `Unknown`."""
    return plain(convert(value, STRING))
