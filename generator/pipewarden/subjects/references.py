"""Which resource a reference points at, and whether two references name the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Sequence, Symbol, Template, Unknown, Value


def target(stack: Stack, value: Value | None) -> Resource | None:
    """The resource or data source whose attribute `value` is, None where it is none of the stack's."""
    return stack.get(value.address) if isinstance(value, Symbol) else None


def same_id(value: Value | None, other: Value | None) -> bool | None:
    """Whether two ids are the same; None where one is not known.

    AWS makes ids, so a literal id never names what the stack itself creates.
    """
    if value is None or other is None:
        return False
    if isinstance(value, Unknown) or isinstance(other, Unknown):
        return None
    return value == other


def listed(value: Value | None) -> Iterator[Value]:
    """The members of a list argument; an argument that is no list of known length yields itself as `Unknown`."""
    if isinstance(value, Sequence):
        yield from value.items
    elif isinstance(value, Unknown):
        yield value
    elif value is not None and not (isinstance(value, Known) and value.value is None):
        yield Unknown(f"{shown(value)} is known only after apply", value.origin)


def shown(value: Value) -> str:
    """A value in backticks, as short as a message needs it; the id of a resource is the resource."""
    match value:
        case Known():
            return f"`{value.value}`"
        case Symbol():
            return f"`{value.address if value.path == ('id',) else value}`"
        case Template():
            parts = (part if isinstance(part, str) else "${…}" for part in value.parts)
            return f"`{''.join(parts)}`"
        case _:
            return "the value"


def why(value: Value) -> str:
    """Why a value is not known before apply."""
    if isinstance(value, Unknown):
        return value.why
    parts = value.parts if isinstance(value, Template) else ()
    hidden = next((part.why for part in parts if isinstance(part, Unknown)), None)
    return hidden or f"{shown(value)} is known only after apply"


def spelling(value: Value) -> str | None:
    """A string as text, with `<address.attribute>` for what only AWS can tell; None where a part is not known."""
    match value:
        case Known():
            return str(value.value)
        case Symbol():
            return f"<{value}>"
        case Template():
            parts = [part if isinstance(part, str) else spelling(part) for part in value.parts]
            return None if any(part is None for part in parts) else "".join(str(part) for part in parts)
        case _:
            return None
