"""Acceptances: comments in the code and entries of the configuration that excuse a finding, with a reason."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from msgspec import Struct

from pipewarden.config import Config
from pipewarden.hcl.ast import Comment
from pipewarden.stack.model import Stack

_COMMENT = re.compile(r"pipewarden:\s*accept\b(?P<rest>.*)", re.DOTALL)
_ACCEPT = re.compile(
    r"\[\s*(?P<control>[^\]]*?)\s*\]\s*(?:until\s+(?P<until>[^:]*?)\s*)?(?::\s*(?P<reason>.*))?$", re.DOTALL
)
FORM = "`# pipewarden: accept[control-id] until 2027-01-31: reason`, where the date is optional"


class Acceptance(Struct, frozen=True):
    """One acceptance: by lines of a file when it is a comment, by `resource` when it is configured.

    `column` and `end_column` are where it stands on its line, the end exclusive; both are 1 where that is not known.

    `problem` says what is wrong with one that cannot be read; it excuses nothing.
    """

    control: str
    reason: str
    until: datetime.date | None
    file: str | None
    line: int
    covers: frozenset[int] = frozenset()
    column: int = 1
    end_column: int = 1
    resource: str | None = None
    in_code: bool = True
    problem: str | None = None

    def expired(self, today: datetime.date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today


def in_code(stack: Stack) -> Iterator[Acceptance]:
    """The acceptances in the comments of a stack's files."""
    for file, comments in stack.comments:
        alone = {comment.span.line for comment in comments}
        for comment in comments:
            match = _COMMENT.search(comment.text)
            if match:
                yield _from_comment(file, comment, match["rest"], alone)


def configured(config: Config) -> Iterator[Acceptance]:
    """The acceptances of a configuration."""
    for position, accept in enumerate(config.accept):
        line = config.accept_lines[position] if position < len(config.accept_lines) else 1
        yield Acceptance(
            accept.control,
            accept.reason,
            accept.until,
            config.file,
            line,
            resource=accept.resource,
            in_code=False,
        )


def _from_comment(file: str, comment: Comment, rest: str, comment_lines: set[int]) -> Acceptance:
    span = comment.span
    found = _ACCEPT.match(rest.removesuffix("*/").removesuffix('"').strip())
    control, reason = (found["control"], (found["reason"] or "").strip()) if found else ("", "")
    until, wrong_date = _date(found["until"]) if found else (None, None)
    problem = wrong_date or (_problem(control, reason) if found else f"this acceptance cannot be read; write {FORM}")
    covers = frozenset() if problem else frozenset({span.line, _next_code_line(comment, comment_lines)})
    one_line = span.line == span.end_line
    end = span.end_column if one_line else 1
    return Acceptance(control, reason, until, file, span.line, covers, span.column, end, problem=problem)


def _problem(control: str, reason: str) -> str | None:
    if not control:
        return f"this acceptance names no control; write {FORM}"
    if re.search(r"[\s,]", control):
        return "one acceptance excuses one control; write one comment for each, with its own reason"
    if not reason:
        return f"the acceptance of `{control}` gives no reason; write {FORM}"
    return None


def _date(text: str | None) -> tuple[datetime.date | None, str | None]:
    if text is None:
        return None, None
    try:
        return datetime.date.fromisoformat(text), None
    except ValueError:
        return None, f"`{text}` is no date; write the last day as in 2027-01-31"


def _next_code_line(comment: Comment, comment_lines: set[int]) -> int:
    """The first line after the comment that does not begin another one: what a comment above it speaks of."""
    line = comment.span.end_line + (0 if comment.span.end_column == 1 else 1)
    while line in comment_lines:
        line += 1
    return line
