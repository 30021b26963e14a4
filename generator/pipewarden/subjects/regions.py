"""The region of a resource, and the regional services that an endpoint serves."""

from __future__ import annotations

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Symbol, Unknown, Value
from pipewarden.subjects.argument import configured


def region(resource: Resource) -> Value:
    """The resource's own `region` argument, else its provider's; unknown where neither says it."""
    own = configured(resource.values, "region")
    if own is not None:
        return own
    if resource.provider is None:
        return Unknown("the resource's provider is not known")
    inherited = configured(resource.provider.values, "region")
    return inherited if inherited is not None else Unknown("no provider block names a region")


def is_current_region(value: Value) -> bool:
    """Whether a value is the region of the provider that looks it up (`data.aws_region`)."""
    return (
        isinstance(value, Symbol)
        and ".aws_region." in f".{value.address}"
        and value.path in (("region",), ("name",), ("id",))
    )
