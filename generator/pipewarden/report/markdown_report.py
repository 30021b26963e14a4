"""The Markdown report, made for a comment on a pull request: a table, the details folded, and bounded in length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipewarden import controls
from pipewarden.finding import Acceptance, Finding, Report
from pipewarden.report import Presentation
from pipewarden.report.carets import draw
from pipewarden.report.excerpt import excerpt
from pipewarden.report.folding import Fold, folded
from pipewarden.report.markdown_text import code, fenced, prose
from pipewarden.report.requests import in_words
from pipewarden.report.words import counted, headline, judged, lead_in, result
from pipewarden.verdict import Severity

LIMIT = 65_000
"""GitHub refuses a comment of more than 65,536 UTF-16 code units; the rest is for a line of the user's own."""

_TABLE, _ACCEPTED = 24_000, 10_000
_MORE_ROWS = "| | | | and {} more; `pipewarden check` shows them all |\n"
_MORE_DETAILS = "\n{} of the findings are too many for one comment; `pipewarden check` shows them in full.\n"
_DIGITS = 10
"""More digits than the number of findings has."""

_MARKER = "<!-- pipewarden -->"
"""Names the comment for a script that updates its own comment instead of adding another one."""


def write(report: Report, presentation: Presentation) -> str:
    """The report as GitHub Flavored Markdown."""
    shown = folded(finding for finding in report.findings if finding.accepted is None)
    shown.sort(key=lambda fold: list(Severity).index(fold.finding.severity))
    accepted = [(finding, finding.accepted) for finding in report.findings if finding.accepted is not None]
    parts = [f"{_MARKER}\n### pipewarden: {result(report)}\n\n{judged(report).capitalize()}.\n"]
    if shown:
        header = "\n| Severity | Control | Where | What |\n| --- | --- | --- | --- |\n"
        parts.append(header + _fitting(map(_row, shown), len(shown), _TABLE))
    tail = ""
    if accepted:
        rows = _fitting((_accepted(finding, acceptance) for finding, acceptance in accepted), len(accepted), _ACCEPTED)
        table = f"| Control | Where | Reason | Until |\n| --- | --- | --- | --- |\n{rows}"
        tail = f"\n<details><summary>{counted(len(accepted), 'accepted finding')}</summary>\n\n{table}\n</details>\n"
    room = LIMIT - _length("".join(parts)) - _length(tail)
    details = (_details(fold, presentation) for fold in shown)
    parts.append(_fitting(details, len(shown), room, _MORE_DETAILS))
    return "".join(parts) + tail


def _fitting(pieces: Iterable[str], count: int, room: int, more: str = _MORE_ROWS) -> str:
    """The first of `count` pieces that fit, then the line `more` with the number of those that do not."""
    taken: list[str] = []
    left = room - _length(more) - _DIGITS
    for piece in pieces:
        left -= _length(piece)
        if left < 0:
            break
        taken.append(piece)
    rest = count - len(taken)
    return "".join(taken) + (more.format(rest) if rest else "")


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _row(fold: Fold) -> str:
    finding, others = fold.finding, len(fold.all) - 1
    what = prose(headline(finding), 300) + (f" (and {counted(others, 'finding')} like it)" if others else "")
    return f"| {finding.severity} | {code(finding.control)} | {_where(finding)} | {what} |\n"


def _where(finding: Finding) -> str:
    return code(f"{finding.place.file}:{finding.place.line}") if finding.place else code(finding.resource)


def _accepted(finding: Finding, acceptance: Acceptance) -> str:
    until = acceptance.until or ""
    return f"| {code(finding.control)} | {_where(finding)} | {prose(acceptance.reason, 300)} | {until} |\n"


def _details(fold: Fold, presentation: Presentation) -> str:
    finding = fold.finding
    title = f"{finding.severity} {code(finding.control)} {code(finding.resource)}"
    body = "\n\n".join((*_blocks(finding, presentation), *_others(fold), *_fix(finding)))
    return f"\n<details><summary>{title}</summary>\n\n{body}\n\n</details>\n"


def _blocks(finding: Finding, presentation: Presentation) -> Iterator[str]:
    yield f"{_where(finding)}: {prose(headline(finding))}"
    shown = excerpt(finding, presentation.source(finding.place.file) if finding.place else None)
    if shown.lines:
        yield fenced("\n".join(draw(shown.lines, lambda text, _: text)))
    steps = [
        f"* because {code(f'{step.place.file}:{step.place.line}') if step.place else 'of this'}: {prose(step.text)}"
        for step in shown.elsewhere
    ]
    if steps:
        yield "\n".join(steps)
    if finding.counterexample is not None:
        yield f"{lead_in(finding).capitalize()}: {prose(in_words(finding.counterexample))}"


def _others(fold: Fold) -> Iterator[str]:
    lines = [
        f"* {'the same' if each.message == fold.finding.message else prose(each.message)}: "
        f"{_where(each)} {code(each.resource)}"
        for each in fold.same
    ]
    lines += [
        f"* not decided for want of it: {code(finding.control)} {_where(finding)} {code(finding.resource)}"
        for finding in fold.waiting
    ]
    if lines:
        yield "\n".join(lines)


def _fix(finding: Finding) -> Iterator[str]:
    control = controls.find(finding.control)
    if control:
        yield f"Why: {prose(control.summary)}"
        yield f"Fix:\n\n{finding.fix or control.fix}"
