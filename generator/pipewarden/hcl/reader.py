"""Reads files, expressions and templates into the syntax tree, and says what is wrong with those that are none.

The parser is imported when there is something to parse: with all trees in the cache there mostly is nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipewarden.hcl.ast import Body, Comment, Expression, File, Span, SyntaxProblem, Template, Text
from pipewarden.hcl.fault import Fault, HclSyntaxError, locate

if TYPE_CHECKING:
    from pipewarden.hcl.frame import Kind

MAX_BYTES = 5_000_000
"""The largest file that is read. Terraform has no limit; hand-written files stay a hundred times below."""


def parse(data: bytes, *, json: bool = False) -> File:
    """The syntax tree of a `.tf` file, or of a `.tf.json` file where `json` is true. Never raises.

    A file that cannot be read has a `problem` and an empty body. A byte order mark is accepted, as by Terraform, and
    bytes that are not UTF-8 are accepted within comments, as by Terraform; a NUL is refused everywhere.
    """
    try:
        text = decode(data)
        if json:
            from pipewarden.hcl.json_file import read_json

            items, comments = read_json(text)
        else:
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
    from pipewarden.hcl.template import as_expression

    return as_expression(read(text, "bare")[0], _whole(text))


def decode(data: bytes) -> str:
    """The text of a file; undecodable bytes become surrogates, which the scanners refuse outside comments."""
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes, more than {MAX_BYTES:,}; split it"
        raise HclSyntaxError(SyntaxProblem(message, 1, 1, ""))
    text = data.decode("utf-8-sig", errors="surrogateescape")
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        message = "the file holds a NUL character, so it is not text; save it as UTF-8"
        raise HclSyntaxError(locate(Fault(message, Span(at, at + 1, line, column, line, column + 1)), text))
    return text


def read(text: str, kind: Kind) -> tuple[Any, tuple[Comment, ...]]:
    """What the builder makes of `text`, and its comments. Raises HclSyntaxError."""
    from pipewarden.hcl.parser import build

    try:
        return build(text, kind)
    except Fault as fault:
        raise HclSyntaxError(locate(fault, text)) from None


def _whole(text: str) -> Span:
    line_start = text.rfind("\n") + 1
    return Span(0, len(text), 1, 1, text.count("\n") + 1, len(text) - line_start + 1)
