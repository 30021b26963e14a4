"""The SARIF 2.1.0 report, for code scanning and for editors.

Facts come from the OASIS standard *Static Analysis Results Interchange Format (SARIF) Version 2.1.0* and from GitHub's
*SARIF support for code scanning*, which wants a place for every result and reads `security-severity` of a rule.
"""

from __future__ import annotations

import json
from typing import Any

from pipewarden import __version__
from pipewarden.finding import Finding, Report
from pipewarden.report import Presentation
from pipewarden.report.fingerprints import fingerprints
from pipewarden.report.requests import in_words
from pipewarden.report.sarif_places import BASE, code_flow, location
from pipewarden.report.sarif_rules import LEVELS, plain, rule
from pipewarden.report.words import excuse, headline, lead_in

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(report: Report, presentation: Presentation) -> str:
    """The report as indented JSON."""
    return json.dumps(to_json(report, presentation), indent=2, ensure_ascii=False) + "\n"


def to_json(report: Report, presentation: Presentation) -> dict[str, Any]:
    """The report as plain data: a log with one run."""
    ids = sorted({finding.control for finding in report.findings})
    described = {"description": {"text": "The folder that pipewarden ran in."}}
    run = {
        "tool": {
            "driver": {
                "name": "pipewarden",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [rule(name) for name in ids],
            }
        },
        "invocations": [{"executionSuccessful": not any(f.outcome == "error" for f in report.findings)}],
        "originalUriBaseIds": {BASE: described | ({"uri": presentation.base} if presentation.base else {})},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, ids.index(finding.control), fingerprint, presentation)
            for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(finding: Finding, index: int, fingerprint: str, presentation: Presentation) -> dict[str, Any]:
    flow = code_flow(finding)
    return {
        "ruleId": finding.control,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": plain(_message(finding))},
        "locations": [location(finding, presentation.source)],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint, "pipewarden/v1": fingerprint},
        **({"codeFlows": [flow]} if flow else {}),
        "suppressions": _suppressions(finding),
        "properties": {
            "outcome": finding.outcome,
            "severity": finding.severity.value,
            "resource": finding.resource,
            **({"counterexample": finding.counterexample} if finding.counterexample is not None else {}),
        },
    }


def _message(finding: Finding) -> str:
    lines = [headline(finding)]
    lines += [f"Because {step.text}" for step in finding.because if step.place is None]
    if finding.counterexample is not None:
        lines.append(f"{lead_in(finding).capitalize()}: {in_words(finding.counterexample)}")
    return "\n".join(lines)


def _suppressions(finding: Finding) -> list[dict[str, Any]]:
    if finding.accepted is None:
        return []
    kind = "inSource" if finding.accepted.in_code else "external"
    return [{"kind": kind, "status": "accepted", "justification": excuse(finding.accepted)}]
