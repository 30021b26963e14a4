"""The JSON report, version 1: a frozen shape that other programs rely on."""

from __future__ import annotations

import json
from typing import Any

from pipewarden import __version__
from pipewarden.finding import Finding, Place, Report, Step
from pipewarden.report import Presentation

SCHEMA_VERSION = 1


def write(report: Report, presentation: Presentation) -> str:
    """The report as indented JSON."""
    return json.dumps(to_json(report), indent=2, ensure_ascii=False) + "\n"


def to_json(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "pipewarden", "version": __version__},
        "summary": {
            "controls": report.controls,
            "subjects": report.subjects,
            "pass": report.passes,
            "fail": report.count("fail"),
            "unknown": report.count("unknown"),
            "absent": report.count("absent"),
            "error": report.count("error"),
            "accepted": report.accepted,
        },
        "findings": [_finding(finding) for finding in report.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "control": finding.control,
        "outcome": finding.outcome,
        "severity": finding.severity.value,
        "resource": finding.resource,
        "message": finding.message,
        **_place(finding.place),
        "counterexample": finding.counterexample,
        "because": [_step(step) for step in finding.because],
        "accepted": None
        if finding.accepted is None
        else {
            "reason": finding.accepted.reason,
            "until": finding.accepted.until.isoformat() if finding.accepted.until else None,
        },
    }


def _place(place: Place | None) -> dict[str, Any]:
    names = ("file", "line", "column", "end_line", "end_column")
    return {name: getattr(place, name) if place else None for name in names}


def _step(step: Step) -> dict[str, Any]:
    return {
        "file": step.place.file if step.place else None,
        "line": step.place.line if step.place else None,
        "text": step.text,
    }
