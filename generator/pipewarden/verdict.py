"""What a control says of one subject, and how it says it in one line: where, what is, and where the value came from."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from pipewarden.hcl.ast import Location
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Origin, Value

if TYPE_CHECKING:
    from pipewarden.iam.request import Request


class Severity(StrEnum):
    """How bad a failure is, worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    def at_least(self, other: Severity) -> bool:
        """Whether this severity is as bad as `other`, or worse."""
        order = list(Severity)
        return order.index(self) <= order.index(other)


class Outcome(StrEnum):
    """What a control decided of a subject; only `PASS` is good."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    ABSENT = "absent"


class Note(Struct, frozen=True):
    """One step of why: a place where there is one, and what stands there."""

    location: Location | None
    text: str


class Verdict(Struct, frozen=True):
    """A control's decision on one subject.

    `subject` is the resource's address with instance key, or the root's path for what must exist in a stack.
    `message` says what is, with values in backticks. `location` is the wrong element (or the witness of a pass),
    None where there is no file. `severity` is set where it differs from the control's own, `fix` (in Markdown) where
    this one is mended otherwise than the control's page says.
    """

    outcome: Outcome
    subject: str
    message: str
    location: Location | None
    because: tuple[Note, ...] = ()
    counterexample: Request | None = None
    severity: Severity | None = None
    fix: str | None = None


Place = Value | Resource | Location | None
Subject = Resource | Stack


def passed(subject: Subject, message: str, at: Place = None) -> Verdict:
    """The subject satisfies the control; `message` is the witness."""
    return _verdict(Outcome.PASS, subject, message, at)


def failed(
    subject: Subject,
    message: str,
    at: Place = None,
    *,
    because: tuple[Note, ...] = (),
    counterexample: Request | None = None,
    severity: Severity | None = None,
) -> Verdict:
    """The subject breaks the control, at the wrong element `at`."""
    return _verdict(Outcome.FAIL, subject, message, at, because, counterexample, severity)


def unknown(
    subject: Subject,
    message: str,
    at: Place = None,
    *,
    because: tuple[Note, ...] = (),
    counterexample: Request | None = None,
) -> Verdict:
    """It could not be decided; `message` ends with the reason."""
    return _verdict(Outcome.UNKNOWN, subject, message, at, because, counterexample)


def absent(subject: Subject, message: str, at: Place = None) -> Verdict:
    """What must be there is not."""
    return _verdict(Outcome.ABSENT, subject, message, at)


def _verdict(
    outcome: Outcome,
    subject: Subject,
    message: str,
    at: Place,
    because: tuple[Note, ...] = (),
    counterexample: Request | None = None,
    severity: Severity | None = None,
) -> Verdict:
    name = subject.path if isinstance(subject, Stack) else subject.address
    location, chain = _place(at)
    return Verdict(
        outcome,
        name,
        message,
        location or _own_location(subject),
        (*because, *chain),
        counterexample,
        severity,
    )


def _place(at: Place) -> tuple[Location | None, tuple[Note, ...]]:
    if at is None or isinstance(at, Location):
        return at, ()
    if isinstance(at, Resource):
        return _own_location(at), ()
    if at.origin is None:
        return None, ()
    return at.origin.location, chain_notes(at.origin.because)


def chain_notes(origin: Origin | None) -> tuple[Note, ...]:
    """The notes of an origin and all before it, nearest first."""
    return tuple(Note(step.location, step.text) for step in origin.chain()) if origin else ()


def _own_location(subject: Subject) -> Location | None:
    if isinstance(subject, Stack):
        return subject.first_block
    return subject.header or subject.location
