"""Writes Python values as Terraform literals: whatever a text holds, Terraform reads that text back.

Terraform normalises every string to NFC, so a text in another normal form comes out in that one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quote(text: str) -> str:
    """A quoted string, in which nothing is a template."""
    letters = "".join(_ESCAPES.get(letter, letter) for letter in text)
    return '"' + "".join(_visible(letter) for letter in letters).replace("${", "$${").replace("%{", "%%{") + '"'


def key(text: str) -> str:
    """A quoted object key, in ASCII: `terraform fmt` aligns on the width of keys, and so need not know Unicode's."""
    return "".join(letter if ord(letter) < 128 else _escape(letter) for letter in quote(text))


def value(item: Value) -> str:
    """Any value, over several lines where it is a mapping or a list of more than one item."""
    if isinstance(item, bool):
        return "true" if item else "false"
    if item is None:
        return "null"
    if isinstance(item, int):
        return str(item)
    if isinstance(item, str):
        return quote(item)
    if isinstance(item, Mapping):
        lines = [f"{key(name)} = {value(inner)}" for name, inner in sorted(item.items())]
        return "{\n" + "\n".join(lines) + "\n}" if lines else "{}"
    return listed([value(inner) for inner in item])


def listed(expressions: Sequence[str]) -> str:
    """A list of expressions, on one line where it is short."""
    flat = f"[{', '.join(expressions)}]"
    if len(flat) <= 80 and "\n" not in flat:
        return flat
    return "[\n" + "".join(f"{expression},\n" for expression in expressions) + "]"


def _visible(letter: str) -> str:
    # Letters that no editor shows, or that change the order of what it shows, are written as escapes.
    invisible = letter in "\u2028\u2029\ufeff" or "\u200b" <= letter <= "\u200f" or "\u202a" <= letter <= "\u202e"
    return _escape(letter) if invisible or "\u2066" <= letter <= "\u2069" or ord(letter) < 32 else letter


def _escape(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
