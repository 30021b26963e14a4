"""The names that follow from a spec: of buckets and zones, and of actions as identifiers."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from pipewarden.aws.regions import default_zones, partition_of
from pipewarden.spec.artifacts import Store
from pipewarden.spec.errors import Path
from pipewarden.spec.model import PipelineSpec


class Names(Struct, frozen=True):
    """The names of what a stack makes once."""

    spec: PipelineSpec

    @property
    def artifact_bucket(self) -> str:
        return self.spec.artifacts.bucket or self._bucket("artifacts")

    @property
    def log_bucket(self) -> str:
        return self.spec.artifacts.log_bucket or self._bucket("logs")

    @property
    def trail_bucket(self) -> str:
        return self.spec.audit.bucket or f"{self.spec.name}-trail-{self.spec.account}-{self.spec.region}"

    def store_bucket(self, store: Store) -> str:
        """The artifact bucket of a further store."""
        return store.bucket or self._bucket("artifacts", store.region)

    def store_log_bucket(self, store: Store) -> str:
        """The bucket for the access logs of a further store."""
        return store.log_bucket or self._bucket("logs", store.region)

    def _bucket(self, what: str, region: str | None = None) -> str:
        prefix = self.spec.artifacts.bucket_prefix or self.spec.name
        return f"{prefix}-{what}-{self.spec.account}-{region or self.spec.region}"


def partition(spec: PipelineSpec) -> str:
    """The partition of the spec's region."""
    found = partition_of(spec.region)
    return found.id if found else "aws"


def made_services(spec: PipelineSpec) -> tuple[str, ...]:
    """The services whose endpoints are made here, sorted."""
    return tuple(sorted({"codepipeline", *spec.network.services} - set(spec.network.elsewhere)))


def zones(spec: PipelineSpec) -> tuple[str, ...]:
    """The availability zones of the VPC."""
    return spec.network.zones or default_zones(spec.region)


def slug(name: str) -> str:
    """A name as part of an identifier: `Unit-Tests` as `unit-tests`."""
    text = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return text if text[:1].isalpha() else f"a-{text}".strip("-")


def identifier(spec: PipelineSpec, path: Path) -> str:
    """An action's name as an identifier, with its stage's where two stages have an action of that name."""
    stage = spec.pipeline.stages[int(path[2])]
    name = slug(stage.actions[int(path[4])].name)
    counts = Counter(slug(action.name) for other in spec.pipeline.stages for action in other.actions)
    return name if counts[name] == 1 else f"{slug(stage.name)}-{name}"
