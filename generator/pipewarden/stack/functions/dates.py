"""Functions over dates and times; the clock is never read."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

from msgspec import Struct

from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.functions.registry import function
from pipewarden.stack.types import STRING

_TIMESTAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DURATION = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_UNITS = {"ns": 1, "us": 10**3, "µs": 10**3, "μs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9}
_TOKEN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|(')")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class Moment(Struct, frozen=True):
    """A point in time: whole seconds with their offset, and nanoseconds."""

    second: datetime
    nanosecond: int

    def shifted(self, nanoseconds: int) -> Moment:
        """This moment so much later."""
        seconds, rest = divmod(self.nanosecond + nanoseconds, 10**9)
        return Moment(self.second + timedelta(seconds=seconds), rest)

    @property
    def offset(self) -> str:
        """The offset from UTC, as `+01:00`."""
        minutes = int((self.second.utcoffset() or timedelta()).total_seconds()) // 60
        hours, rest = divmod(abs(minutes), 60)
        return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def _parse(text: str) -> Moment:
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        raise EvaluationError(f"`{text}` is no timestamp as in RFC 3339")
    zone = UTC
    if match[8] != "Z":
        hours, minutes = int(match[8][1:3]), int(match[8][4:])
        if hours > 23 or minutes > 59:
            raise EvaluationError(f"`{text}` is no timestamp as in RFC 3339")
        shift = timedelta(hours=hours, minutes=minutes)
        zone = timezone(-shift if match[8][0] == "-" else shift)
    try:
        second = datetime(*(int(match[index]) for index in range(1, 7)), tzinfo=zone)  # type: ignore[misc, arg-type]
    except ValueError:
        raise EvaluationError(f"`{text}` is no timestamp as in RFC 3339") from None
    return Moment(second, int((match[7] or "0")[:9].ljust(9, "0")))


def _duration(text: str) -> int:
    """Nanoseconds."""
    sign, rest = (-1 if text.startswith("-") else 1), text[1:] if text[:1] in ("-", "+") else text
    if rest == "0":
        return 0
    total, position = 0, 0
    for match in _DURATION.finditer(rest):
        if match.start() != position:
            break
        position = match.end()
        number = match[1] if not match[1].startswith(".") else "0" + match[1]
        total += int(Fraction(number.rstrip(".") or "0") * _UNITS[match[2]])
    if position != len(rest) or not rest:
        raise EvaluationError(f"`{text}` is no duration like `1h30m`")
    return sign * total


@function(STRING, STRING)
def timeadd(timestamp: str, duration: str) -> str:
    try:
        moment = _parse(timestamp).shifted(_duration(duration))
    except OverflowError:
        raise undecided("the time is too far away to be computed here") from None
    zone = "Z" if moment.offset == "+00:00" else moment.offset
    return moment.second.replace(tzinfo=None).isoformat() + zone


@function(STRING, STRING)
def timecmp(left: str, right: str) -> int:
    first, second = _parse(left), _parse(right)
    one, other = (first.second, first.nanosecond), (second.second, second.nanosecond)
    return (one > other) - (one < other)


@function()
def timestamp() -> str:
    raise undecided("`timestamp` reads the clock")


@function()
def plantimestamp() -> str:
    raise undecided("`plantimestamp` reads the clock")


@function(STRING, STRING)
def formatdate(pattern: str, timestamp: str) -> str:
    moment = _parse(timestamp)
    pieces = []
    for match in _TOKEN.finditer(pattern):
        if match[3]:
            raise EvaluationError("a quote in the date format does not end")
        if match[1] is not None:
            pieces.append(match[1].replace("''", "'"))
        elif match[2]:
            pieces.append(_field(match[0], moment))
        else:
            pieces.append(match[0])
    return "".join(pieces)


def _field(token: str, moment: Moment) -> str:
    at = moment.second
    half = (at.hour % 12) or 12
    fields = {
        "YYYY": f"{at.year:04d}",
        "YY": f"{at.year % 100:02d}",
        "MMMM": _MONTHS[at.month - 1],
        "MMM": _MONTHS[at.month - 1][:3],
        "MM": f"{at.month:02d}",
        "M": str(at.month),
        "DD": f"{at.day:02d}",
        "D": str(at.day),
        "EEEE": _DAYS[at.weekday()],
        "EEE": _DAYS[at.weekday()][:3],
        "hh": f"{at.hour:02d}",
        "h": str(at.hour),
        "HH": f"{half:02d}",
        "H": str(half),
        "AA": "AM" if at.hour < 12 else "PM",
        "aa": "am" if at.hour < 12 else "pm",
        "mm": f"{at.minute:02d}",
        "m": str(at.minute),
        "ss": f"{at.second:02d}",
        "s": str(at.second),
        "ZZZZZ": moment.offset,
        "ZZZZ": moment.offset.replace(":", ""),
        "ZZZ": "UTC" if moment.offset == "+00:00" else moment.offset.replace(":", ""),
        "Z": "Z" if moment.offset == "+00:00" else moment.offset,
    }
    if token not in fields:
        raise EvaluationError(f"the date format has no field `{token}`")
    return fields[token]
