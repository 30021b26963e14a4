"""The values of the root module's variables: files, environment and flags, by Terraform's precedence."""

from __future__ import annotations

from collections.abc import Mapping as Table

from msgspec import Struct, field

from pipewarden.hcl import HclSyntaxError, ast, parse, parse_expression
from pipewarden.stack.errors import EvaluationError, ExhaustedError, UndecidedError
from pipewarden.stack.expressions import evaluate
from pipewarden.stack.model import Problem
from pipewarden.stack.reader import Tree
from pipewarden.stack.scope import Scope
from pipewarden.stack.types import Primitive, Type
from pipewarden.stack.values import Known, Origin, Symbol, Unknown, Value

_NOWHERE = ast.Span(0, 0, 1, 1, 1, 1)


class VariableFile(Struct, frozen=True):
    """A file given with `--var-file`: its path as it is shown, and its content."""

    path: str
    data: bytes


class Deployment(Struct, frozen=True):
    """What the configuration does not say and the deployment knows.

    `environment` holds the variables named `TF_VAR_…`, without the prefix. `variables` are those of `--var`, which
    beat `var_files`. `workspace` is what `terraform.workspace` reads.
    """

    account: str | None = None
    region: str | None = None
    partition: str | None = None
    variables: Table[str, str] = field(default_factory=dict)
    var_files: tuple[VariableFile, ...] = ()
    environment: Table[str, str] = field(default_factory=dict)
    workspace: str | None = "default"


class NoReferences:
    """Refuses every reference: what stands in a variables file is constant."""

    def resolve(self, name: ast.Name, steps: list[ast.GetAttribute | ast.Index], scope: Scope) -> tuple[Value, int]:
        """Raise."""
        raise EvaluationError(f"`{name.name}` cannot be used here: the value must be constant")

    def attribute(self, symbol: Symbol, name: str) -> Value:
        """An attribute of a symbol stays a symbol."""
        return Symbol(symbol.address, (*symbol.path, name))


class NoFiles:
    """Refuses every file: what stands in a variables file calls no functions that read."""

    def read(self, path: str) -> bytes:
        """Raise."""
        raise EvaluationError(f"`{path}` cannot be read here")

    def exists(self, path: str) -> bool:
        """Raise."""
        raise EvaluationError(f"`{path}` cannot be read here")

    def names(self, path: str) -> tuple[str, ...]:
        """Raise."""
        raise EvaluationError(f"`{path}` cannot be read here")

    def root(self) -> str:
        """Raise."""
        raise EvaluationError("a path cannot be used here")

    def shown(self, path: str) -> str:
        """The path as it is."""
        return path


def constant_scope(file: str) -> Scope:
    """A scope in which nothing can be referred to."""
    return Scope(NoReferences(), NoFiles(), file)


class Given(Struct, frozen=True):
    """A value given for a variable: text from a flag or the environment, or a value from a file."""

    source: str
    text: str | None = None
    value: Value | None = None
    location: ast.Location | None = None

    def resolve(self, type_: Type | None) -> Value:
        """The value; text for a variable of a structured type is an expression. Raises EvaluationError."""
        if self.value is not None:
            return self.value
        assert self.text is not None
        if type_ is None or (isinstance(type_, Primitive) and type_.name != "any"):
            return Known(self.text, Origin(None, f"{self.source} is `{self.text}`"))
        try:
            return evaluate(parse_expression(self.text), constant_scope(self.source))
        except HclSyntaxError as error:
            raise EvaluationError(f"the value from {self.source} is no expression: {error.problem.message}") from None


def given_values(tree: Tree, folder: str, deployment: Deployment, problems: list[Problem]) -> dict[str, Given]:
    """The values given for the variables of the root module, by name."""
    given: dict[str, Given] = {}
    for name, text in deployment.environment.items():
        given[name] = Given(f"`TF_VAR_{name}`", text)
    for path in tree.variable_files(folder):
        given.update(_from_file(tree.shown(path), tree.parsed(path), problems))
    for file in deployment.var_files:
        parsed = parse(file.data, json=file.path.endswith(".json"))
        given.update(_from_file(file.path, parsed, problems))
    for name, text in deployment.variables.items():
        given[name] = Given(f"`--var {name}`", text)
    return given


def _from_file(path: str, parsed: ast.File, problems: list[Problem]) -> dict[str, Given]:
    if parsed.problem is not None:
        place = parsed.problem
        span = ast.Span(0, 0, place.line, place.column, place.line, place.column)
        problems.append(Problem(place.message, ast.Location(path, span)))
    found: dict[str, Given] = {}
    headers = (ast.Location(path, block.header) for block in parsed.body.blocks)
    problems.extend(Problem("a variables file holds no blocks", header) for header in headers)
    for attribute in parsed.body.attributes:
        location = ast.Location(path, attribute.expression.span)
        try:
            value = evaluate(attribute.expression, constant_scope(path))
        except EvaluationError as error:
            problems.append(Problem(error.message, error.location or location))
            value = Unknown(error.message)
        except (UndecidedError, ExhaustedError) as error:
            value = error.unknown
        found[attribute.name] = Given(f"`{path}`", value=value, location=location)
    return found
