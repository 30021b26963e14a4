"""The words in which a value tells where it came from."""

from __future__ import annotations

from pipewarden.hcl.ast import Location
from pipewarden.stack.shape import scalar_text, with_origin
from pipewarden.stack.values import Known, Origin, Symbol, Value

_WIDTH = 80


def words(value: Value) -> str | None:
    """A scalar or a symbol as it is shown to a person; None for anything else, and for what is secret."""
    if value.sensitive:
        return None
    if isinstance(value, Symbol):
        return f"`{value}`"
    if not isinstance(value, Known):
        return None
    text = scalar_text(value)
    if len(text) > _WIDTH:
        text = text[: _WIDTH - 1] + "…"
    return f'`"{text}"`' if isinstance(value.value, str) else f"`{text}`"


def literal(value: Value, location: Location) -> Value:
    """A value that stands in the text just as it is."""
    return with_origin(value, Origin(location, words(value) or "a literal"))


def named(value: Value, name: str, location: Location | None) -> Value:
    """A value that a name stands for: one more line at the head of its chain."""
    shown = words(value)
    text = f"`{name}` is {shown}" if shown else f"`{name}`"
    because = value.origin
    if because is not None and because.location == location:
        because = because.because
    return with_origin(value, Origin(location, text, because))


def computed(value: Value, location: Location, *sources: Value) -> Value:
    """A value that an expression computes from others: the first source that comes from elsewhere is kept."""
    because = next((found for found in (_outside(item.origin, location) for item in sources) if found), None)
    return with_origin(value, Origin(location, words(value) or "computed", because))


def _outside(origin: Origin | None, location: Location) -> Origin | None:
    """The first origin of a chain that does not stand within that place."""
    while origin is not None and origin.location is not None and _within(origin.location, location):
        origin = origin.because
    return origin


def _within(inner: Location, outer: Location) -> bool:
    return inner.file == outer.file and outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def placed(value: Value, location: Location) -> Value:
    """A value where it stands in a list or an object: one from elsewhere gets a line more at the head of its chain."""
    if value.origin is not None and value.origin.location == location:
        return value
    return with_origin(value, Origin(location, words(value) or "computed", value.origin))


def configured(value: Value, name: str, expression: Location, location: Location) -> Value:
    """The value of an argument in a block: `expression` is its right side, `location` the whole argument."""
    because = value.origin
    if because is not None and because.location == expression:
        because = because.because
    shown = words(value)
    return with_origin(value, Origin(location, f"`{name}` is {shown}" if shown else f"`{name}`", because))
