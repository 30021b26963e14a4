"""Lays a stack's picture out on a plane: boxes in columns by kind, lines between them, and what is wrong in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from pipewarden import controls
from pipewarden.finding import Finding
from pipewarden.report.drawing import Drawing, Kind
from pipewarden.verdict import Severity

_COLUMNS = {Kind.ENDPOINT: 0, Kind.PIPELINE: 1, Kind.TRAIL: 1, Kind.BUCKET: 2, Kind.KEY: 3}
_FAMILIES = {
    "network": Kind.ENDPOINT,
    "pipeline": Kind.PIPELINE,
    "trail": Kind.TRAIL,
    "bucket": Kind.BUCKET,
    "kms": Kind.KEY,
}
"""Where a thing that is missing would stand, by the family of the control that misses it."""

WIDTH, HEIGHT = 236, 82
_ACROSS, _DOWN, _EDGE, _HEAD = 64, 22, 8, 42
_ELSEWHERE, _WHOLE = "resource", "the stack as a whole"


class Box(Struct, frozen=True):
    """A drawn thing: its place, what it is, and the findings about it by their numbers, the worst first."""

    x: int
    y: int
    kind: str
    address: str
    note: str
    findings: tuple[int, ...]
    severity: Severity | None
    missing: bool


class Line(Struct, frozen=True):
    """A drawn link: an SVG path, and the sentence that it stands for."""

    path: str
    source: str
    target: str
    text: str


class Picture(Struct, frozen=True):
    """A drawing with places; `heads` are the headings of the columns with their x."""

    path: str
    width: int
    height: int
    heads: tuple[tuple[int, int, str], ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def belong(finding: Finding, drawing: Drawing, all_of_them: Iterable[Drawing]) -> bool:
    """Whether the finding is about that stack; the file decides between stacks that have the same address."""
    if finding.resource != drawing.path and finding.resource not in drawing.addresses:
        return False
    place = finding.place
    if place is None or place.file in drawing.files:
        return True
    return not any(place.file in other.files for other in all_of_them)


def lay_out(drawing: Drawing, findings: Mapping[int, Finding]) -> Picture:
    """The picture of the stack with its findings, which have numbers."""
    boxes = tuple(_boxes(drawing, findings))
    at = {box.address: box for box in boxes if not box.missing}
    lines = tuple(
        Line(_path(at[link.source], at[link.target]), link.source, link.target, link.text)
        for link in drawing.links
        if link.source in at and link.target in at
    )
    bottom = max((box.y for box in boxes), default=_HEAD) + HEIGHT + _EDGE
    return Picture(drawing.path, _x(4) - _ACROSS + _EDGE, bottom, tuple(_heads(boxes)), boxes, lines)


def _boxes(drawing: Drawing, findings: Mapping[int, Finding]) -> Iterator[Box]:
    """The nodes and what is missing in their columns, and under them whatever else has findings."""
    rows = [0] * 4
    for kind in Kind:
        for address, note, numbers, missing in _of_kind(kind, drawing, findings):
            column = _COLUMNS[kind]
            yield Box(_x(column), _y(rows[column]), kind, address, note, numbers, _worst(findings, numbers), missing)
            rows[column] += 1
    first = _y(max(rows)) + (_HEAD if max(rows) else 0)
    for index, (address, numbers) in enumerate(_others(drawing, findings).items()):
        y = first + index // 4 * (HEIGHT + _DOWN)
        what = _WHOLE if address == drawing.path else _ELSEWHERE
        yield Box(_x(index % 4), y, what, address, "", numbers, _worst(findings, numbers), False)


def _of_kind(
    kind: Kind, drawing: Drawing, findings: Mapping[int, Finding]
) -> Iterator[tuple[str, str, tuple[int, ...], bool]]:
    nodes = [node for node in drawing.nodes if node.kind is kind]
    for node in nodes:
        own = {node.address, *node.parts}
        yield node.address, node.note, tuple(n for n, f in findings.items() if f.resource in own), False
    missing = tuple(n for n, finding in findings.items() if _missing(finding, drawing) is kind)
    if missing:
        yield f"another {kind}" if nodes else f"no {kind}", "", missing, True


def _others(drawing: Drawing, findings: Mapping[int, Finding]) -> dict[str, tuple[int, ...]]:
    drawn = {address for node in drawing.nodes for address in (node.address, *node.parts)}
    others: dict[str, tuple[int, ...]] = {}
    for number, finding in findings.items():
        if finding.resource not in drawn and _missing(finding, drawing) is None:
            others[finding.resource] = (*others.get(finding.resource, ()), number)
    return others


def _missing(finding: Finding, drawing: Drawing) -> Kind | None:
    control = controls.find(finding.control)
    if finding.outcome != "absent" or finding.resource != drawing.path or control is None:
        return None
    return _FAMILIES.get(control.family)


def _worst(findings: Mapping[int, Finding], numbers: tuple[int, ...]) -> Severity | None:
    return min((findings[number].severity for number in numbers), key=list(Severity).index, default=None)


def _heads(boxes: tuple[Box, ...]) -> Iterator[tuple[int, int, str]]:
    names = {Kind.ENDPOINT: "VPC endpoints", Kind.BUCKET: "Buckets", Kind.KEY: "Keys"}
    kinds = {box.kind for box in boxes}
    yield from ((_x(_COLUMNS[kind]), _HEAD - 24, name) for kind, name in names.items() if kind in kinds)
    middle = [name for kind, name in ((Kind.PIPELINE, "Pipelines"), (Kind.TRAIL, "Trails")) if kind in kinds]
    if middle:
        yield _x(1), _HEAD - 24, " and ".join((middle[0], *(name.lower() for name in middle[1:])))
    rest = [box.y for box in boxes if box.kind in (_ELSEWHERE, _WHOLE)]
    if rest:
        yield _x(0), min(rest) - 14, "Elsewhere in the stack"


def _x(column: int) -> int:
    return _EDGE + column * (WIDTH + _ACROSS)


def _y(row: int) -> int:
    return _HEAD + row * (HEIGHT + _DOWN)


def _path(source: Box, target: Box) -> str:
    """A curve from right edge to left edge; past a column through the gap over the row, in a column at its right."""
    x1, y1, x2, y2 = source.x + WIDTH, source.y + HEIGHT // 2, target.x, target.y + HEIGHT // 2
    half = _ACROSS // 2
    if source.x == target.x:
        return f"M{x1} {y1} C{x1 + half} {y1} {x1 + half} {y2} {x1} {y2}"
    if x2 - x1 <= _ACROSS:
        return f"M{x1} {y1} C{x1 + half} {y1} {x2 - half} {y2} {x2} {y2}"
    gap = source.y - _DOWN // 2
    into = f"C{x1 + half} {y1} {x1 + half} {gap} {x1 + _ACROSS} {gap}"
    return f"M{x1} {y1} {into} L{x2 - _ACROSS} {gap} C{x2 - half} {gap} {x2 - half} {y2} {x2} {y2}"
