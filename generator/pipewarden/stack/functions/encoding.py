"""Functions that encode and decode: JSON, base64, URLs, CSV, other character sets."""

from __future__ import annotations

import base64
import re
from urllib.parse import quote_plus

from msgspec.structs import replace

from pipewarden.stack import gzip, json_text
from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.functions import charsets
from pipewarden.stack.functions.registry import function
from pipewarden.stack.shape import NODE_LIMIT, mapping, unknown_because
from pipewarden.stack.types import ANY, STRING, ObjectType
from pipewarden.stack.values import Known, Mapping, Sequence, Symbol, Unknown, Value

_GZIP_LIMIT = 250_000
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")


@function(ANY, native=False, nullable=True)
def jsonencode(value: Value) -> Value:
    return json_text.encode(value)


@function(STRING, native=False)
def jsondecode(value: Value) -> Value:
    if isinstance(value, Symbol | Unknown):
        return unknown_because(value)
    return _with_statements_that_count(json_text.decode(value))


def _with_statements_that_count(document: Value) -> Value:
    """The document; where one of a policy's statements stands for any number of them, none can be told by its place."""
    statements = document.get("Statement") if isinstance(document, Mapping) else None
    items = statements.items if isinstance(statements, Sequence) else ()
    hidden = [each for each in items if isinstance(each, Unknown)]
    if not hidden or not isinstance(document, Mapping):
        return document
    members = ((name, hidden[0] if name == "Statement" else member) for name, member in document.members)
    return replace(document, members=tuple(members))


@function(STRING)
def base64encode(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@function(STRING)
def base64decode(text: str) -> str:
    try:
        return _decoded_base64(text).decode()
    except UnicodeDecodeError:
        raise EvaluationError("the decoded text is not UTF-8") from None


def _decoded_base64(text: str) -> bytes:
    """The bytes, as Go's standard decoder has them: it ignores line ends and insists on padding."""
    compact = text.replace("\r", "").replace("\n", "")
    if len(compact) % 4 or not _BASE64.fullmatch(compact):
        raise EvaluationError("the text is not base64")
    return base64.b64decode(compact)


@function(STRING)
def base64gzip(text: str) -> str:
    data = text.encode()
    if len(data) > _GZIP_LIMIT:
        raise undecided("the text is too long to be compressed here")
    return base64.b64encode(gzip.compress(data)).decode()


@function(STRING)
def urlencode(text: str) -> str:
    return quote_plus(text, safe="-_.~")


@function(STRING, STRING)
def textencodebase64(text: str, encoding: str) -> str:
    return base64.b64encode(charsets.encode(text, encoding)).decode()


@function(STRING, STRING)
def textdecodebase64(text: str, encoding: str) -> str:
    return charsets.decode(_decoded_base64(text), encoding)


@function(STRING)
def csvdecode(text: str) -> Value:
    if text.count(",") + text.count("\n") > NODE_LIMIT:
        raise undecided("the CSV is too large to be decoded here")
    rows = _csv_rows(text)
    if not rows:
        raise EvaluationError("the CSV has no header line")
    header, *body = rows
    if len(set(header)) != len(header):
        raise EvaluationError("two columns of the CSV have one name")
    items: list[Value] = []
    for row in body:
        if len(row) != len(header):
            raise EvaluationError("a line of the CSV has another number of fields than the header")
        items.append(mapping((name, Known(field)) for name, field in zip(header, row, strict=True)))
    element = ObjectType(tuple(sorted((name, STRING) for name in header)))
    return Sequence(tuple(items), "list", element=element)


def _csv_rows(text: str) -> list[list[str]]:
    rows: list[list[str]] = []
    text = text.replace("\r\n", "\n")
    position = 0
    while position < len(text):
        if text[position] == "\n":
            position += 1
            continue
        row, position = _csv_row(text, position)
        rows.append(row)
    return rows


def _csv_row(text: str, position: int) -> tuple[list[str], int]:
    row: list[str] = []
    while True:
        if text[position : position + 1] == '"':
            field, position = _quoted_field(text, position + 1)
        else:
            end = position
            while end < len(text) and text[end] not in ",\n":
                end += 1
            field, position = text[position:end], end
            if '"' in field:
                raise EvaluationError("a bare quote stands in a field of the CSV")
        row.append(field)
        if text[position : position + 1] != ",":
            return row, position + 1
        position += 1


def _quoted_field(text: str, position: int) -> tuple[str, int]:
    result: list[str] = []
    while True:
        end = text.find('"', position)
        if end < 0:
            raise EvaluationError("a quoted field of the CSV does not end")
        result.append(text[position:end])
        if text[end + 1 : end + 2] == '"':
            result.append('"')
            position = end + 2
            continue
        if text[end + 1 : end + 2] not in ("", ",", "\n"):
            raise EvaluationError("a quote stands within a quoted field of the CSV")
        return "".join(result), end + 1
