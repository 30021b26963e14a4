"""Drift as findings, for the formats that know nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator

from pipewarden.drift.differences import DriftClass
from pipewarden.drift.effect import Effect
from pipewarden.drift.judged import Judged
from pipewarden.drift.report import title
from pipewarden.drift.sorting import Drift
from pipewarden.drift.words import in_clauses
from pipewarden.finding import Finding, Place, Report
from pipewarden.verdict import Severity

_SEVERITIES = {
    DriftClass.WEAKENS: Severity.HIGH,
    DriftClass.CHANGES: Severity.MEDIUM,
    DriftClass.COSMETIC: Severity.LOW,
    DriftClass.TEMPLATE: Severity.LOW,
    DriftClass.MISSING: Severity.MEDIUM,
    DriftClass.EXTRA: Severity.LOW,
}


def report(drifts: tuple[Drift, ...], judged: tuple[Judged, ...], shown: Callable[[str], str]) -> Report:
    """What the controls say, and one finding `drift-CLASS` for everything else; what is cosmetic is no finding."""
    found = {finding for drift in drifts for finding in _findings(drift, shown)}
    return summary(frozenset(found), judged)


NOTHING_THERE = "nothing of what the spec renders is here; `pipewarden render` writes it, or name another folder"


def absent(directory: str) -> Report:
    """The report on a folder that holds nothing of what is rendered: one finding says it."""
    kind = DriftClass.MISSING
    finding = Finding(f"drift-{kind}", "fail", _SEVERITIES[kind], directory, NOTHING_THERE, None, None, (), None)
    return summary(frozenset({finding}), ())


def summary(found: frozenset[Finding], judged: tuple[Judged, ...]) -> Report:
    """A report of these findings, with the counts of a whole check."""
    names = [
        *(name for one in judged for name in one.passed),
        *((finding.control, finding.resource) for one in judged for finding, _ in one.broken),
    ]
    return Report(
        tuple(sorted(found, key=lambda finding: finding.order)),
        len({control for control, _ in names}),
        len({subject for _, subject in names}),
        sum(one.passes for one in judged),
    )


def _findings(drift: Drift, shown: Callable[[str], str]) -> Iterator[Finding]:
    for kind, effect in drift.rows():
        if effect is not None and effect.finding is not None:
            yield effect.finding
        elif kind is not DriftClass.COSMETIC:
            yield _finding(drift, kind, effect, shown(drift.path))


def _finding(drift: Drift, kind: DriftClass, effect: Effect | None, file: str) -> Finding:
    line = _first_line(drift)
    place = None if drift.difference.found is None else Place(file, line, 1, line, 1)
    return Finding(
        f"drift-{kind}",
        "fail",
        _SEVERITIES[kind],
        (effect.address if effect else None) or file,
        "; ".join(in_clauses(effect)) if effect else title(drift),
        place,
        effect.counterexample if effect else None,
        (),
        None,
    )


def _first_line(drift: Drift) -> int:
    """The first line that is not as it was rendered."""
    rendered, found = drift.difference.rendered or b"", drift.difference.found or b""
    matcher = difflib.SequenceMatcher(None, rendered.splitlines(), found.splitlines(), autojunk=False)
    changed = (start for tag, _, _, start, _ in matcher.get_opcodes() if tag != "equal")
    last = max(1, len(found.splitlines()))
    return min(next(changed, 0) + 1, last)
