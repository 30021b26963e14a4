"""The report as it leaves the checker: findings with plain places, and their counts."""

from __future__ import annotations

import datetime
from typing import Any

from msgspec import Struct

from pipewarden.verdict import Severity

PARSE_ERROR = "parse-error"
CONTROL_ERROR = "control-error"
ACCEPT_EXPIRED = "accept-expired"
ACCEPT_UNKNOWN = "accept-unknown"
ACCEPT_UNUSED = "accept-unused"


class Place(Struct, frozen=True):
    """A stretch of a file: the path as it is shown, lines and columns from 1, the end exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Step(Struct, frozen=True):
    """One step of the chain behind a finding."""

    place: Place | None
    text: str


class Acceptance(Struct, frozen=True):
    """Why a finding does not count, until when, and whether a comment in the code says so."""

    reason: str
    until: datetime.date | None
    in_code: bool = False


class Finding(Struct, frozen=True):
    """One finding; `outcome` is `fail`, `unknown`, `absent` or `error`. `counterexample` is a request as JSON.

    `fix` is how to mend this one, in Markdown, where that is more than the control's own page can say.
    """

    control: str
    outcome: str
    severity: Severity
    resource: str
    message: str
    place: Place | None
    counterexample: dict[str, Any] | None
    because: tuple[Step, ...]
    accepted: Acceptance | None
    fix: str | None = None

    @property
    def order(self) -> tuple[str, int, str, int, str, str]:
        """The key that findings are sorted by: file, line, then control."""
        place = self.place
        file, line, column = (place.file, place.line, place.column) if place else ("", 0, 0)
        return (file, line, self.control, column, self.resource, self.message)


class Report(Struct, frozen=True):
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
