"""Pipelines with their artifact stores and actions."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.identity import names


class Store(Struct, frozen=True):
    """One `artifact_store` block; `encryption_key` has the blocks of that name as they stand."""

    pipeline: Resource
    block: Mapping
    bucket: Value | None
    encryption_key: tuple[Mapping | Unknown, ...]

    @property
    def key(self) -> Value | None:
        """The value of `encryption_key.id`, None where it is not configured."""
        for block in self.encryption_key:
            return block if isinstance(block, Unknown) else configured(block, "id")
        return None


def stores(stack: Stack) -> Iterator[Store | tuple[Resource, Unknown]]:
    """The stores of every pipeline; a pipeline whose stores are not known comes with the reason."""
    for pipeline in stack.of_type("aws_codepipeline"):
        for block in blocks(pipeline.values, "artifact_store"):
            if isinstance(block, Unknown):
                yield pipeline, block
            else:
                yield Store(pipeline, block, configured(block, "location"), blocks(block, "encryption_key"))


def actions(pipeline: Resource) -> Iterator[Mapping]:
    """The `action` blocks of every stage that are known, in order."""
    return (action for action in all_actions(pipeline) if isinstance(action, Mapping))


def all_actions(pipeline: Resource) -> Iterator[Mapping | Unknown]:
    """The `action` blocks of every stage, in order; an `Unknown` stands for those that may or may not be there."""
    for stage in blocks(pipeline.values, "stage"):
        if isinstance(stage, Unknown):
            yield stage
        else:
            yield from blocks(stage, "action")


def action_title(action: Mapping) -> str:
    """How a message names an action: the action `Build`."""
    name = configured(action, "name")
    return f"the action `{name.value}`" if isinstance(name, Known) else "an action"


def configuration(action: Mapping, name: str) -> Value | None:
    """One entry of the action's `configuration`, None where it is not there; unknown where the map is not known."""
    whole = configured(action, "configuration")
    if isinstance(whole, Sequence) and len(whole.items) == 1:
        # A block instead of an argument, as Terraform 0.11 took it for a map.
        whole = whole.items[0]
    if whole is None:
        return None
    if isinstance(whole, Mapping):
        return configured(whole, name)
    return whole if isinstance(whole, Unknown) else Unknown("`configuration` is known only after apply", whole.origin)


def crosses_accounts(stack: Stack, pipeline: Resource) -> bool:
    """Whether an action of the pipeline runs in a role that the stack does not hold, as far as that is known."""
    roles = (configured(action, "role_arn") for action in actions(pipeline))
    return any(
        role is not None
        and not isinstance(role, Unknown)
        and not any(names(role, own) for own in stack.of_type("aws_iam_role"))
        for role in roles
    )
