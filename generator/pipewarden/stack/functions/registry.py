"""How a built-in function is declared: its parameters, and whether its body can work on what is not known."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

from msgspec import Struct

from pipewarden.hcl import ast
from pipewarden.stack.convert import convert
from pipewarden.stack.errors import EvaluationError, TooLargeError, UndecidedError
from pipewarden.stack.numbers import NumberError, NumberSizeError, from_int
from pipewarden.stack.origins import computed
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import TEXT_LIMIT, is_null, plain, survey, unknown_because, with_sensitive
from pipewarden.stack.types import STRING, Collection, Type
from pipewarden.stack.values import (
    Encoded,
    Known,
    Mapping,
    Sequence,
    Symbol,
    Template,
    Unknown,
    Value,
)

Native: TypeAlias = "str | bool | int | Fraction | list[str] | Value"
Evaluate: TypeAlias = Callable[[ast.Expression, Scope], Value]


class Context(Struct, frozen=True):
    """What a function that reads files or evaluates expressions needs besides its arguments."""

    scope: Scope
    evaluate: Evaluate
    location: ast.Location


class Function(Struct, frozen=True):
    """A function and how to call it.

    `native` bodies get Python strings, numbers, booleans and lists, only when everything is known. The others get
    values, which may hold symbols and unknowns. `nullable` parameters take null. `contextual` bodies get a
    `Context` first. `marks` bodies look after sensitivity themselves.
    """

    name: str
    parameters: tuple[Type, ...]
    body: Callable[..., Any]
    rest: Type | None
    minimum: int
    native: bool
    nullable: frozenset[int] | bool
    contextual: bool
    marks: bool

    def __call__(self, arguments: list[Value], context: Context) -> Value:
        """Apply the function; raises what Terraform refuses, and `UndecidedError` for what is not known."""
        self._check_count(len(arguments))
        converted = [self._argument(index, value) for index, value in enumerate(arguments)]
        surveys = [survey(value) for value in converted]
        sensitive = not self.marks and any(found.sensitive for found in surveys)
        try:
            result = self._apply(converted, surveys, context)
        except NumberSizeError as error:
            result = Unknown(str(error))
        except NumberError as error:
            raise EvaluationError(str(error)) from None
        except UndecidedError as error:
            result = error.unknown
        text = result.text if isinstance(result, Encoded) else result
        if isinstance(text, Known) and isinstance(text.value, str) and len(text.value) > TEXT_LIMIT:
            result = TooLargeError().unknown
        if result.origin is None:
            result = computed(result, context.location, *arguments)
        return with_sensitive(result, True) if sensitive else result

    def _apply(self, values: list[Value], surveys: list[Any], context: Context) -> Value:
        prefix: list[Any] = [context] if self.contextual else []
        if not self.native:
            return to_value(self.body(*prefix, *values))
        for found in surveys:
            if found.opaque is not None:
                raise UndecidedError(unknown_because(found.opaque))
        return to_value(
            self.body(*prefix, *[to_native(value, self._type(index)) for index, value in enumerate(values)])
        )

    def _check_count(self, given: int) -> None:
        most = None if self.rest is not None else len(self.parameters)
        if given < self.minimum or (most is not None and given > most):
            expected = f"at least {self.minimum}" if most != self.minimum else str(self.minimum)
            raise EvaluationError(f"`{self.name}` takes {expected} arguments, not {given}")

    def _type(self, index: int) -> Type:
        type_ = self.parameters[index] if index < len(self.parameters) else self.rest
        assert type_ is not None
        return type_

    def _argument(self, index: int, value: Value) -> Value:
        type_ = self._type(index)
        allowed = (
            self.nullable if isinstance(self.nullable, bool) else min(index, len(self.parameters)) in self.nullable
        )
        if is_null(value) and not allowed:
            raise EvaluationError(f"argument {index + 1} of `{self.name}` must not be null")
        try:
            return convert(value, type_)
        except EvaluationError as error:
            message = f"argument {index + 1} of `{self.name}` is wrong: {error.message}"
            raise EvaluationError(message, error.location) from None


FUNCTIONS: dict[str, Function] = {}
Body = Callable[..., Any]


def function(
    *parameters: Type,
    name: str | None = None,
    rest: Type | None = None,
    optional: int = 0,
    native: bool = True,
    nullable: frozenset[int] | bool = False,
    contextual: bool = False,
    marks: bool = False,
) -> Callable[[Body], Body]:
    """Register a built-in function under its own name, or `name`; the last `optional` parameters may be left out."""

    def register(body: Body) -> Body:
        label = name or body.__name__.rstrip("_")
        FUNCTIONS[label] = Function(
            label, parameters, body, rest, len(parameters) - optional, native, nullable, contextual, marks
        )
        return body

    return register


def to_native(value: Value, type_: Type) -> Any:
    """A known value as Python has it; a list of strings as a list, any other structure as it is."""
    value = plain(value)
    if isinstance(value, Known):
        return value.value
    if isinstance(value, Sequence) and type_ == list_of(STRING):
        return [item.value for item in map(plain, value.items) if isinstance(item, Known)]
    return value


def to_value(result: Native) -> Value:
    """What a body returns as a value: text is normalised, an integer gets 64 bits, a list is one of strings."""
    from pipewarden.stack.expressions import normal

    match result:
        case Known() | Sequence() | Mapping() | Symbol() | Template() | Encoded() | Unknown():
            return result
        case str():
            return Known(normal(result))
        case bool() | Fraction():
            return Known(result)
        case int():
            return Known(from_int(result))
        case list():
            return Sequence(tuple(Known(normal(item)) for item in result), "list", element=STRING)


def list_of(element: Type) -> Type:
    """`list(…)`."""
    return Collection("list", element)


def set_of(element: Type) -> Type:
    """`set(…)`."""
    return Collection("set", element)


def map_of(element: Type) -> Type:
    """`map(…)`."""
    return Collection("map", element)
