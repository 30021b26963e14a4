"""Resource ARNs that look real, tried before the automaton makes one up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice, zip_longest

from pipewarden.aws.actions import ResourceType
from pipewarden.iam.automaton import Group, Pattern
from pipewarden.iam.plausible import ACCOUNTS, KEYS, NAMES, OBJECTS, region_in

_LIMIT = 60


def usual_resources(
    type_: ResourceType | None, positive: tuple[Group, ...], action: str, partition: str
) -> Iterator[str]:
    """Candidates: the wanted patterns with their wildcards filled in, then AWS's format with names filled in."""
    yield from islice(filled(positive, _endings(type_), partition), _LIMIT)
    if type_ is None:
        service = action.partition(":")[0]
        yield "*"
        yield f"arn:{partition}:{service or 'example'}:{region_in(partition)}:{ACCOUNTS[0]}:{NAMES[-1]}"
        return
    for name, object_ in zip(NAMES, (*OBJECTS, *OBJECTS), strict=False):
        pieces = re.split(r"\$\{(\w+)\}", type_.arn)
        values = (_value(variable, name, object_, partition) for variable in pieces[1::2])
        yield "".join(chain.from_iterable(zip_longest(pieces[::2], values, fillvalue="")))


def _endings(type_: ResourceType | None) -> tuple[str, ...]:
    """What stands at the end of the type's ARNs."""
    last = re.search(r"\$\{(\w+)\}$", type_.arn) if type_ else None
    if last is None:
        return NAMES[:2]
    return tuple(
        dict.fromkeys(_value(last[1], name, object_, "aws") for name, object_ in zip(NAMES, OBJECTS, strict=False))
    )


def _value(variable: str, name: str, object_: str, partition: str) -> str:
    match variable:
        case "Partition":
            return partition
        case "Region":
            return region_in(partition)
        case "Account":
            return ACCOUNTS[0]
        case "ObjectName":
            return object_
        case "KeyId":
            return KEYS[NAMES.index(name) % len(KEYS)]
        case _:
            return name


def filled(positive: tuple[Group, ...], endings: tuple[str, ...], partition: str) -> Iterator[str]:
    """Each pattern with its wildcards filled in, the narrowest patterns first; with nothing where nothing else fits."""
    patterns = sorted({pattern for group in positive for pattern in group}, key=_width)
    for pattern in patterns:
        if _width(pattern) >= len(pattern):
            continue
        for ending in (*endings, ""):
            for middle in (*NAMES[:2], ending) if ending else ("",):
                text = _fill(pattern, middle, ending, partition)
                if text is not None:
                    yield text


def _width(pattern: Pattern) -> int:
    return sum(token.many or token.chars.others or len(token.chars.listed) > 1 for token in pattern)


@lru_cache(maxsize=8192)
def _fill(pattern: Pattern, middle: str, ending: str, partition: str) -> str | None:
    in_arn = ("", partition, "", region_in(partition), ACCOUNTS[0])
    text = ""
    for at, token in enumerate(pattern):
        if token.many:
            last = at == len(pattern) - 1
            filler = ending if last else middle
            colons = _colons(text)
            if colons < len(in_arn):
                filler = ":".join((*in_arn[colons:], ending)) if last and ":" in token.chars else in_arn[colons]
            text += filler if all(char in token.chars for char in filler) else ""
        elif token.chars.others:
            text += "0" if _colons(text) == len(in_arn) - 1 else "x"
        elif len(token.chars.listed) == 1:
            text += next(iter(token.chars.listed))
        else:
            return None
    return text


def _colons(text: str) -> int:
    """How many of an ARN's colons are behind; in a text that is no ARN, all of those before its last part."""
    return text.count(":") if text.startswith("arn:") else 5
