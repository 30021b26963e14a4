"""Findings that the instances of one block share, as one for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.finding import Finding

_KEY = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]')
_NAME = re.compile(r"`[^`]*`")
_SHOWN = 5


def instance_kind(finding: Finding) -> object:
    """Equal for findings that say the same, at the same place, of instances of one block."""
    said = (_NAME.sub("", finding.message), _KEY.sub("", finding.resource))
    return (finding.control, finding.outcome, finding.severity, finding.place, *said)


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
