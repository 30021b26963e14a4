"""CodeBuild projects: nested arguments, environment variables and what they run."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipewarden.stack.errors import EvaluationError, UndecidedError
from pipewarden.stack.json_text import decode
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Scalar, Sequence, Symbol, Unknown, Value
from pipewarden.subjects.argument import Argument, blocks, configured
from pipewarden.subjects.pipelines import actions, configuration

PROJECT = "aws_codebuild_project"


def nested(values: Mapping, *path: str) -> Iterator[Mapping | Unknown]:
    """The blocks at the end of a path of block types; an `Unknown` stands for blocks that may or may not be there."""
    first, *rest = path
    for block in blocks(values, first):
        if isinstance(block, Unknown) or not rest:
            yield block
        else:
            yield from nested(block, *rest)


def nested_argument(resource: Resource, block: Mapping, name: str, default: Scalar) -> Argument:
    """An argument of a nested block, with the provider's default."""
    return Argument(resource, name, configured(block, name), default)


class EnvironmentVariable(Struct, frozen=True):
    """A variable of a build: `type` is None for the default, `PLAINTEXT`; `place` is the block or object it stands in.

    `value` is None where nothing is configured.
    """

    resource: Resource
    name: Value
    value: Value | None
    type: Value | None
    place: Value

    @property
    def title(self) -> str:
        """How a message names it."""
        return f"the variable `{self.name.value}`" if isinstance(self.name, Known) else "a variable"


def environment_variables(stack: Stack) -> Iterator[EnvironmentVariable | tuple[Resource, Unknown]]:
    """The variables that projects and build actions set; a resource whose variables are not known has the reason."""
    for project in stack.of_type(PROJECT):
        for block in nested(project.values, "environment", "environment_variable"):
            yield (project, block) if isinstance(block, Unknown) else _variable(project, block)
    for pipeline in stack.of_type("aws_codepipeline"):
        for action in actions(pipeline):
            text = configuration(action, "EnvironmentVariables")
            if text is not None:
                yield from _overridden(pipeline, text)


def _overridden(pipeline: Resource, text: Value) -> Iterator[EnvironmentVariable | tuple[Resource, Unknown]]:
    """The variables that an action gives to its build, a JSON list of objects."""
    structure = json_structure(text)
    if isinstance(structure, Unknown):
        yield pipeline, structure
    elif isinstance(structure, Sequence):
        for item in structure.items:
            yield _variable(pipeline, item) if isinstance(item, Mapping) else (pipeline, _undecided(text))


def json_structure(text: Value) -> Value:
    """What a JSON text stands for; unknown where it cannot be read."""
    if isinstance(text, Unknown):
        return text
    if isinstance(text, Symbol | Mapping | Sequence):
        return _undecided(text)
    try:
        return decode(text)
    except UndecidedError as error:
        return error.unknown
    except EvaluationError as error:
        return Unknown(error.message, text.origin)


def _undecided(text: Value) -> Unknown:
    return Unknown("it is known only after apply", text.origin)


def _variable(resource: Resource, block: Mapping) -> EnvironmentVariable:
    name = configured(block, "name") or Unknown("the variable has no name", block.origin)
    return EnvironmentVariable(resource, name, configured(block, "value"), configured(block, "type"), block)


def scripts(stack: Stack) -> Iterator[tuple[Resource, Value]]:
    """The texts that builds run: build specifications and commands, where they are in the configuration."""
    for project in stack.of_type(PROJECT):
        for kind in ("source", "secondary_sources"):
            for block in nested(project.values, kind):
                if isinstance(block, Mapping) and (text := configured(block, "buildspec")) is not None:
                    yield project, text
    for pipeline in stack.of_type("aws_codepipeline"):
        for action in actions(pipeline):
            override = configuration(action, "BuildspecOverride")
            if override is not None and not isinstance(override, Unknown):
                yield pipeline, override
            commands = configured(action, "commands")
            if isinstance(commands, Sequence):
                yield from ((pipeline, command) for command in commands.items)
