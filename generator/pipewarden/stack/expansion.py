"""`count` and `for_each`: which instances a block has."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from pipewarden.hcl import ast
from pipewarden.stack.configuration import Content
from pipewarden.stack.convert import convert
from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.expressions import evaluate
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import is_null, mapping, plain, scalar_text, survey, unknown_because
from pipewarden.stack.types import NUMBER
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value

Key = str | int | None
_COUNT_LIMIT = 5_000
_SHOWN = 5


class Entry(Struct, frozen=True):
    """One instance: its key, and the names that its expressions see."""

    key: Key
    names: dict[str, Value]


class Instances(Struct, frozen=True):
    """The instances of a block; `unknown` says why their number is not known, and then there is one."""

    kind: Literal["single", "count", "each"]
    entries: tuple[Entry, ...]
    unknown: Unknown | None = None


def instances_of(content: Content, scope_of: dict[str, Scope]) -> Instances:
    """The instances that `count` or `for_each` ask for; `scope_of` has the scope for each of them."""
    if "count" in content.attributes:
        return _counted(content.attributes["count"].node.expression, scope_of["count"])
    if "for_each" in content.attributes:
        return _each(content.attributes["for_each"].node.expression, scope_of["for_each"])
    return Instances("single", (Entry(None, {}),))


def unknown_instances(content: Content, unknown: Unknown) -> Instances:
    """One instance that may be absent, where `count` or `for_each` failed."""
    if "count" in content.attributes:
        return Instances("count", (_count_entry(0, unknown),), unknown)
    return Instances("each", (_each_entry(None, unknown, unknown),), unknown)


def _count_entry(key: int, index: Value) -> Entry:
    return Entry(key, {"count": Mapping((("index", index),))})


def _each_entry(key: Key, name: Value, value: Value) -> Entry:
    return Entry(key, {"each": mapping([("key", name), ("value", value)])})


def _counted(expression: ast.Expression, scope: Scope) -> Instances:
    value = evaluate(expression, scope)
    if is_null(value):
        raise EvaluationError("`count` must not be null")
    number = convert(value, NUMBER)
    part = survey(number).opaque
    if part is not None:
        unknown = unknown_because(part)
        index: Value = Known(Fraction(0)) if _is_switch(expression) else unknown
        return Instances("count", (_count_entry(0, index),), unknown)
    amount = number.value if isinstance(number, Known) else None
    if not isinstance(amount, Fraction) or amount.denominator != 1 or amount < 0:
        raise EvaluationError("`count` must be a whole number that is not negative")
    if amount > _COUNT_LIMIT:
        unknown = Unknown(f"`count` is {int(amount)}, too many to evaluate each", value.origin)
        return Instances("count", (_count_entry(0, unknown),), unknown)
    return Instances("count", tuple(_count_entry(index, Known(Fraction(index))) for index in range(int(amount))))


def _is_switch(expression: ast.Expression) -> bool:
    """Whether a count can only be 0 or 1, as in `var.create ? 1 : 0`."""
    while isinstance(expression, ast.Parentheses):
        expression = expression.expression
    if not isinstance(expression, ast.Conditional):
        return False
    branches = (expression.then, expression.otherwise)
    return all(isinstance(branch, ast.Number) and branch.text in ("0", "1") for branch in branches)


def _each(expression: ast.Expression, scope: Scope) -> Instances:
    value = evaluate(expression, scope)
    if is_null(value):
        raise EvaluationError("`for_each` must not be null")
    if value.sensitive:
        raise EvaluationError("`for_each` must not be sensitive")
    match value:
        case Mapping():
            entries = tuple(_each_entry(name, Known(name, item.origin), item) for name, item in value.members)
            return Instances("each", entries)
        case Sequence(kind="set"):
            return _each_of_set(value)
        case Sequence() | Known():
            raise EvaluationError("`for_each` takes a map or a set of strings; convert a list with `toset`")
    part = survey(value).opaque
    unknown = unknown_because(part) if part else Unknown("`for_each` is not known", value.origin)
    return Instances("each", (_each_entry(None, unknown, unknown),), unknown)


def _each_of_set(value: Sequence) -> Instances:
    part = survey(value).opaque
    if part is not None:
        unknown = unknown_because(part)
        return Instances("each", (_each_entry(None, unknown, unknown),), unknown)
    entries = []
    for item in value.items:
        text = plain(item)
        if not isinstance(text, Known) or not isinstance(text.value, str):
            raise EvaluationError("a set in `for_each` must hold strings")
        entries.append(_each_entry(text.value, text, text))
    return Instances("each", tuple(entries))


def suffix(key: Key) -> str:
    """An instance key as it stands in an address."""
    if key is None:
        return ""
    return f"[{key}]" if isinstance(key, int) else f"[{json.dumps(key, ensure_ascii=False)}]"


def no_instance(name: str, key: Known, made: list[Key]) -> EvaluationError:
    """That a block has no instance of that key, and which it has."""
    written = json.dumps(key.value, ensure_ascii=False) if isinstance(key.value, str) else scalar_text(key)
    found = ", ".join(f"`{suffix(each)}`" for each in made[:_SHOWN]) or "none"
    more = f" and {len(made) - _SHOWN} more" if len(made) > _SHOWN else ""
    return EvaluationError(f"`{name}` has no instance `[{written}]`: it has {found}{more}")
