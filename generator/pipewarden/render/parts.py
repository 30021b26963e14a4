"""What templates are filled with: actions, statements and variables, as frozen values.

A field that is called an expression holds Terraform text; all other texts are data.
"""

from __future__ import annotations

from msgspec import Struct

from pipewarden.render.literal import Value, listed


class Condition(Struct, frozen=True):
    """A condition of a statement; `values` are expressions."""

    test: str
    variable: str
    values: tuple[str, ...]


class Statement(Struct, frozen=True):
    """A statement that allows; `resources` are expressions, and one that ends with `...` is a list of them."""

    sid: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()

    @property
    def resource_list(self) -> str:
        """The resources as one expression."""
        lists = [resource.removesuffix("...") for resource in self.resources if resource.endswith("...")]
        single = [resource for resource in self.resources if not resource.endswith("...")]
        if not lists:
            return listed(single)
        return lists[0] if len(lists) == 1 and not single else f"concat({', '.join([*lists, listed(single)])})"


class Variable(Struct, frozen=True):
    """A variable of the root module; `type` is an expression."""

    name: str
    type: str
    description: str
    value: Value


class Action(Struct, frozen=True):
    """An action of the pipeline; the second parts of `configuration`, `region` and `role_arn` are expressions."""

    name: str
    category: str
    provider: str
    run_order: int
    namespace: str | None
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    configuration: tuple[tuple[str, str], ...] = ()
    statements: tuple[Statement, ...] = ()
    variables: tuple[Variable, ...] = ()
    region: str | None = None
    role_arn: str | None = None
    commands: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


class Stage(Struct, frozen=True):
    """A stage of the pipeline."""

    name: str
    actions: tuple[Action, ...]


def merge(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements with those of the same sid made one, over the resources of all of them."""
    merged: dict[str, Statement] = {}
    for new in statements:
        old = merged.get(new.sid)
        resources = tuple(dict.fromkeys((*old.resources, *new.resources))) if old else new.resources
        merged[new.sid] = Statement(new.sid, new.actions, resources, new.conditions)
    return tuple(merged.values())


def pascal(slug: str) -> str:
    """`unit-tests` as `UnitTests`, for statement ids."""
    return "".join(word.capitalize() for word in slug.split("-"))
