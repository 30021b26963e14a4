"""Compares what the controls say of two stacks: which stopped to hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from pipewarden.check import Root, finding_of, verdicts
from pipewarden.drift.differences import DriftClass
from pipewarden.drift.effect import Effect, Spot, spot
from pipewarden.finding import Finding
from pipewarden.verdict import Outcome, Verdict

NOT_JUDGED = "it held, and is not applicable any more"
"""What is said of a subject that a control judged and judges no longer."""


class Judged(Struct, frozen=True):
    """The verdicts on one root: `passed` by control and subject, `broken` with what is reported of each.

    `passes` counts verdicts: a control may pass one subject several times.
    """

    passes: int
    passed: frozenset[tuple[str, str]]
    broken: tuple[tuple[Finding, frozenset[Spot]], ...]


def judge(root: Root) -> Judged:
    """Every verdict of every enabled control."""
    passed: list[tuple[str, str]] = []
    broken: list[tuple[Finding, frozenset[Spot]]] = []
    for control, verdict in verdicts(root):
        if isinstance(verdict, Finding):
            broken.append((verdict, frozenset()))
        elif verdict.outcome is Outcome.PASS:
            passed.append((control.id, verdict.subject))
        else:
            broken.append((finding_of(control, verdict), _places(verdict)))
    return Judged(len(passed), frozenset(passed), tuple(broken))


def _places(verdict: Verdict) -> frozenset[Spot]:
    return spot(verdict.location).union(*(spot(note.location) for note in verdict.because))


def losses(old: Judged, new: Judged, still_there: frozenset[str]) -> Iterator[Effect]:
    """What is broken in `new` and was not in `old`, and what nobody judges any more although it is `still_there`."""
    known = Counter(_key(finding) for finding, _ in old.broken)
    for finding, places in new.broken:
        if known[_key(finding)] > 0:
            known[_key(finding)] -= 1
            continue
        was = "pass" if (finding.control, finding.resource) in old.passed else None
        yield Effect(
            DriftClass.WEAKENS,
            finding.resource,
            old=was,
            new=finding.outcome,
            message=finding.message,
            control=finding.control,
            counterexample=finding.counterexample,
            finding=finding,
            places=places,
        )
    broken = {(finding.control, finding.resource) for finding, _ in new.broken}
    for control, subject in sorted(old.passed - new.passed - broken):
        if subject in still_there:
            yield Effect(DriftClass.WEAKENS, subject, old="pass", message=NOT_JUDGED, control=control)


def _key(finding: Finding) -> tuple[str, str, str, str]:
    return finding.control, finding.outcome, finding.resource, finding.message
