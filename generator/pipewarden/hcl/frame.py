"""What is open at a place in a text, and the faults of what is not closed as it should be."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from pipewarden.hcl.ast import Span
from pipewarden.hcl.fault import Fault, TokenFault, clip
from pipewarden.hcl.token import Token

MAX_DEPTH = 1000
"""How deep a file may nest: brackets and templates, and the operators chained in one argument or item.

Terraform has no such limit; the trees beyond it would be too deep for those that walk them.
"""

Kind = Literal["file", "block", "object", "group", "template", "string", "heredoc", "bare"]
LINES = frozenset({"file", "block", "object"})


class Frame(Struct):
    """Something that is open: `opener` opened it, `closer` ends it."""

    kind: Kind
    closer: str
    opener: Token | None
    depth: int = 0
    """The depth at its start, to which each new line or comma inside returns."""
    end: re.Match[str] | None = None
    """The next line that may end a heredoc: it does, unless it proves to stand inside a template."""
    in_value: bool = False
    """Whether a `=` has been seen on this line, or in this entry: from there on, `{` opens an object."""


def misplaced_closer(sign: str, at: Span, frame: Frame) -> Fault:
    """The fault of a bracket that does not close what is open."""
    if frame.opener is None:
        return Fault(f"`{sign}` closes nothing; remove it", at)
    place = f"line {frame.opener.span.line}, column {frame.opener.span.column}"
    return Fault(f"`{sign}` where `{frame.closer}` is expected, to close the `{frame.opener.text}` of {place}", at)


def unclosed(frame: Frame) -> TokenFault:
    """The fault of something that the end of the text, or of a string's line, leaves open."""
    assert frame.opener is not None
    at = frame.opener.span
    if frame.kind == "string":
        return TokenFault('the string is not closed on its line; add `"`, or use a heredoc for several lines', at)
    if frame.kind == "heredoc":
        return TokenFault(f"the heredoc has no end; put `{clip(frame.closer)}` alone on a line after its text", at)
    return TokenFault(f"`{frame.opener.text}` is never closed; add the missing `{frame.closer}`", at)


def strange(text: str, at: Span) -> Fault:
    """The fault of a character that starts no token."""
    char = text[at.start]
    if "\ud800" <= char <= "\udfff":
        return Fault("not UTF-8; save the file as UTF-8", at)
    shown = "a backtick" if char == "`" else f"`{char}`" if char.isprintable() else f"the character U+{ord(char):04X}"
    return Fault(f"{shown} means nothing here; {_HINTS.get(char, 'remove it')}", at)


_HINTS = {
    "'": 'quote text with `"`',
    "“": 'quote text with `"`',
    "”": 'quote text with `"`',
    "`": 'quote text with `"`',
    ";": "put each argument on a line of its own",
    "&": "write `&&` for a logical and",
    "|": "write `||` for a logical or",
    "\r": "end lines with LF or CRLF",
    "~": "a strip mark belongs to the brace of a template, as in `${~` and `~}`",
    "\ufeff": "a byte order mark may stand at the start of a file only",
}
