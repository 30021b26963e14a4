"""Writes YAML as Terraform does: block style, quoted strings, literal blocks for text of several lines."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.shape import plain, scalar_text
from pipewarden.stack.values import Known, Mapping, Sequence, Value

_ESCAPES = {
    "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r",
    "\x1b": "\\e", '"': '\\"', "\\": "\\\\", "\x85": "\\N", "\xa0": "\\_", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip
_WIDTH = 80


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
    head = f"{' ' * indent}{_quoted(name, indent, len(' ' * indent))}:"
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
    if "\n" in text and all(char.isprintable() or char == "\n" for char in text):
        return _literal(text, indent)
    return _quoted(text, indent, column)


def _literal(text: str, indent: int) -> str:
    hint = "2" if text[0] in " \n" else ""
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    chomp = "-" if ends == 0 else "" if ends == 1 and body else "+"
    margin = " " * (indent + 2)
    lines = [margin + line if line else "" for line in body.split("\n")] + [""] * (ends - 1 if ends > 1 else 0)
    return "\n".join([f"|{hint}{chomp}", *lines])


def _quoted(text: str, indent: int, column: int) -> str:
    """A double-quoted string, broken at spaces where it grows over the width of a line."""
    result = ['"']
    column += 1
    for index, char in enumerate(text):
        escape = _escape(char)
        breakable = char == " " and column > _WIDTH and 0 < index < len(text) - 1
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
    if char.isprintable() or char == " ":
        return char
    return f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}" if code < 65536 else f"\\U{code:08X}"
