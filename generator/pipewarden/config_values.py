"""What a value of the configuration has to be, beyond its type, and how a wrong one is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

_KINDS = {
    "array": "a list in brackets",
    "bool": "`true` or `false`",
    "date": "a date without quotes, as in 2027-01-31",
    "float": "a number",
    "int": "a whole number",
    "object": "a table",
    "str": "text in quotes",
}
_EXPECTED = re.compile(r"Expected `(\w+)(?: \| \w+)*`, got `(\w+)`")
_MISSING = re.compile(r"Object missing required field `(\w+)`")
_NEEDED = {"control": "the id of the control that it excuses", "reason": "the reason why the finding is accepted"}

_Check = tuple[str, str, Callable[[Any], object], str]
_CHECKS: tuple[_Check, ...] = (
    ("require", "min_tls", lambda text: text in ("1.2", "1.3"), '"1.2" or "1.3"'),
    ("require", "retention_days", lambda days: days >= 0, "a number of days"),
    ("declare", "accounts", lambda text: re.fullmatch(r"\d{12}", text), "account numbers of 12 digits"),
    ("declare", "organization", lambda text: re.fullmatch(r"o-[a-z0-9]{10,32}", text), "an id as in o-a1b2c3d4e5"),
    ("thresholds", "kms_deletion_window_days", lambda days: 7 <= days <= 30, "a number of days from 7 to 30"),
    ("thresholds", "kms_rotation_period_days", lambda days: 90 <= days <= 2560, "a number of days from 90 to 2560"),
)


def wrong_values(document: Any) -> Iterator[tuple[str, str]]:
    """The keys whose values are of the right type and still wrong, and what to write."""
    for table, key, is_right, wanted in _CHECKS:
        value = getattr(getattr(document, table), key)
        for item in value if isinstance(value, tuple) else () if value is None else (value,):
            if not is_right(item):
                yield key, f"`{table}.{key}` is `{item}`; write {wanted}"


def wrong_type(message: str, key: str) -> str:
    """What msgspec says of a value, in words for people."""
    missing, expected = _MISSING.search(message), _EXPECTED.search(message)
    if missing:
        return f"an `[[accept]]` has no `{missing[1]}`; write {_NEEDED.get(missing[1], 'it')}"
    if key == "accept" and expected:
        return "`accept` is one table; write `[[accept]]` in double brackets, one for each"
    if "date" in message:
        return f"`{key}` is no date; write {_KINDS['date']}"
    if expected:
        return f"`{key}` has another type; write {_KINDS.get(expected[1], expected[1])}"
    return f"`{key}`: {message}; mend the value"
