"""What an expression sees: its file, the names bound around it, and whoever resolves references."""

from __future__ import annotations

from collections.abc import Mapping as Names
from typing import Protocol

from msgspec import Struct, field

from pipewarden.hcl import ast
from pipewarden.stack.errors import ExhaustedError
from pipewarden.stack.values import Symbol, Value

STEP_LIMIT = 500_000


class Meter(Struct):
    """Counts the steps of one evaluation, so that a hostile configuration ends."""

    steps: int = 0

    def tick(self) -> None:
        """Count one step; raise when there were too many."""
        self.steps += 1
        if self.steps > STEP_LIMIT:
            raise ExhaustedError


class Files(Protocol):
    """The files that functions may read, as seen from one module."""

    def read(self, path: str) -> bytes:
        """The content; raises `EvaluationError` when there is none, `UndecidedError` when it is out of bounds."""
        ...

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        ...

    def names(self, path: str) -> tuple[str, ...]:
        """The files under a folder, as paths relative to it."""
        ...

    def root(self) -> str:
        """The absolute path that relative ones start from."""
        ...

    def shown(self, path: str) -> str:
        """The path as a person sees it."""
        ...


class References(Protocol):
    """Resolves what an expression refers to; a module instance does."""

    def resolve(self, name: ast.Name, steps: list[ast.GetAttribute | ast.Index], scope: Scope) -> tuple[Value, int]:
        """The value that the reference names, and how many of the steps that took."""
        ...

    def attribute(self, symbol: Symbol, name: str) -> Value:
        """An attribute of a resource, configured or not."""
        ...


class Scope(Struct, frozen=True):
    """The surroundings of an expression.

    `names` are the variables of `for`, `dynamic`, `each` and the like. `item` is the element of the nearest splat.
    `tentative` is set inside `try` and `can`, where an error is an answer. `templates` counts the template files
    around the expression.
    """

    references: References
    files: Files
    file: str
    names: Names[str, Value] = field(default_factory=dict)
    item: Value | None = None
    tentative: bool = False
    templates: int = 0
    meter: Meter = field(default_factory=Meter)

    def location(self, span: ast.Span) -> ast.Location:
        """The place of a span in this scope's file."""
        return ast.Location(self.file, span)

    def bind(self, names: dict[str, Value]) -> Scope:
        """This scope with more names."""
        self.meter.tick()
        return self._with({**self.names, **names}, self.item, self.tentative)

    def within(self, item: Value) -> Scope:
        """This scope inside a splat."""
        return self._with(self.names, item, self.tentative)

    def trying(self) -> Scope:
        """This scope where an error is an answer."""
        return self._with(self.names, self.item, True)

    def _with(self, names: Names[str, Value], item: Value | None, tentative: bool) -> Scope:
        return Scope(self.references, self.files, self.file, names, item, tentative, self.templates, self.meter)
