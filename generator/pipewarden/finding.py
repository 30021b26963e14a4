"""The report as it leaves the checker: findings with plain places, and their counts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from pipewarden.verdict import Severity

PARSE_ERROR = "parse-error"
CONTROL_ERROR = "control-error"
ACCEPT_EXPIRED = "accept-expired"
ACCEPT_UNKNOWN = "accept-unknown"
ACCEPT_UNUSED = "accept-unused"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file: the path as it is shown, lines and columns from 1, the end exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the chain behind a finding."""

    place: Place | None
    text: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why a finding does not count, until when, and whether a comment in the code says so."""

    reason: str
    until: datetime.date | None
    in_code: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `outcome` is `fail`, `unknown`, `absent` or `error`. `counterexample` is a request as JSON."""

    control: str
    outcome: str
    severity: Severity
    resource: str
    message: str
    place: Place | None
    counterexample: dict[str, Any] | None
    because: tuple[Step, ...]
    accepted: Acceptance | None

    @property
    def order(self) -> tuple[str, int, str, int, str, str]:
        """The key that findings are sorted by: file, line, then control."""
        place = self.place
        file, line, column = (place.file, place.line, place.column) if place else ("", 0, 0)
        return (file, line, self.control, column, self.resource, self.message)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: all findings, sorted, and how many controls, subjects and passes there were."""

    findings: tuple[Finding, ...]
    controls: int
    subjects: int
    passes: int

    def count(self, outcome: str) -> int:
        """How many findings of that outcome are not accepted."""
        return sum(finding.outcome == outcome and finding.accepted is None for finding in self.findings)

    @property
    def accepted(self) -> int:
        """How many findings are accepted."""
        return sum(finding.accepted is not None for finding in self.findings)
