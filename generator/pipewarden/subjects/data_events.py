"""Whether trails record what is done to the objects of an artifact bucket."""

from __future__ import annotations

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Unknown
from pipewarden.subjects.coverage import Gap, recorded
from pipewarden.subjects.objects import covers_objects, touches_objects
from pipewarden.subjects.references import shown, why
from pipewarden.subjects.selectors import Category, Recording
from pipewarden.subjects.trails import ArtifactBucket
from pipewarden.verdict import Verdict


def data_events(trails: tuple[Resource, ...], bucket: ArtifactBucket) -> Verdict:
    """Whether the trails together record reads and writes of every object of the bucket; `trails` is not empty."""
    name = f"`{bucket.address}`" if isinstance(bucket, Resource) else shown(bucket)
    what = f"data events of the objects of {name}"
    return recorded(trails, Category.DATA, what, lambda recording: _gap(recording, bucket, name))


def _gap(recording: Recording, bucket: ArtifactBucket, name: str) -> Gap | Unknown | None:
    if recording.prefixes is not None:
        covered = [covers_objects(prefix, bucket) for prefix in recording.prefixes]
        if None in covered and True not in covered:
            hidden = recording.prefixes[covered.index(None)]
            return Unknown(why(hidden), hidden.origin)
        if True not in covered:
            at = recording.prefixes[0] if recording.prefixes else recording.block
            return f"the selector does not take in all objects of {name}", at
    for condition in recording.narrowing:
        return f"the selector leaves out events by their `{condition.field}`", condition.block
    for prefix in recording.left_out:
        touched = touches_objects(prefix, bucket)
        if touched is None:
            return Unknown(f"what the selector leaves out: {why(prefix)}", prefix.origin)
        if touched:
            return f"the selector leaves out objects of {name}: {shown(prefix)}", prefix
    return None
