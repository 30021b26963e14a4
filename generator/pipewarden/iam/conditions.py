"""Reads `Condition` blocks."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.iam import operators
from pipewarden.iam.model import Condition, Hole, Text
from pipewarden.iam.operators import Operator
from pipewarden.iam.reading import Reading, located, place
from pipewarden.iam.text import hole, text
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value


def conditions(value: Value | None, reading: Reading) -> tuple[tuple[Condition, ...], list[Hole]]:
    """The conditions of a statement, and a hole for each block that cannot be known."""
    holes: list[Hole] = []
    found: list[Condition] = []
    if value is None:
        return (), holes
    for written, block in _members(value, "`Condition`", holes, reading):
        operator = operators.parse(written)
        if operator is None:
            reading.refuse(f"`{written}` is no condition operator{_near(written)}", place(block) or place(value))
            continue
        seen: dict[str, str] = {}
        for key, values in _members(block, f"`{written}`", holes, reading):
            other = seen.setdefault(key.lower(), key)
            if other != key:
                reading.refuse(f"`{key}` is `{other}` again: case does not tell keys apart; keep one", place(values))
            if ":" not in key:
                reading.refuse(f"`{key}` is no condition key; write it with its prefix, `aws:{key}`", place(values))
                continue
            texts = tuple(_values(operator, values, reading))
            found.append(Condition(operator, key, texts, place(values) or place(block)))
    return tuple(found), holes


def _members(value: Value, what: str, holes: list[Hole], reading: Reading) -> Iterator[tuple[str, Value]]:
    if isinstance(value, Mapping):
        names = [name for name, _ in value.members]
        for name, member in value.members:
            if names.count(name) > 1:
                names.remove(name)
                reading.refuse(f"`{name}` stands twice; keep one", place(member) or place(value))
            yield name, member
    elif isinstance(value, Known | Sequence):
        reading.refuse(f"{what} must be a JSON object", place(value))
    else:
        holes.append(hole(value.why if isinstance(value, Unknown) else f"{what} is known to AWS only"))


def _values(operator: Operator, value: Value, reading: Reading) -> Iterator[Text]:
    """The values under a key; JSON numbers and booleans mean their text."""
    for item in located(value):
        if isinstance(item, Mapping | Sequence) or (isinstance(item, Known) and item.value is None):
            reading.refuse("a condition's value must be a string, a number, a boolean or a list of them", place(item))
            continue
        yield text(
            reading.names.parts(item),
            place(item) or place(value),
            wildcards=operator.takes_wildcards,
            variables=reading.variables and operator.takes_variables,
        )


def _near(written: str) -> str:
    """The operator that was probably meant."""
    from difflib import get_close_matches

    close = get_close_matches(written, operators.NAMES, 1)
    return f"; did you mean `{close[0]}`?" if close else ""
