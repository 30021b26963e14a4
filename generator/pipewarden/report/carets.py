"""Draws an excerpt for a terminal: line numbers, the source, and under it carets and what is said there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipewarden.report.cells import Cells
from pipewarden.report.excerpt import Line, Mark
from pipewarden.report.printable import printable

_WIDTH = 110
"""How many cells of a source line are shown at most."""

Painter = Callable[[str, bool], str]
"""Colours an underline with its text; the second argument says whether it is the finding itself."""


def draw(lines: tuple[Line, ...], paint: Painter) -> Iterator[str]:
    """The rows of the excerpt, without indentation; nothing for no lines."""
    if not lines:
        return
    gutter = len(str(lines[-1].number))
    bar = any(line.inside for line in lines)
    yield f"{' ' * gutter} |"
    before = lines[0].number
    for line in lines:
        if line.number > before + 1:
            yield f"{'.' * max(gutter, 3)} {'|' if line.inside else ''}".rstrip()
        before = line.number
        yield from _rows(line, gutter, bar, paint)


def _rows(line: Line, gutter: int, bar: bool, paint: Painter) -> Iterator[str]:
    margin = ("> " if line.inside else "  ") if bar else ""
    marks = sorted(line.marks, key=lambda mark: not mark.main)
    cells = Cells(line.text, marks[0].start if marks else 0, _WIDTH)
    yield f"{line.number:>{gutter}} | {margin}{cells.text}".rstrip()
    for mark in marks:
        yield f"{' ' * gutter} | {' ' * len(margin)}{_underline(cells, mark, paint)}"


def _underline(cells: Cells, mark: Mark, paint: Painter) -> str:
    first, width = cells.span(mark.start, mark.end)
    text = f" {printable(mark.text)}" if mark.text else ""
    return " " * first + paint(("^" if mark.main else "-") * width + text, mark.main)
