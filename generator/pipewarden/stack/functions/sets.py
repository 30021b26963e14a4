"""Functions over sets."""

from __future__ import annotations

from pipewarden.stack.convert import convert
from pipewarden.stack.equality import equal
from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.functions.lists import require_sequence
from pipewarden.stack.functions.registry import function, set_of
from pipewarden.stack.sets import make_set
from pipewarden.stack.shape import type_of
from pipewarden.stack.types import ANY, OPAQUE, Collection, unify
from pipewarden.stack.values import Sequence, Value


def _alike(arguments: tuple[Value, ...]) -> list[Sequence]:
    """The sets, converted to one type."""
    sources = [require_sequence(item) for item in arguments]
    common = unify(type_of(source) for source in sources if source.items or source.element not in (None, ANY))
    if common is None:
        raise EvaluationError("the sets must have one element type")
    if not isinstance(common, Collection) or common.element in (ANY, OPAQUE):
        return sources
    return [require_sequence(convert(source, common)) for source in sources]


def _has(source: Sequence, item: Value) -> bool:
    answers = [equal(item, other) for other in source.items]
    if True in answers:
        return True
    if None in answers:
        raise undecided("whether an element is in a set is not known")
    return False


@function(set_of(ANY), rest=set_of(ANY), native=False)
def setunion(*arguments: Value) -> Value:
    sources = _alike(arguments)
    return make_set([item for source in sources for item in source.items], sources[0].element)


@function(set_of(ANY), rest=set_of(ANY), native=False)
def setintersection(*arguments: Value) -> Value:
    first, *others = _alike(arguments)
    return make_set([item for item in first.items if all(_has(other, item) for other in others)], first.element)


@function(set_of(ANY), set_of(ANY), native=False)
def setsubtract(left: Value, right: Value) -> Value:
    first, second = _alike((left, right))
    return make_set([item for item in first.items if not _has(second, item)], first.element)
