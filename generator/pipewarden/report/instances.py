"""Findings that the instances of one block share, as one for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipewarden.finding import Finding

_KEY = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]')
_NAME = re.compile(r"`[^`]*`")
_SHOWN = 5


def joined(findings: Iterable[Finding]) -> Iterator[tuple[Finding, tuple[Finding, ...]]]:
    """Each finding with those that say the same, at the same place, of other instances of its block."""
    groups: list[list[Finding]] = []
    for finding in findings:
        own = next((group for group in groups if _shares(group, finding)), None)
        if own is None:
            groups.append([finding])
        else:
            own.append(finding)
    yield from ((group[0], tuple(group[1:])) for group in groups)


def _shares(group: list[Finding], finding: Finding) -> bool:
    first = group[0]
    if finding.place is None or finding.place != first.place or finding.control != first.control:
        return False
    said = (finding.outcome, finding.severity, _NAME.sub("", finding.message), _KEY.sub("", finding.resource))
    if said != (first.outcome, first.severity, _NAME.sub("", first.message), _KEY.sub("", first.resource)):
        return False
    return all(other.resource != finding.resource for other in group)


def in_words(first: Finding, others: tuple[Finding, ...]) -> Iterator[str]:
    """The other instances: by their keys where the message is the same, else with what is said of them."""
    same = [f"`{_short(first, other)}`" for other in others if other.message == first.message]
    if same:
        more = f" and {len(same) - _SHOWN} more" if len(same) > _SHOWN else ""
        yield f"also {', '.join(same[:_SHOWN])}{more}"
    different = [other for other in others if other.message != first.message]
    yield from (f"also `{_short(first, other)}`: {other.message}" for other in different[:_SHOWN])
    if len(different) > _SHOWN:
        yield f"also {len(different) - _SHOWN} more"


def _short(first: Finding, other: Finding) -> str:
    """The instance key where only that differs, else the address."""
    stem = first.resource.rpartition("[")[0]
    return other.resource.removeprefix(stem) if stem and other.resource.startswith(f"{stem}[") else other.resource
