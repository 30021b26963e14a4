"""Text of the user's in Markdown, where it is neither markup, nor a link, a mention or a reference to an issue."""

from __future__ import annotations

import re

from pipewarden.report.backticks import pieces
from pipewarden.report.printable import printable

_MARKUP = re.compile(r"[\\`*_\[\]<>|&~@:#$!\"'^=]")
_AUTOMATIC = re.compile(r"(?<=[@#])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=GH)(?=-)", re.IGNORECASE)
_JOINER = "\u2060"
"""Zero wide and not a space: it keeps `@name`, `#1`, `http://` and `www.` from being linked after rendering."""


def prose(text: str, most: int = 2000) -> str:
    """The text on one line, its parts in backticks as code; what is longer than `most` characters is cut."""
    return "".join(_code(part) if is_code else _plain(part) for part, is_code in pieces(printable(cut(text, most))))


def code(text: str, most: int = 300) -> str:
    """The text as code on one line, cut after `most` characters."""
    return _code(printable(cut(text, most)))


def fenced(text: str) -> str:
    """Lines that are safe to print as a code block, which nothing in them can end."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def cut(text: str, most: int) -> str:
    """The text, or its beginning and `…`."""
    return text if len(text) <= most else f"{text[:most]}…"


def _code(text: str) -> str:
    return f"<code>{_entities(text)}</code>" if text else ""


def _plain(text: str) -> str:
    return _entities(_AUTOMATIC.sub(_JOINER, text))


def _entities(text: str) -> str:
    """Character references never stand for markup (CommonMark 0.31, 2.5), nor for the border of a table's cell."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", text)
