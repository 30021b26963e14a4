"""The region of a resource, and whether two regions are the same."""

from __future__ import annotations

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Symbol, Unknown, Value
from pipewarden.subjects.argument import configured

_OPEN = Unknown("no provider block names the region; give `--region`")


def region(resource: Resource) -> Value:
    """The resource's own `region` argument, else its provider's; unknown where neither says it."""
    own = configured(resource.values, "region")
    if own is not None:
        return own
    if resource.provider is None:
        return Unknown("the resource's provider is not known")
    inherited = configured(resource.provider.values, "region")
    if inherited is None or inherited == Known(""):
        return _OPEN
    return inherited


def is_current_region(value: Value) -> bool:
    """Whether a value is the region of the provider that looks it up (`data.aws_region`)."""
    return (
        isinstance(value, Symbol)
        and ".aws_region." in f".{value.address}"
        and value.path in (("region",), ("name",), ("id",))
    )


def same_region(stack: Stack, value: Value, other: Value) -> bool | None:
    """Whether two regions are the same, each a name or looked up; None where that cannot be decided."""
    left, right = _named(stack, value), _named(stack, other)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if left == right:
        return True
    return False if isinstance(left, Known) and isinstance(right, Known) else None


def _named(stack: Stack, value: Value) -> Value:
    if value == _OPEN and stack.region is not None:
        return Known(stack.region)
    if isinstance(value, Symbol) and is_current_region(value):
        looked_up = stack.get(value.address)
        if looked_up is not None:
            return region(looked_up)
    return value
