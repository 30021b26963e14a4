"""Source lines and the controls' own texts in pieces that the page's template writes out."""

from __future__ import annotations

import itertools
import re

from msgspec import Struct

from pipewarden.report.excerpt import Line
from pipewarden.report.printable import shown

_MOST = 400
"""How many characters of a source line are shown."""

_INLINE = re.compile(r"`([^`]+)`|(?<!\w)\*([^*\s][^*]*)\*(?!\w)")


class Row(Struct, frozen=True):
    """One row of an excerpt: pieces of the line with their classes, and what is said of the marked ones.

    `number` is None for a row that stands for lines left out.
    """

    number: int | None
    inside: bool
    pieces: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, bool], ...]


def rows(lines: tuple[Line, ...]) -> tuple[Row, ...]:
    """The rows of an excerpt."""
    found: list[Row] = []
    before = lines[0].number if lines else 0
    for line in lines:
        if line.number > before + 1:
            found.append(Row(None, line.inside, (), ()))
        before = line.number
        notes = tuple((mark.text, mark.main) for mark in line.marks if mark.text)
        found.append(Row(line.number, line.inside, _pieces(line), notes))
    return tuple(found)


def _pieces(line: Line) -> tuple[tuple[str, str], ...]:
    text = line.text.rstrip()
    start = 0 if len(text) <= _MOST or not line.marks else max(0, line.marks[0].start - _MOST // 3)
    end = start + _MOST
    classes = ["main" if line.inside else ""] * len(text)
    for mark in sorted(line.marks, key=lambda mark: mark.main):
        covered = slice(mark.start, min(mark.end, len(text)))
        classes[covered] = ["main" if mark.main else "step"] * len(classes[covered])
    groups = itertools.groupby(zip(text[start:end], classes[start:end], strict=True), key=lambda pair: pair[1])
    found = [(_safe("".join(character for character, _ in group)), name) for name, group in groups]
    left, right = [("…", "")] * (start > 0), [("…", "")] * (end < len(text))
    return (*left, *found, *right)


def _safe(text: str) -> str:
    return "".join(character if character == "\t" else shown(character) for character in text)


def blocks(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """A control's text: paragraphs (`prose`) of pieces (`text`, `code`, `em`), and blocks of `code` of one piece."""
    found = []
    for block in re.split(r"(```\w*\n.*?\n```)", text, flags=re.DOTALL):
        if block.startswith("```"):
            found.append(("code", [("text", "\n".join(block.splitlines()[1:-1]))]))
        else:
            found += [("prose", _inline(part)) for part in re.split(r"\n\s*\n", block) if part.strip()]
    return found


def _inline(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    for match in _INLINE.finditer(text):
        found.append(("text", text[at : match.start()]))
        found.append(("code", match[1]) if match[1] else ("em", match[2]))
        at = match.end()
    return [piece for piece in (*found, ("text", text[at:])) if piece[1]]
