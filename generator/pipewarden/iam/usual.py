"""Resource ARNs that look real, tried before the automaton makes one up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipewarden.aws.actions import ResourceType
from pipewarden.iam.automaton import Group, Pattern
from pipewarden.iam.plausible import ACCOUNTS, NAMES, OBJECTS, REGION

_LIMIT = 60


def usual_resources(type_: ResourceType | None, positive: tuple[Group, ...], action: str) -> Iterator[str]:
    """Candidates: the wanted patterns with their wildcards filled in, then AWS's format with names filled in."""
    yield from islice(_filled(positive), _LIMIT)
    if type_ is None:
        service = action.partition(":")[0]
        yield "*"
        yield f"arn:aws:{service or 'example'}:{REGION}:{ACCOUNTS[0]}:{NAMES[-1]}"
        return
    for name, object_ in zip(NAMES, (*OBJECTS, *OBJECTS), strict=False):
        yield re.sub(r"\$\{(\w+)\}", lambda match, n=name, o=object_: _value(match[1], n, o), type_.arn)  # type: ignore[misc]


def _value(variable: str, name: str, object_: str) -> str:
    match variable:
        case "Partition":
            return "aws"
        case "Region":
            return REGION
        case "Account":
            return ACCOUNTS[0]
        case "ObjectName":
            return object_
        case "KeyId":
            return "1234abcd-12ab-34cd-56ef-1234567890ab"
        case _:
            return name


def _filled(positive: tuple[Group, ...]) -> Iterator[str]:
    """Each pattern with every repetition filled alike, the narrowest patterns first."""
    patterns = sorted({pattern for group in positive for pattern in group}, key=_width)
    for pattern in patterns:
        if _width(pattern) >= len(pattern):
            continue
        for filler in ("", *OBJECTS, *NAMES[:2]):
            text = _fill(pattern, filler)
            if text is not None:
                yield text


def _width(pattern: Pattern) -> int:
    return sum(token.many or token.chars.others or len(token.chars.listed) > 1 for token in pattern)


def _fill(pattern: Pattern, filler: str) -> str | None:
    text = ""
    for token in pattern:
        if token.many:
            text += filler if all(char in token.chars for char in filler) else ""
        elif token.chars.others:
            text += "x"
        elif len(token.chars.listed) == 1:
            text += next(iter(token.chars.listed))
        else:
            return None
    return text
