"""What controls speak of: the resolved stack joined into pipelines, stores, buckets, keys, endpoints and trails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipewarden.config import Config
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Unknown, Value
from pipewarden.subjects.buckets import Bucket, buckets
from pipewarden.subjects.keys import KeyUse, key_use, pipeline_keys
from pipewarden.subjects.pipelines import Store, stores


@dataclass(frozen=True)
class Subjects:
    """A stack and the configuration that it is judged under; each join is made once, when first asked for."""

    stack: Stack
    config: Config

    @cached_property
    def pipelines(self) -> tuple[Resource, ...]:
        """Every `aws_codepipeline`."""
        return tuple(self.stack.of_type("aws_codepipeline"))

    @cached_property
    def stores(self) -> tuple[Store | tuple[Resource, Unknown], ...]:
        """The artifact stores of every pipeline, or why they are not known."""
        return tuple(stores(self.stack))

    @cached_property
    def buckets(self) -> tuple[Bucket, ...]:
        """The buckets that hold artifacts, trails or access logs."""
        return tuple(buckets(self.stack))

    @cached_property
    def keys(self) -> tuple[Resource, ...]:
        """The keys of the stack that encrypt pipeline data."""
        return tuple(pipeline_keys(self.stack, self.config.declare))

    def key_use(self, value: Value | None) -> KeyUse:
        """Which key an argument names."""
        return key_use(self.stack, value, self.config.declare)

    def unresolved_could_hold(self) -> Iterator[str]:
        """Why something that is not seen may be there all the same: the modules that could not be read."""
        for part in self.stack.unresolved:
            yield f"`{part.address}` could not be read: {part.why}"
