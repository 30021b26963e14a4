"""A place where a file stops being Terraform, and why: raised inside the reader, never by it."""

from __future__ import annotations

from pipewarden.hcl.ast import Span, SyntaxProblem


class HclSyntaxError(Exception):
    """Text that Terraform refuses to read; `problem` says where, what was expected and what to do.

    `parse_expression` and `parse_template` raise it; `parse` puts the problem into the file instead.
    """

    def __init__(self, problem: SyntaxProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Fault(Exception):  # noqa: N818  (a signal between two files of this package, not an error that reaches a caller)
    """The first fault of a text, before the source line is joined to it."""

    def __init__(self, message: str, at: Span) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class TokenFault(Fault):
    """A fault at a token that the parser has had, which therefore stands where the file has it."""


def locate(fault: Fault, text: str) -> SyntaxProblem:
    """The problem as it is shown, with the line of `text` that it stands in, unless that is over 2,000 characters long.

    Characters that a terminal does not show as they are become U+FFFD in both.
    """
    start = text.rfind("\n", 0, fault.at.start) + 1
    end = text.find("\n", fault.at.start)
    line = text[start : end if end >= 0 else len(text)].rstrip("\r")
    shown = _printable(line) if len(line) <= 2000 else ""
    return SyntaxProblem(_printable(fault.message), fault.at.line, fault.at.column, shown)


def clip(text: str) -> str:
    """What is quoted in a message, cut to 40 characters."""
    return text if len(text) <= 40 else text[:40] + "…"


def render_problem(problem: SyntaxProblem, file: str) -> str:
    """`FILE:LINE:COL: message`, the source line, and a caret under the column; no final new line.

    A line longer than 200 characters is cut around the column, so that a minified file does not flood a terminal.
    """
    head = f"{file}:{problem.line}:{problem.column}: {problem.message}"
    before = problem.column - 1
    line = problem.source
    if not line.strip():
        return head
    if len(line) > 200:
        cut = max(0, before - 100)
        line, before = ("…" if cut else "") + line[cut : cut + 200] + "…", before - cut + (1 if cut else 0)
    margin = "".join("\t" if char == "\t" else " " for char in line[:before])
    return f"{head}\n  {line}\n  {margin}^"


def _printable(line: str) -> str:
    """A line that a terminal shows as it is: control characters and undecodable bytes become U+FFFD."""
    return "".join(char if char == "\t" or char.isprintable() else "�" for char in line)
