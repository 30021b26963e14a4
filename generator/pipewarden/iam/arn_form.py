"""Says what AWS has against the text of a `Resource`: it must have the form of an ARN, wildcards and all."""

from __future__ import annotations

import re

from pipewarden.iam.model import Text, Wildcard
from pipewarden.iam.own_api import OWN_API

_OPEN = "\0"
"""Stands for a part that is not known when the policy is read."""
_PARTITION = re.compile(r"aws(-[a-z]+)*")
_PARTS = 6


def problem(text: Text) -> str | None:
    """What is wrong and what to write; None where AWS takes the text, or where it is not known what it is."""
    written = "".join(part if isinstance(part, str) else _char(part) for part in text.parts)
    if set(written) <= {"*", "?", _OPEN} and written:
        return None
    known, unknown, _ = written.partition(_OPEN)
    if OWN_API in text.parts:
        return None
    if unknown and "arn:".startswith(known):
        # What is not known may be the whole beginning of an ARN, its colons and all.
        return None
    parts = written.split(":")
    if not _may_be(parts[0], "arn"):
        return f"`{text}` is no ARN; write an ARN or `*`"
    closed = not re.search(r"[*\0]", written)
    if len(parts) < _PARTS and closed:
        return f"`{text}` is no ARN: it has {len(parts)} parts of {_PARTS}, `arn:aws:service:region:account:name`"
    if len(parts) > 2 and re.fullmatch(r"[^*?\0]*", parts[1]) and not _PARTITION.fullmatch(parts[1]):
        return f"`{parts[1]}` is no partition; write `aws`"
    if len(parts) > 3 and re.search(r"[*?]", parts[2]):
        return f"`{text}` has a wildcard for the service; AWS takes none there: name the service"
    return None


def _char(part: object) -> str:
    return part.char if isinstance(part, Wildcard) else _OPEN


def _may_be(start: str, wanted: str) -> bool:
    """Whether the text, whose wildcards and unknown parts may be anything, can be this word."""
    shape = "".join("." if char == "?" else ".*" if char in f"*{_OPEN}" else re.escape(char) for char in start)
    return re.fullmatch(shape, wanted) is not None
