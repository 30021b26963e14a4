"""The rules of a SARIF report: what a control is, and how bad a finding of it is."""

from __future__ import annotations

import re
from typing import Any

from pipewarden import controls
from pipewarden.control import Control
from pipewarden.finding import ACCEPT_EXPIRED, ACCEPT_UNKNOWN, ACCEPT_UNUSED, CONTROL_ERROR, PARSE_ERROR
from pipewarden.report.control_page import page
from pipewarden.report.words import plain_lines
from pipewarden.verdict import Severity

LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}

_SCORES = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "2.0"}
"""GitHub's bands: over 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, below low."""

_OTHERS = {
    PARSE_ERROR: ("A file cannot be read as Terraform reads it.", Severity.HIGH),
    CONTROL_ERROR: ("A control failed with an internal error, so it judged nothing.", Severity.HIGH),
    ACCEPT_EXPIRED: ("An acceptance has ended, so its findings count again.", Severity.LOW),
    ACCEPT_UNKNOWN: ("An acceptance names no control, or cannot be read.", Severity.LOW),
    ACCEPT_UNUSED: ("An acceptance excuses nothing.", Severity.LOW),
}


def rule(name: str) -> dict[str, Any]:
    """The rule with that id: a control of the catalogue, or one of the checker's own messages."""
    control = controls.find(name)
    if control is None:
        summary, severity = _OTHERS.get(name, (name, Severity.HIGH))
        return _rule(name, summary, severity, ["terraform"])
    texts = {
        "fullDescription": {"text": plain(control.why)},
        "help": {"text": plain(_help(control)), "markdown": page(control)},
    }
    return _rule(name, control.summary, control.severity, ["security", "terraform", control.family]) | texts


def _rule(name: str, summary: str, severity: Severity, tags: list[str]) -> dict[str, Any]:
    properties: dict[str, Any] = {"tags": tags, "precision": "high", "problem.severity": _problem(severity)}
    if "security" in tags:
        properties["security-severity"] = _SCORES[severity]
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": plain(summary)},
        "fullDescription": {"text": plain(summary)},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "help": {"text": plain(summary)},
        "properties": properties,
    }


def _problem(severity: Severity) -> str:
    return {"note": "recommendation"}.get(LEVELS[severity], LEVELS[severity])


def _help(control: Control) -> str:
    fix = "\n".join(plain_lines(control.fix))
    return f"{control.summary}\n\nWhy: {control.why}\n\nFix:\n\n{fix}"


def plain(text: str) -> str:
    """The text as a SARIF plain text message: `[x](y)` is no link and `{0}` no placeholder (3.11.5, 3.11.6)."""
    linkless = re.sub(r"([\[\]])", r"\\\1", text) if "](" in text else text
    return re.sub(r"\{(\d+)\}", r"{{\1}}", linkless)
