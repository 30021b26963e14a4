"""Stores: one in each region that actions run in, with a key of that region."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.aws.regions import partition_of
from pipewarden.spec.errors import Path, Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import partition
from pipewarden.spec.rules.walk import actions


def region_stores(spec: PipelineSpec) -> Iterator[Problem]:
    """Actions whose region has no store, and stores that cannot be."""
    known = {spec.region, *(store.region for store in spec.artifacts.stores)}
    for path, action in actions(spec):
        region = getattr(action, "region", None)
        if region is not None and region not in known:
            message = f"{region} has no store; add `- region: {region}` to `artifacts.stores`"
            yield Problem((*path, "region"), message)
    seen = {spec.region}
    for s, store in enumerate(spec.artifacts.stores):
        path = ("artifacts", "stores", s)
        if store.region in seen:
            yield Problem((*path, "region"), f"{store.region} has a store already; remove this one")
        seen.add(store.region)
        found = partition_of(store.region)
        if found is None or found.id != partition(spec):
            yield Problem((*path, "region"), f"{store.region} is in another partition than {spec.region}; remove it")
        if spec.artifacts.log_bucket is not None and store.log_bucket is None:
            message = (
                f"is missing: S3 logs to a bucket of {store.region} only; add one, or remove `artifacts.log_bucket`"
            )
            yield Problem((*path, "log_bucket"), message)
        if spec.artifacts.log_bucket is None and store.log_bucket is not None:
            yield Problem((*path, "log_bucket"), "`artifacts.log_bucket` names none; name both, or remove this")
        yield from _key_region(store.key_arn, store.region, (*path, "key_arn"))
    yield from _key_region(spec.encryption.key_arn, spec.region, ("encryption", "key_arn"))


def _key_region(arn: str | None, region: str, path: Path) -> Iterator[Problem]:
    if arn is not None and arn.split(":")[3] != region:
        yield Problem(path, f"the key is in {arn.split(':')[3]}, and the store in {region}; name a key of {region}")


def partitions(spec: PipelineSpec) -> Iterator[Problem]:
    """A partition that is not the region's."""
    if spec.partition is not None and spec.partition != partition(spec):
        message = f"{spec.region} is in the partition `{partition(spec)}`; write that, or leave it out"
        yield Problem(("partition",), message)
    if partition(spec) not in ("aws", "aws-cn", "aws-us-gov"):
        yield Problem(("region",), f"the partition `{partition(spec)}` is not supported; name a region of another")
