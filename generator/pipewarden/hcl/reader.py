"""Reads one text into the syntax tree: the scanner feeds the parser, and the parser drives the builder."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipewarden.hcl.ast import Body, Comment, Expression, File, Span, SyntaxProblem, Template, Text
from pipewarden.hcl.expectation import explain
from pipewarden.hcl.fault import Fault, HclSyntaxError, locate
from pipewarden.hcl.frame import Kind
from pipewarden.hcl.scan import Scanner
from pipewarden.hcl.template import as_expression
from pipewarden.hcl.token import Token

if TYPE_CHECKING:
    from lark import Lark

MAX_BYTES = 5_000_000
"""The largest file that is read. Terraform has no limit; hand-written files stay a hundred times below."""

_START: dict[Kind, str] = {"file": "file", "group": "bare_expression", "bare": "bare_template"}


@lru_cache(maxsize=1)
def parser() -> Lark:
    """The compiled grammar of this process."""
    from pipewarden.hcl.grammar import compile_grammar

    return compile_grammar()


def parse(data: bytes, *, json: bool = False) -> File:
    """The syntax tree of a `.tf` file, or of a `.tf.json` file where `json` is true. Never raises.

    A file that cannot be read has a `problem` and an empty body. A byte order mark is accepted, as by Terraform, and
    bytes that are not UTF-8 are accepted within comments, as by Terraform; a NUL is refused everywhere.
    """
    try:
        text = decode(data)
        if json:
            raise HclSyntaxError(SyntaxProblem("files in the JSON syntax are not read", 1, 1, ""))
        items, comments = read(text, "file")
    except HclSyntaxError as error:
        return File(Body((), _whole("")), (), json, error.problem)
    return File(Body(items, _whole(text)), comments, json, None)


def parse_expression(text: str) -> Expression:
    """The tree of one expression, as in a string of the JSON syntax that names something; new lines mean nothing.

    Raises HclSyntaxError.
    """
    expression: Expression = read(text, "group")[0]
    return expression


def parse_template(text: str) -> Text | Template:
    """The tree of a template without quotes, as in a file that `templatefile` reads; a backslash is itself.

    Raises HclSyntaxError.
    """
    return as_expression(read(text, "bare")[0], _whole(text))


def decode(data: bytes) -> str:
    """The text of a file; undecodable bytes become surrogates, which the scanners refuse outside comments."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1e6:.0f} MB"
        raise HclSyntaxError(
            SyntaxProblem(f"the file has {size}, more than {MAX_BYTES // 1_000_000} MB; split it", 1, 1, "")
        )
    text = data.decode("utf-8-sig", errors="surrogateescape")
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        message = "the file holds a NUL character, so it is not text; save it as UTF-8"
        raise HclSyntaxError(locate(Fault(message, Span(at, at + 1, line, column, line, column + 1)), text))
    return text


def read(text: str, kind: Kind, within: Span | None = None) -> tuple[Any, tuple[Comment, ...]]:
    """What the builder makes of `text` (or of the part `within`), and its comments. Raises HclSyntaxError."""
    from lark.exceptions import UnexpectedToken

    interactive: Any = parser().parse_interactive(start=_START[kind])
    scanner = Scanner(text, interactive.feed_token, interactive.choices, kind, within)
    try:
        scanner.run()
        result = interactive.feed_token(Token("$END", "", scanner.end_span()))
    except UnexpectedToken as error:
        raise HclSyntaxError(locate(explain(error.token, error.expected, scanner), text)) from None
    except Fault as fault:
        raise HclSyntaxError(locate(fault, text)) from None
    return result, tuple(scanner.comments)


def _whole(text: str) -> Span:
    line_start = text.rfind("\n") + 1
    return Span(0, len(text), 1, 1, text.count("\n") + 1, len(text) - line_start + 1)
