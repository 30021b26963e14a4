"""The drift report: what each difference does, as text for a person or as JSON."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterator
from typing import Any

from pipewarden.drift.differences import DriftClass, FileState
from pipewarden.drift.effect import Effect
from pipewarden.drift.sorting import Drift
from pipewarden.finding import Report
from pipewarden.report import json_report
from pipewarden.report.words import counted, printable, request_in_words

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
_COMES_AND_GOES = ("is new", "is gone")
_MOVED_ON = "; the spec or the templates have moved on too"
_MOST_DIFF_LINES, _MOST_EFFECTS, _MOST_LETTERS = 40, 20, 200


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


def as_text(drifts: tuple[Drift, ...], shown: Shown, recorded: bool) -> str:
    """The report for a person; `recorded` is whether the tree has a manifest."""
    return "".join(f"{line}\n" for line in _lines(drifts, shown, recorded))


def _lines(drifts: tuple[Drift, ...], shown: Shown, recorded: bool) -> Iterator[str]:
    if not recorded:
        yield "this tree has no manifest: hand edits cannot be told from templates that moved on"
    for drift in drifts:
        yield f"{printable(shown(drift.path))}: {title(drift)}"
        for effect in drift.effects[:_MOST_EFFECTS]:
            yield from (f"  {line}" for line in _effect(effect))
        if len(drift.effects) > _MOST_EFFECTS:
            yield f"  … {len(drift.effects) - _MOST_EFFECTS} more effects; `--format json` has them all"
        yield from _short_diff(drift)
        yield ""
    if drifts:
        weakened = sum(drift.kind is DriftClass.WEAKENS for drift in drifts)
        yield f"{counted(len(drifts), 'file')} drifted" + (f", {weakened} of them weakened" if weakened else "")
    else:
        yield "no drift: the tree is what the spec renders"


def title(drift: Drift) -> str:
    """What a file's drift is, in words."""
    moved_on = _MOVED_ON if drift.moved_on and drift.kind is not DriftClass.TEMPLATE else ""
    state = drift.difference.state
    if drift.kind is DriftClass.WEAKENS and state in (FileState.MISSING, FileState.EXTRA):
        return f"{_WORDS[DriftClass(state.value)]}, which weakens"
    return f"{_WORDS[drift.kind]}{moved_on}"


def _effect(effect: Effect) -> Iterator[str]:
    if effect.kind is DriftClass.WEAKENS:
        control = f" [{effect.control}]" if effect.control else ""
        yield printable(f"weakens{control}{f': {effect.message}' if effect.message else ''}")
    change = _change(effect)
    if change:
        yield printable(change)
    if effect.counterexample is not None:
        yield request_in_words(effect.counterexample)


def effect_in_words(effect: Effect) -> Iterator[str]:
    """What an effect is, in clauses."""
    if effect.message and effect.message not in _COMES_AND_GOES:
        yield effect.message
    change = _change(effect)
    if change:
        yield change


def _change(effect: Effect) -> str:
    where = ".".join(part for part in (effect.address, effect.attribute) if part)
    if effect.message in _COMES_AND_GOES:
        return f"{where} {effect.message}"
    return f"{where}: {_literal(effect.old)} → {_literal(effect.new)}" if where else ""


def _literal(value: Any) -> str:
    text = "(not set)" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"


def _short_diff(drift: Drift) -> Iterator[str]:
    """From the rendering to what is found, cut after some lines."""
    rendered, found = drift.difference.rendered, drift.difference.found
    if rendered is None or found is None:
        return
    old, new = (data.decode(errors="replace").splitlines() for data in (rendered, found))
    lines = list(difflib.unified_diff(old, new, "rendered", "found", lineterm="", n=1))
    yield from (f"  {printable(line)}" for line in lines[:_MOST_DIFF_LINES])
    if len(lines) > _MOST_DIFF_LINES:
        yield f"  … {len(lines) - _MOST_DIFF_LINES} more lines"
