"""Places in a SARIF report: URIs, regions in code points, and the chain of where a value came from."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from pipewarden.finding import Finding, Place
from pipewarden.report.excerpt import source_lines
from pipewarden.report.sarif_rules import plain

BASE = "%SRCROOT%"
"""The name of the folder that relative URIs start from; code scanning takes it for the repository."""

_CONTEXT = 30
"""How many lines are repeated in the report at most."""


def location(finding: Finding, source: Callable[[str], str | None]) -> dict[str, Any]:
    """Where the finding is; without a file, the first line of the base folder, because every result needs a place."""
    place = finding.place
    if place is None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": ".", "uriBaseId": BASE}, "region": {"startLine": 1}}
    else:
        physical = _physical(place)
        physical |= _context(place, source(place.file))
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": finding.resource, "kind": "resource"}],
    }


def code_flow(finding: Finding) -> dict[str, Any] | None:
    """The steps that have a place, from the origin of the value to the finding; None without any."""
    steps = [(step.place, step.text) for step in reversed(finding.because) if step.place is not None]
    if not steps or finding.place is None:
        return None
    steps.append((finding.place, finding.message))
    flow = [
        {"location": {"physicalLocation": _physical(place), "message": {"text": plain(text)}}} for place, text in steps
    ]
    return {"threadFlows": [{"locations": flow}]}


def _physical(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    if (place.end_line, place.end_column) > (place.line, place.column):
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return {"artifactLocation": _artifact(place.file), "region": region}


def _artifact(file: str) -> dict[str, str]:
    if PurePath(file).is_absolute():
        return {"uri": f"file://{_quoted(file)}"}
    return {"uri": _quoted(file), "uriBaseId": BASE}


def _quoted(file: str) -> str:
    """The path as a URI; a name that is no UTF-8 keeps its bytes."""
    return urllib.parse.quote(file, errors="surrogateescape")


def _context(place: Place, source: str | None) -> dict[str, Any]:
    """The lines of the place and one around it; nothing where they are not more than the place, or are many."""
    lines = source_lines(source or "")
    first, last = max(1, place.line - 1), min(len(lines), place.end_line + 1)
    if not place.end_line - place.line < last - first <= _CONTEXT:
        return {}
    snippet = {"text": "\n".join(lines[first - 1 : last])}
    return {"contextRegion": {"startLine": first, "endLine": last, "snippet": snippet}}
