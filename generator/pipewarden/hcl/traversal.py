"""What may follow a term: `.name`, `.0`, `[key]` and the two splats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from pipewarden.hcl.ast import Expression, GetAttribute, Index, Span, Splat, SplatItem
from pipewarden.hcl.fault import Fault
from pipewarden.hcl.token import Token, join

Step: TypeAlias = tuple[Token, Token | Expression, Token | None]
"""The first token; then a name, a legacy number, or a key; and the bracket that closes a key."""


def follow(source: Expression, step: Step) -> Expression:
    """`source` followed by one step."""
    _, what, closer = step
    if isinstance(what, Token):
        return GetAttribute(source, what.text, join(source.span, what.span))
    return Index(source, what, join(source.span, what.span if closer is None else closer.span))


def splat(source: Expression, marker: Token, steps: Sequence[Step]) -> Expression:
    """`source` followed by `[*]` or `.*` and the steps behind it.

    All that stands behind `[*]` is done to each item, another splat too; behind `.*` only names and legacy numbers
    are, and the first bracket ends it.
    """
    outer: list[Splat] = []
    while isinstance(source, Splat) and _is_full(source):
        outer.append(source)
        source = source.item
    full = marker.type == "FULL_SPLAT_START"
    if not full and isinstance(source, Splat):
        raise Fault("`.*` directly inside `.*`; use `[*]` for both", marker.span)
    item: Expression = SplatItem(marker.span if full else _last(marker.span))
    rest = 0
    while rest < len(steps) and (full or steps[rest][2] is None):
        item = follow(item, steps[rest])
        rest += 1
    result: Expression = Splat(source, item, join(source.span, item.span))
    for step in steps[rest:]:
        result = follow(result, step)
    for around in reversed(outer):
        result = Splat(around.source, result, join(around.span, result.span))
    return result


def _is_full(source: Splat) -> bool:
    """Whether it is `[*]`: the item of `.*` spans the star alone."""
    item: Expression = source.item
    while not isinstance(item, SplatItem):
        if not isinstance(item, Splat | GetAttribute | Index):
            return False
        item = item.source
    return item.span.end - item.span.start > 1


def _last(span: Span) -> Span:
    return Span(span.end - 1, span.end, span.line, span.end_column - 1, span.end_line, span.end_column)
