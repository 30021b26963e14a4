"""What controls speak of: the resolved stack joined into pipelines, stores, buckets, keys, endpoints and trails."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from pipewarden.config import Config
from pipewarden.iam.names import Names
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Unknown, Value
from pipewarden.subjects.accounts import account_of
from pipewarden.subjects.buckets import Bucket, buckets
from pipewarden.subjects.endpoints import pipeline_endpoints
from pipewarden.subjects.keys import KeyUse, key_use, pipeline_keys
from pipewarden.subjects.lookups import joined
from pipewarden.subjects.networks import Subnet, Vpc, home_subnets, home_vpcs
from pipewarden.subjects.pipelines import Store, stores
from pipewarden.subjects.trails import ArtifactBucket, artifact_buckets, pipeline_trails


class Subjects(Struct, frozen=True, dict=True):
    """A stack and the configuration that it is judged under; each join is made once, when first asked for."""

    stack: Stack
    config: Config

    @classmethod
    def of(cls, stack: Stack, config: Config) -> Subjects:
        """The subjects of a stack as it was read, where what it looks up of its own is joined first."""
        return cls(joined(stack), config)

    @cached_property
    def names(self) -> Names:
        """What symbols in policies stand for."""
        stack = self.stack
        return Names(stack, account_of(stack), stack.region, stack.partition)

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

    @cached_property
    def endpoints(self) -> tuple[Resource, ...]:
        """The endpoints for AWS services in the VPCs that reach CodePipeline through one."""
        return tuple(pipeline_endpoints(self.stack, self.config.require))

    @cached_property
    def vpcs(self) -> tuple[tuple[Resource, Vpc], ...]:
        """The VPCs of the endpoints, each with a resource that says so; those that are declared are left out."""
        return tuple(home_vpcs(self.stack, self.endpoints, self.config.declare))

    @cached_property
    def subnets(self) -> tuple[Subnet, ...]:
        """The subnets of the interface endpoints."""
        return tuple(home_subnets(self.stack, self.endpoints, self.config.declare))

    @cached_property
    def trails(self) -> tuple[Resource, ...]:
        """The trails that record what is done to the pipelines."""
        return pipeline_trails(self.stack)

    @cached_property
    def artifact_buckets(self) -> tuple[ArtifactBucket, ...]:
        """The buckets that artifact stores name, those that live elsewhere too."""
        return artifact_buckets(self.stack)

    def key_use(self, value: Value | None) -> KeyUse:
        """Which key an argument names."""
        return key_use(self.stack, value, self.config.declare)

    def unresolved_could_hold(self) -> Iterator[str]:
        """Why something that is not seen may be there all the same: the modules that could not be read."""
        for part in self.stack.unresolved:
            yield f"`{part.address}` could not be read: {part.why}"
