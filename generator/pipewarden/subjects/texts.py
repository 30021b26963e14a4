"""The texts of a stack: what stands in a value, in an argument, in the keys of a map, at any depth."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Template, Unknown, Value

HOLE = "\ufffc"
"""Stands in a text for a part that is not known; it is no letter, no digit and no space."""

Path = tuple[str | int, ...]


class Text(Struct, frozen=True):
    """A text at `path` in a resource; `place` is the value to show, and `text` has a `HOLE` for each unknown part."""

    path: Path
    text: str
    place: Value

    @property
    def name(self) -> str:
        """The path as it is written: `tags.Owner`, `stage[0].name`."""
        steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path]
        return "".join(steps).removeprefix(".")


def shown_text(value: Value | None, hole: str = HOLE) -> str | None:
    """The text of a value, with `hole` for each unknown part; None where it is no text or not known at all."""
    match value:
        case Known():
            return value.value if isinstance(value.value, str) else None
        case Template():
            return "".join(part if isinstance(part, str) else hole for part in value.parts)
        case Encoded():
            return shown_text(value.text, hole)
        case _:
            return None


def texts(value: Value, path: Path = (), place: Value | None = None) -> Iterator[Text]:
    """Every text in a value, keys of maps included; those of a JSON string are given one by one."""
    at = value if value.origin is not None else place if place is not None else value
    match value:
        case Known() | Template():
            text = shown_text(value)
            if text is not None:
                yield Text(path, text, at)
        case Encoded():
            yield from texts(value.structure, path, at)
        case Sequence():
            for index, item in enumerate(value.items):
                yield from texts(item, (*path, index), at)
        case Mapping():
            for name, member in value.members:
                yield from texts(member, (*path, name), at)
        case _:
            return


def unknowns(value: Value, path: Path = ()) -> Iterator[tuple[Path, Unknown]]:
    """Every part of a value that is not known, and where it is; symbols are known to be AWS's own."""
    match value:
        case Unknown():
            yield path, value
        case Template():
            yield from ((path, part) for part in value.parts if isinstance(part, Unknown))
        case Encoded():
            yield from unknowns(value.structure, path)
        case Sequence():
            for index, item in enumerate(value.items):
                yield from unknowns(item, (*path, index))
        case Mapping():
            for name, member in value.members:
                yield from unknowns(member, (*path, name))
        case Known() | Symbol():
            return
