"""The tree of a pattern."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from pipewarden.stack.re2.characters import CharacterSet


class Sequence(Struct, frozen=True):
    """One after another."""

    items: tuple[Node, ...]


class Alternation(Struct, frozen=True):
    """One of these, the first that leads to a match."""

    items: tuple[Node, ...]


class Repeat(Struct, frozen=True):
    """So many times; `most` is None without a bound."""

    item: Node
    least: int
    most: int | None
    greedy: bool


class Group(Struct, frozen=True):
    """A group that captures."""

    item: Node
    index: int


class Assertion(Struct, frozen=True):
    """A place: `text-start`, `text-end`, `line-start`, `line-end`, `word`, `no-word`."""

    kind: str


Node: TypeAlias = "CharacterSet | Sequence | Alternation | Repeat | Group | Assertion"


def copies(node: Node) -> int:
    """How often the innermost repeated thing is written out."""
    if isinstance(node, Repeat):
        times = max(node.least, node.most or 0, 1)
        return times * copies(node.item)
    if isinstance(node, Sequence | Alternation):
        return max((copies(item) for item in node.items), default=1)
    return copies(node.item) if isinstance(node, Group) else 1
