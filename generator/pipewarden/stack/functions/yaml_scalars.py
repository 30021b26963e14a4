"""What a scalar of YAML means to Terraform: by its tag, by its quotes, and by its text."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import datetime, timedelta, timezone

from pipewarden.stack import numbers
from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.values import Known

_PREFIX = "tag:yaml.org,2002:"
_TRUE = frozenset(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"])
_FALSE = frozenset(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"])
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_INFINITY = re.compile(r"[-+]?\.(?:inf|Inf|INF)")
_NOT_A_NUMBER = frozenset((".nan", ".NaN", ".NAN"))
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_HEXADECIMAL = re.compile(r"0x([0-9a-fA-F]+)")
_OCTAL = re.compile(r"0o([0-7]+)")
_DAY = r"(\d{4})-(\d\d?)-(\d\d?)"
_CLOCK = r"(\d\d?):(\d\d?):(\d\d?)(?:\.\d*)?"
_DATES = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (_DAY, f"{_DAY} +{_CLOCK}", f"{_DAY}[Tt]{_CLOCK}(?:Z|([+-])(\\d\\d):(\\d\\d))")
)


def scalar(tag: str | None, text: str, style: str | None) -> Known:
    """The value of a scalar; `tag` is the one that is written, and `style` the mark of its quotes or block."""
    name = (tag or "").removeprefix(_PREFIX)
    if tag is not None and (name == tag or name not in _KINDS):
        raise EvaluationError(f"the tag `{tag}` is not supported in YAML here")
    if name == "binary":
        return _binary(text)
    if style in ("'", '"') or name == "str" or (style and not name):
        return Known(text)
    value, is_date = _resolved(text)
    if name == "null":
        return Known(None) if isinstance(value.value, str) else value
    if name and isinstance(value.value, str) and not (is_date and name == "timestamp"):
        raise EvaluationError(f"the YAML text is not of the type `{name}`")
    return value


_KINDS = frozenset({"binary", "bool", "float", "int", "null", "str", "timestamp"})


def _binary(text: str) -> Known:
    try:
        base64.b64decode(text.replace("\n", "").replace("\r", ""), validate=True)
    except binascii.Error:
        raise EvaluationError("the YAML text is not of the type `binary`") from None
    return Known(text)


def _resolved(text: str) -> tuple[Known, bool]:
    """The value of a plain scalar, and whether it is a date."""
    if text in _NULL:
        return Known(None), False
    if text in _TRUE or text in _FALSE:
        return Known(text in _TRUE), False
    if text in _NOT_A_NUMBER:
        raise EvaluationError("the YAML document holds `.nan`, which is no number of Terraform's")
    if _INFINITY.fullmatch(text):
        raise undecided("an infinite number is not computed here")
    number, date = _number(text), _date(text)
    return number or Known(date or text), date is not None


def _number(text: str) -> Known | None:
    if match := _HEXADECIMAL.fullmatch(text):
        return Known(numbers.from_int(int(match[1], 16)))
    if match := _OCTAL.fullmatch(text):
        return Known(numbers.from_int(int(match[1], 8)))
    return Known(numbers.parse(text)) if _NUMBER.fullmatch(text) else None


def _date(text: str) -> str | None:
    """A date or a time as RFC 3339 has it; None where the text is neither."""
    match = next((match for pattern in _DATES if (match := pattern.fullmatch(text))), None)
    if match is None:
        return None
    parts = [int(part or 0) for part in [*match.groups(), None, None, None][:6]]
    sign, hours, minutes = [*match.groups(), None, None, None][6:9] if match.re is _DATES[2] else (None, None, None)
    try:
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        zone = timezone(-offset if sign == "-" else offset)
        moment = datetime(*parts, tzinfo=zone)  # type: ignore[arg-type, misc]
    except ValueError:
        return None
    return moment.isoformat().replace("+00:00", "Z")
