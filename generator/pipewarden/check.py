"""Runs the controls over resolved stacks and turns their verdicts into a report."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from pipewarden import accept, controls
from pipewarden.accept import Acceptance
from pipewarden.config import Config
from pipewarden.control import Control
from pipewarden.errors import PipewardenError
from pipewarden.finding import (
    ACCEPT_EXPIRED,
    ACCEPT_UNKNOWN,
    ACCEPT_UNUSED,
    CONTROL_ERROR,
    PARSE_ERROR,
    Finding,
    Place,
    Report,
    Step,
)
from pipewarden.finding import Acceptance as Excuse
from pipewarden.hcl.ast import Location
from pipewarden.stack.errors import EvaluationError, UndecidedError
from pipewarden.stack.model import Stack
from pipewarden.subjects import Subjects
from pipewarden.verdict import Outcome, Severity, Verdict

_BUGS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EvaluationError,
    LookupError,
    NameError,
    OSError,
    PipewardenError,
    RuntimeError,
    TypeError,
    UndecidedError,
    ValueError,
)
"""What a defect in a control raises: it becomes a finding of its own, and the other controls go on."""


class Root(Struct, frozen=True):
    """A stack and the configuration that it is judged under."""

    stack: Stack
    config: Config


class Judged(Struct, frozen=True):
    """What the controls said of one root; plain values, so that another process can hand it over.

    `acceptances` are those that the root holds, each with whether it excused a finding.
    """

    findings: tuple[Finding, ...]
    acceptances: tuple[tuple[Acceptance, bool], ...]
    controls: frozenset[str]
    subjects: frozenset[tuple[str, str]]
    passes: int


def run(roots: Iterable[Root], today: datetime.date, only: frozenset[str] = frozenset()) -> Report:
    """Judges every control on every root; `only` names the controls to run, all when empty."""
    return report((judge(root, today, only) for root in roots), today, only)


def judge(root: Root, today: datetime.date, only: frozenset[str] = frozenset()) -> Judged:
    """Judges every control on one root; `only` names the controls to run, all when empty."""
    findings = list(_problems(root.stack))
    subjects: set[tuple[str, str]] = set()
    passes = 0
    ledger = _Ledger(root, today)
    for control, verdict in verdicts(root, only):
        if isinstance(verdict, Finding):
            findings.append(verdict)
            continue
        subjects.add((root.stack.path, verdict.subject))
        if verdict.outcome is Outcome.PASS:
            passes += 1
        else:
            findings.append(ledger.excuse(finding_of(control, verdict), control, verdict))
    ran = frozenset(control.id for control in _enabled(root.config, only))
    return Judged(tuple(findings), ledger.entries(), ran, frozenset(subjects), passes)


def report(judged: Iterable[Judged], today: datetime.date, only: frozenset[str] = frozenset()) -> Report:
    """The report on all roots; with `only`, acceptances are not looked at, for other controls may need them."""
    findings: list[Finding] = []
    used: dict[Acceptance, bool] = {}
    ran: set[str] = set()
    subjects: set[tuple[str, str]] = set()
    passes = 0
    for each in judged:
        findings += each.findings
        ran |= each.controls
        subjects |= each.subjects
        passes += each.passes
        for acceptance, excused in each.acceptances:
            used[acceptance] = used.get(acceptance, False) or excused
    findings += _idle(used, today) if not only else ()
    distinct = {finding.order: finding for finding in findings}
    return Report(tuple(distinct[key] for key in sorted(distinct)), len(ran), len(subjects), passes)


def verdicts(root: Root, only: frozenset[str] = frozenset()) -> Iterator[tuple[Control, Verdict | Finding]]:
    """What every enabled control says of a root, passes too; a control that fails with a defect gives a finding."""
    subjects = Subjects.of(root.stack, root.config)
    for control in _enabled(root.config, only):
        for verdict in _judge(control, subjects):
            yield control, verdict


def _enabled(config: Config, only: frozenset[str]) -> Iterator[Control]:
    for control in controls.catalogue():
        wanted = control.id in only if only else not control.opt_in or control.id in config.enable
        if wanted:
            yield control


def _judge(control: Control, subjects: Subjects) -> Iterator[Verdict | Finding]:
    try:
        yield from tuple(control.judge(subjects))
    except _BUGS as error:
        message = f"the control failed with an internal error ({type(error).__name__}: {error}); please report it"
        yield Finding(CONTROL_ERROR, "error", control.severity, control.id, message, None, None, (), None)


def _problems(stack: Stack) -> Iterator[Finding]:
    for problem in stack.problems:
        place = _place(problem.location)
        yield Finding(PARSE_ERROR, "error", Severity.HIGH, stack.path, problem.message, place, None, (), None)


def finding_of(control: Control, verdict: Verdict) -> Finding:
    """A verdict as it is reported."""
    request = verdict.counterexample
    return Finding(
        control.id,
        verdict.outcome.value,
        verdict.severity or control.severity,
        verdict.subject,
        verdict.message,
        _place(verdict.location),
        None if request is None else request.to_json(),
        tuple(Step(_place(note.location), note.text) for note in verdict.because),
        None,
        verdict.fix,
    )


def _place(location: Location | None) -> Place | None:
    if location is None or not location.file:
        return None
    span = location.span
    return Place(location.file, span.line, span.column, span.end_line, span.end_column)


class _Ledger:
    """The acceptances of a root, and which of them excused something."""

    def __init__(self, root: Root, today: datetime.date) -> None:
        self._root = root
        self._today = today
        self._used = dict.fromkeys((*accept.in_code(root.stack), *accept.configured(root.config)), False)

    def entries(self) -> tuple[tuple[Acceptance, bool], ...]:
        return tuple(self._used.items())

    def excuse(self, finding: Finding, control: Control, verdict: Verdict) -> Finding:
        for acceptance in self._used:
            if acceptance.control in (control.id, *control.aliases) and self._covers(acceptance, verdict):
                self._used[acceptance] = True
                if not acceptance.expired(self._today):
                    return replace(finding, accepted=Excuse(acceptance.reason, acceptance.until, acceptance.in_code))
        return finding

    def _covers(self, acceptance: Acceptance, verdict: Verdict) -> bool:
        if acceptance.problem:
            return False
        if not acceptance.in_code:
            same_file = acceptance.file == self._root.config.file
            return same_file and acceptance.resource in (None, verdict.subject)
        resource = self._root.stack.get(verdict.subject)
        places = (verdict.location, resource.header if resource else None)
        return any(place and place.file == acceptance.file and place.span.line in acceptance.covers for place in places)


def _idle(used: Mapping[Acceptance, bool], today: datetime.date) -> Iterator[Finding]:
    """A finding for each acceptance that excuses nothing, or no longer may."""
    for acceptance, excused in used.items():
        trouble = _trouble(acceptance, excused, today)
        if trouble:
            control, message = trouble
            line = acceptance.line
            column, end = acceptance.column, acceptance.end_column
            place = Place(acceptance.file, line, column, line, end) if acceptance.file else None
            subject = acceptance.resource or acceptance.control
            yield Finding(control, "fail", Severity.LOW, subject, message, place, None, (), None)


def _trouble(acceptance: Acceptance, used: bool, today: datetime.date) -> tuple[str, str] | None:
    if acceptance.problem:
        return ACCEPT_UNKNOWN, acceptance.problem
    if controls.find(acceptance.control) is None:
        return ACCEPT_UNKNOWN, f"there is no control `{acceptance.control}`; {controls.hint(acceptance.control)}"
    if acceptance.expired(today):
        ended = f"the acceptance of `{acceptance.control}` ended on {acceptance.until}"
        return ACCEPT_EXPIRED, f"{ended}; mend what it excused, or give it a new last day"
    if not used:
        return ACCEPT_UNUSED, _unused(acceptance)
    return None


def _unused(acceptance: Acceptance) -> str:
    where = f" of `{acceptance.resource}`" if acceptance.resource else ""
    placed = "on the line or block that the finding names" if acceptance.in_code else "with the address that it names"
    what = f"the acceptance of `{acceptance.control}` excuses no finding{where}"
    return f"{what}; remove it, or write it {placed}"
