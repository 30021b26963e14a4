"""Writes YAML as Terraform does: block style, quoted strings, literal blocks for text of several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.stack.shape import plain, scalar_text
from pipewarden.stack.values import Known, Mapping, Sequence, Value

_ESCAPES = {
    "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r",
    "\x1b": "\\e", '"': '\\"', "\\": "\\\\", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip
_WIDTH = 80
_SIMPLE_KEY_BYTES = 128
_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
_LITERAL_BREAK = re.compile("[\n\u2028\u2029]")
_UNPRINTABLE = re.compile("[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
_SPACE_AT_THE_END = re.compile(" (?:$|[\n\u2028\u2029])")


def document(value: Value) -> str:
    """The document for a known value."""
    value = plain(value)
    if isinstance(value, Known) and not isinstance(value.value, str):
        return f"{scalar_text(value)}\n...\n"
    return "\n".join(_lines(value, 0)) + "\n" if not isinstance(value, Known) else _text(str(value.value), 0, 0) + "\n"


def _lines(value: Value, indent: int) -> Iterator[str]:
    margin = " " * indent
    match value:
        case Sequence() if value.items:
            for item in value.items:
                first, *rest = _item(plain(item), indent)
                yield f"{margin}- {first}"
                yield from rest
        case Mapping() if value.members:
            for name, item in value.members:
                yield from _member(name, plain(item), indent)
        case Sequence():
            yield f"{margin}[]"
        case Mapping():
            yield f"{margin}{{}}"
        case Known():
            yield f"{margin}{_scalar(value, indent, indent)}"


def _item(value: Value, indent: int) -> list[str]:
    """The lines of an element of a list, the first without its margin."""
    if isinstance(value, Known):
        return [_scalar(value, indent, indent + 2)]
    first, *rest = _lines(value, indent + 2)
    return [first.strip(" ") if not first.strip(" ").startswith("-") else first[indent + 2 :], *rest]


def _member(name: str, value: Value, indent: int) -> Iterator[str]:
    if _BREAK.search(name) or len(name.encode()) > _SIMPLE_KEY_BYTES:
        yield f"{' ' * indent}? {_text(name, indent, indent + 2)}"
        first, *rest = _item(value, indent)
        yield f"{' ' * indent}: {first}"
        yield from rest
        return
    head = f"{' ' * indent}{_quoted(name)}:"
    if isinstance(value, Known):
        yield f"{head} {_scalar(value, indent, len(head) + 1)}"
    elif isinstance(value, Sequence) and value.items:
        yield head
        yield from _lines(value, indent)
    elif isinstance(value, Mapping) and value.members:
        yield head
        yield from _lines(value, indent + 2)
    else:
        yield f"{head} {'[]' if isinstance(value, Sequence) else '{}'}"


def _scalar(value: Known, indent: int, column: int) -> str:
    return _text(value.value, indent, column) if isinstance(value.value, str) else scalar_text(value)


def _text(text: str, indent: int, column: int) -> str:
    if _LITERAL_BREAK.search(text) and not _UNPRINTABLE.search(text) and not _SPACE_AT_THE_END.search(text):
        return _literal(text, indent)
    return _quoted(text, indent, column)


def _literal(text: str, indent: int) -> str:
    hint = "2" if text[0] in " \n\u2028\u2029" else ""
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    chomp = "-" if ends == 0 else "" if ends == 1 and body else "+"
    margin = " " * (indent + 2)
    body = re.sub("[\u2028\u2029](?=[^\n])", lambda found: found[0] + margin, body)
    lines = [margin + line if line else "" for line in body.split("\n")] + [""] * (ends - 1 if ends > 1 else 0)
    return "\n".join([f"|{hint}{chomp}", *lines])


def _quoted(text: str, indent: int = 0, column: int | None = None) -> str:
    """A double-quoted string; one with a column is broken at spaces where it grows over the width of a line."""
    result = ['"']
    breaks, column = column is not None, (column or 0) + 1
    for index, char in enumerate(text):
        escape = _escape(char)
        breakable = breaks and char == " " and column > _WIDTH and 0 < index < len(text) - 1
        if breakable:
            result.append(f"\n{' ' * (indent + 2)}")
            column = indent + 2
            if text[index + 1] == " ":
                result.append("\\")
                column += 1
            continue
        result.append(escape)
        column += len(escape)
    return "".join(result) + '"'


def _escape(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    code = ord(char)
    if not _UNPRINTABLE.match(char):
        return char
    return f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}" if code < 65536 else f"\\U{code:08X}"
