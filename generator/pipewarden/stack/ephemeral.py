"""Values that Terraform never stores: ephemeral variables and resources, and what is made of them."""

from __future__ import annotations

from pipewarden.stack.values import Known, Mapping, Origin, Sequence, Unknown, Value

_NEVER_STORED = " is ephemeral, which is never stored"


def ephemeral(name: str, origin: Origin | None = None) -> Unknown:
    """The value of something ephemeral; what is computed from it keeps the reason."""
    return Unknown(f"`{name}`{_NEVER_STORED}", origin)


def as_null(value: Value) -> Value:
    """The value with every ephemeral part replaced by null."""
    match value:
        case Unknown():
            return Known(None, value.origin) if value.why.endswith(_NEVER_STORED) else value
        case Sequence():
            items = tuple(as_null(item) for item in value.items)
            return Sequence(items, value.kind, value.origin, value.sensitive, value.element)
        case Mapping():
            members = tuple((name, as_null(item)) for name, item in value.members)
            return Mapping(members, value.kind, value.origin, value.sensitive, value.element)
        case _:
            return value
