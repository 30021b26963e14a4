"""Which events a trail records, by its classic or advanced selectors."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.references import listed, why

S3_OBJECTS = "AWS::S3::Object"
_FREE_FIELDS = {"eventCategory", "readOnly", "resources.type"}
"""Fields of an advanced selector that say what kind of event it records; each other field narrows that."""


class Category(StrEnum):
    """What kind of events a selector records."""

    MANAGEMENT = "management events"
    DATA = "data events of S3 objects"
    OTHER = "other events"


class Condition(Struct, frozen=True):
    """One operator of a field selector: `resources.ARN` `starts_with` these values."""

    field: str
    operator: str
    values: tuple[Value, ...]
    block: Mapping


class Recording(Struct, frozen=True):
    """Events that one selector records.

    `prefixes` are those of the object ARNs (None for all objects), `left_out` those of objects that are left out.
    `excluded` are the event sources left out, `narrowing` the conditions that leave out more. `limit` is the element
    that says reads or writes only.
    """

    category: Category
    reads: bool
    writes: bool
    block: Mapping
    limit: Value | None = None
    prefixes: tuple[Value, ...] | None = None
    left_out: tuple[Value, ...] = ()
    excluded: tuple[Value, ...] = ()
    narrowing: tuple[Condition, ...] = ()


def recordings(trail: Resource) -> Iterator[Recording | Unknown]:
    """What the trail records, or why a part of it is not known.

    Without selectors a trail records all management events and no data events (AWS CloudTrail User Guide, *Working with
    CloudTrail event selectors*).
    """
    classic = blocks(trail.values, "event_selector")
    advanced = blocks(trail.values, "advanced_event_selector")
    if not classic and not advanced:
        yield Recording(Category.MANAGEMENT, True, True, trail.values)
    for block in classic:
        yield from (block,) if isinstance(block, Unknown) else _classic(block)
    for block in advanced:
        yield block if isinstance(block, Unknown) else _advanced(block)


def _classic(block: Mapping) -> Iterator[Recording | Unknown]:
    kind = configured(block, "read_write_type")
    management = configured(block, "include_management_events")
    for value in (kind, management):
        if value is not None and not isinstance(value, Known):
            yield Unknown(why(value), value.origin)
            return
    mode = kind.value if isinstance(kind, Known) else "All"
    reads, writes = mode in ("All", "ReadOnly"), mode in ("All", "WriteOnly")
    if isinstance(management, Known) and management.value in (False, "false"):
        yield Recording(Category.MANAGEMENT, False, False, block, management)
    else:
        excluded = tuple(listed(configured(block, "exclude_management_event_sources")))
        yield Recording(Category.MANAGEMENT, reads, writes, block, kind, excluded=excluded)
    for resource in blocks(block, "data_resource"):
        if isinstance(resource, Unknown):
            yield resource
        elif configured(resource, "type") == Known(S3_OBJECTS):
            values = tuple(listed(configured(resource, "values")))
            yield Recording(Category.DATA, reads, writes, resource, kind, prefixes=values)
        elif isinstance(configured(resource, "type"), Unknown):
            yield Unknown("the type of a `data_resource` is not known", resource.origin)


def _advanced(block: Mapping) -> Recording | Unknown:
    conditions = []
    for selector in blocks(block, "field_selector"):
        for item in (selector,) if isinstance(selector, Unknown) else _conditions(selector):
            if isinstance(item, Unknown):
                return item
            conditions.append(item)
    reads, writes, limit = _access(conditions)
    others = [condition for condition in conditions if condition.field not in _FREE_FIELDS]
    if _says(conditions, "eventCategory", "Management"):
        by_source = [condition for condition in others if _is(condition, "eventSource", "not_equals")]
        excluded = tuple(value for condition in by_source for value in condition.values)
        narrowing = tuple(condition for condition in others if condition not in by_source)
        return Recording(Category.MANAGEMENT, reads, writes, block, limit, excluded=excluded, narrowing=narrowing)
    if _says(conditions, "eventCategory", "Data") and _says(conditions, "resources.type", S3_OBJECTS):
        return _objects(Recording(Category.DATA, reads, writes, block, limit), others)
    return Recording(Category.OTHER, reads, writes, block)


def _objects(recording: Recording, conditions: list[Condition]) -> Recording:
    prefixes: tuple[Value, ...] | None = None
    left_out: list[Value] = []
    narrowing = []
    for condition in conditions:
        if _is(condition, "resources.ARN", "starts_with") and prefixes is None:
            prefixes = condition.values
        elif condition.field == "resources.ARN" and condition.operator in ("not_starts_with", "not_equals"):
            left_out += condition.values
        elif not (_is(condition, "eventSource", "equals") and Known("s3.amazonaws.com") in condition.values):
            narrowing.append(condition)
    return replace(recording, prefixes=prefixes, left_out=tuple(left_out), narrowing=tuple(narrowing))


def _access(conditions: list[Condition]) -> tuple[bool, bool, Value | None]:
    """Whether reads and writes are recorded, and the element that leaves one of them out."""
    reads, writes, limit = True, True, None
    for condition in conditions:
        if condition.field == "readOnly":
            said = {str(value.value).lower() for value in condition.values if isinstance(value, Known)}
            kept = {"true", "false"} - said if condition.operator == "not_equals" else said
            reads, writes, limit = reads and "true" in kept, writes and "false" in kept, condition.block
    return reads, writes, limit


def _conditions(selector: Mapping) -> Iterator[Condition | Unknown]:
    field = configured(selector, "field")
    if not isinstance(field, Known):
        yield Unknown("the `field` of a `field_selector` is not known", selector.origin)
        return
    empty = True
    for operator in ("equals", "not_equals", "starts_with", "not_starts_with", "ends_with", "not_ends_with"):
        values = configured(selector, operator)
        items = tuple(listed(values))
        hazy = (item for item in items if not isinstance(item, Known))
        doubt = next(hazy, None) if field.value in _FREE_FIELDS or not isinstance(values, Sequence) else None
        empty = empty and not items
        if doubt is not None:
            yield Unknown(f"`{operator}` of `{field.value}` is not known: {why(doubt)}", doubt.origin)
        elif items:
            yield Condition(str(field.value), operator, items, selector)
    if empty:
        yield Condition(str(field.value), "equals", (), selector)


def _says(conditions: list[Condition], field: str, value: str) -> bool:
    return any(_is(condition, field, "equals") and Known(value) in condition.values for condition in conditions)


def _is(condition: Condition, field: str, operator: str) -> bool:
    return condition.field == field and condition.operator == operator
