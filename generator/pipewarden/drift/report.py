"""The drift report as JSON, and what a file's drift is called."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pipewarden.drift.differences import DriftClass, FileState
from pipewarden.drift.effect import Effect
from pipewarden.drift.sorting import Drift
from pipewarden.finding import Report
from pipewarden.report import json_report

Shown = Callable[[str], str]
"""Turns a path in the tree into the path that a report shows."""

_WORDS = {
    DriftClass.WEAKENS: "weakens",
    DriftClass.CHANGES: "changes the resolved configuration",
    DriftClass.COSMETIC: "cosmetic: the resolved configuration is the same",
    DriftClass.TEMPLATE: "as it was rendered, but the spec or the templates have moved on",
    DriftClass.MISSING: "missing",
    DriftClass.EXTRA: "not from the templates",
}
_MOVED_ON = "; the spec or the templates have moved on too"


def as_json(report: Report, drifts: tuple[Drift, ...], shown: Shown) -> str:
    """The report as JSON: that of a check with what the edits broke, and the differences."""
    document = json_report.to_json(report)
    document["differences"] = [_row(drift, kind, effect, shown) for drift in drifts for kind, effect in drift.rows()]
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _row(drift: Drift, kind: DriftClass, effect: Effect | None, shown: Shown) -> dict[str, Any]:
    return {
        "file": shown(drift.path),
        "class": kind.value,
        "address": effect.address if effect else None,
        "attribute": effect.attribute if effect else None,
        "old": effect.old if effect else None,
        "new": effect.new if effect else None,
        "counterexample": effect.counterexample if effect else None,
        "control": effect.control if effect else None,
        "message": effect.message if effect else None,
    }


def title(drift: Drift) -> str:
    """What a file's drift is, in words."""
    moved_on = _MOVED_ON if drift.moved_on and drift.kind is not DriftClass.TEMPLATE else ""
    state = drift.difference.state
    if drift.kind is DriftClass.WEAKENS and state in (FileState.MISSING, FileState.EXTRA):
        return f"{_WORDS[DriftClass(state.value)]}, which weakens"
    return f"{_WORDS[drift.kind]}{moved_on}"
