"""Words that several formats share: counts, the closing line, headlines and places."""

from __future__ import annotations

import re
from typing import Any

from pipewarden import controls
from pipewarden.finding import Acceptance, Finding, Report
from pipewarden.report.printable import printable as printable
from pipewarden.report.requests import in_words

_ACCOUNT = re.compile(r"the account of `provider\.aws[\w.-]*` is ")
_REGION = re.compile(r"the region of `provider\.aws[\w.-]*` is ")
_NO_VALUE = re.compile(r"`var\.([\w-]+)` has no value")
OUTCOMES = ("fail", "unknown", "absent", "error")


def counted(number: int, noun: str) -> str:
    """`1 control`, `2 controls`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def request_in_words(request: dict[str, Any]) -> str:
    """A line about a request of the JSON report, safe to print."""
    return printable(f"request: {in_words(request)}")


def result(report: Report) -> str:
    """`2 fail, 1 unknown`, `clean`, or `nothing was checked`."""
    counts = ((report.count(outcome), outcome) for outcome in OUTCOMES)
    bad = ", ".join(f"{number} {outcome}" for number, outcome in counts if number)
    return bad or ("clean" if report.subjects else "nothing was checked")


def judged(report: Report) -> str:
    """What stands beside the result: `6 controls on 3 subjects, 4 pass, 1 accepted`."""
    accepted = f", {report.accepted} accepted" if report.accepted else ""
    if report.subjects == 0 and result(report) == "nothing was checked":
        return f"no subject of any control is here{accepted}"
    controls, subjects = counted(report.controls, "control"), counted(report.subjects, "subject")
    return f"{controls} on {subjects}, {report.passes} pass{accepted}"


def headline(finding: Finding) -> str:
    """The message, after the outcome where that is not plain failure: `unknown: …`; as the file gave it."""
    return finding.message if finding.outcome == "fail" else f"{finding.outcome}: {finding.message}"


def lead_in(finding: Finding) -> str:
    """What introduces the request of a finding: one that shows it, or one that is needed and refused."""
    control = controls.find(finding.control)
    needed = control is not None and control.family == "function"
    return "this request is needed and does not get through" if needed else "for example"


def hint(finding: Finding) -> str | None:
    """How to let a finding be decided that waits for a variable, the account or the region; None for any other."""
    if finding.outcome != "unknown":
        return None
    if _ACCOUNT.search(finding.message):
        return "to let it be decided, give the account: `--account ID`"
    if _REGION.search(finding.message):
        return "to let it be decided, give the region: `--region REGION`"
    texts = (finding.message, *(step.text for step in finding.because))
    named = next((match for text in texts if (match := _NO_VALUE.search(text))), None)
    if named is None:
        return None
    return f"to let it be decided, give the value: `--var {named[1]}=…`, or a file with `--var-file`"


def where(finding: Finding) -> str:
    """`main.tf:3:5`, or `no file`; as the file system gave it."""
    place = finding.place
    return f"{place.file}:{place.line}:{place.column}" if place else "no file"


def excuse(acceptance: Acceptance) -> str:
    """The reason and the date of an acceptance: `central trail (until 2027-01-31)`."""
    return f"{acceptance.reason} (until {acceptance.until})" if acceptance.until else acceptance.reason


def plain_lines(markdown: str) -> list[str]:
    """The lines of a control's text, without those that begin and end a block of code."""
    return [line for line in markdown.splitlines() if not line.startswith("```")]
