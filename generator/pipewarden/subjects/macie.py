"""Which classification jobs of Macie look at which artifact buckets."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value
from pipewarden.subjects.argument import argument, blocks, configured
from pipewarden.subjects.builds import nested
from pipewarden.subjects.identity import names, same_name
from pipewarden.subjects.pipelines import Store, stores
from pipewarden.subjects.references import shown
from pipewarden.subjects.regions import region

_DEFINITION = "s3_job_definition"
_STOPPED = ("CANCELLED", "USER_PAUSED")


class WatchedBucket(Struct, frozen=True):
    """A bucket that a store names: `resource` is the stack's bucket of that name, None where it is elsewhere."""

    name: Value
    resource: Resource | None
    region: Value

    @property
    def title(self) -> str:
        """How a message names it."""
        return f"`{self.resource.address}`" if self.resource is not None else f"the bucket {shown(self.name)}"


class Coverage(Struct, frozen=True):
    """Whether a job looks at a whole bucket, None where it is not known; `why` says what is left out or not known."""

    whole: bool | None
    why: str = ""
    place: Value | None = None


def watched_buckets(stack: Stack) -> Iterator[WatchedBucket]:
    """The buckets that the pipelines' stores name, each once."""
    seen: list[Value] = []
    for store in stores(stack):
        if isinstance(store, Store) and store.bucket is not None and store.bucket not in seen:
            seen.append(store.bucket)
            own = next((b for b in stack.of_type("aws_s3_bucket") if names(store.bucket, b)), None)
            place = configured(store.block, "region") or region(own or store.pipeline)
            yield WatchedBucket(store.bucket, own, place)


def coverage(stack: Stack, job: Resource, bucket: WatchedBucket) -> Coverage:
    """Whether the job looks at every object of the bucket, now and later."""
    chosen = _chooses(job, bucket)
    if chosen is not True:
        return Coverage(chosen, "" if chosen is False else f"which buckets `{job.address}` looks at is not known")
    return next(_shortfalls(job), Coverage(True))


def _shortfalls(job: Resource) -> Iterator[Coverage]:
    kind, status = argument(job, "job_type"), argument(job, "job_status", "RUNNING")
    sample = argument(job, "sampling_percentage", Fraction(100))
    for setting in (kind, status, sample):
        if setting.undecided:
            yield Coverage(None, str(setting), setting.value)
    if kind.in_force != "SCHEDULED":
        yield Coverage(False, str(kind), kind.value)
    if status.in_force in _STOPPED:
        yield Coverage(False, str(status), status.value)
    if isinstance(sample.in_force, Fraction) and sample.in_force < 100:
        yield Coverage(False, str(sample), sample.value)
    for scoping in nested(job.values, _DEFINITION, "scoping"):
        if isinstance(scoping, Unknown):
            yield Coverage(None, f"its `scoping` is not known: {scoping.why}", scoping)
        elif blocks(scoping, "excludes") or blocks(scoping, "includes"):
            yield Coverage(False, "its `scoping` leaves objects out", scoping)


def _chooses(job: Resource, bucket: WatchedBucket) -> bool | None:
    """Whether the job's definition names the bucket, or has criteria that it meets."""
    definitions = tuple(nested(job.values, _DEFINITION, "bucket_definitions"))
    criteria = tuple(nested(job.values, _DEFINITION, "bucket_criteria"))
    answers = [_defined(block, bucket) for block in definitions] + [_meets(block, bucket) for block in criteria]
    return True if True in answers else None if None in answers else False


def _defined(block: Mapping | Unknown, bucket: WatchedBucket) -> bool | None:
    listed = block if isinstance(block, Unknown) else configured(block, "buckets")
    if not isinstance(listed, Sequence):
        return None
    answers = [_is(item, bucket) for item in listed.items]
    return True if True in answers else None if None in answers else False


def _is(value: Value, bucket: WatchedBucket) -> bool | None:
    if bucket.resource is not None and names(value, bucket.resource):
        return True
    return same_name(value, bucket.name)


def _meets(criteria: Mapping | Unknown, bucket: WatchedBucket) -> bool | None:
    if isinstance(criteria, Unknown):
        return None
    included = [_all_met(block, bucket) for block in blocks(criteria, "includes")]
    excluded = [_all_met(block, bucket) for block in blocks(criteria, "excludes")]
    if False in included or True in excluded:
        return False
    return None if None in (*included, *excluded) else True


def _all_met(group: Mapping | Unknown, bucket: WatchedBucket) -> bool | None:
    if isinstance(group, Unknown):
        return None
    answers = [_criterion(criterion, bucket) for criterion in nested(group, "and", "simple_criterion")] + [
        None for _ in nested(group, "and", "tag_criterion")
    ]
    return False if False in answers else None if None in answers else True


def _criterion(criterion: Mapping | Unknown, bucket: WatchedBucket) -> bool | None:
    if isinstance(criterion, Unknown):
        return None
    key, how, values = (configured(criterion, name) for name in ("key", "comparator", "values"))
    if key != Known("S3_BUCKET_NAME") or not isinstance(values, Sequence):
        return None
    same = [_is(item, bucket) for item in values.items]
    if how == Known("STARTS_WITH") and isinstance(bucket.name, Known):
        same = [str(bucket.name.value).startswith(str(v.value)) if isinstance(v, Known) else None for v in values.items]
    met = True if True in same else None if None in same else False
    if how == Known("NE"):
        return None if met is None else not met
    return met if how in (Known("EQ"), Known("STARTS_WITH")) else None
