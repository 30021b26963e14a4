"""Pipelines and their artifact stores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Mapping, Unknown, Value
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.identity import names


@dataclass(frozen=True, slots=True)
class Store:
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
    for stage in blocks(pipeline.values, "stage"):
        if isinstance(stage, Mapping):
            yield from (action for action in blocks(stage, "action") if isinstance(action, Mapping))


def crosses_accounts(stack: Stack, pipeline: Resource) -> bool:
    """Whether an action of the pipeline runs in a role that the stack does not hold."""
    roles = (configured(action, "role_arn") for action in actions(pipeline))
    return any(
        role is not None and not any(names(role, own) for own in stack.of_type("aws_iam_role")) for role in roles
    )
