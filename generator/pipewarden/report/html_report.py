"""The HTML report: one page that needs nothing but itself, to search and to read, with the stack drawn.

Whatever is not the page's own comes into it through Jinja2's escaping, and a content security policy lets neither
another script nor any request of the page through.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from msgspec import Struct

from pipewarden import __version__, controls
from pipewarden.control import Control
from pipewarden.finding import Finding, Report
from pipewarden.report import Presentation
from pipewarden.report.backticks import pieces
from pipewarden.report.excerpt import excerpt
from pipewarden.report.folding import Fold, folded
from pipewarden.report.html_drawing import HEIGHT, WIDTH, Picture, belong, lay_out
from pipewarden.report.html_text import Row, blocks, rows
from pipewarden.report.printable import printable
from pipewarden.report.requests import in_words
from pipewarden.report.words import OUTCOMES, counted, excuse, judged, lead_in, result, where
from pipewarden.verdict import Severity

_MODULES = re.compile(r"(?:module\.[\w-]+(?:\[(?:\d+|\"(?:[^\"\\]|\\.)*\")\])?\.)*")
_ASSETS = Path(__file__).parent / "assets"


class _Entry(Struct, frozen=True):
    """A finding as the template shows it; `short` stands before one of which the entry above it says the rest."""

    number: int
    finding: Finding
    state: str
    where: str
    rows: tuple[Row, ...]
    steps: tuple[str, ...]
    request: str | None
    excuse: str | None
    control: Control | None
    short: str | None = None


def write(report: Report, presentation: Presentation) -> str:
    """The page, with a final newline."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_ASSETS),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"printable": printable, "pieces": pieces, "blocks": blocks, "short": _short}
    environment.filters |= {"own_name": _own_name, "modules": _modules}
    style, script = (_asset(name) for name in ("page.css", "page.js"))
    return environment.get_template("page.html.j2").render(
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'",
        size={"width": WIDTH, "height": HEIGHT},
        version=__version__,
        result=result(report),
        judged=judged(report),
        **_contents(report, presentation),
    )


def _contents(report: Report, presentation: Presentation) -> dict[str, Any]:
    order = list(Severity)
    findings = sorted(report.findings, key=lambda f: (f.accepted is not None, order.index(f.severity)))
    shown = [pair for fold in folded(findings) for pair in _parts(fold)]
    entries = [_entry(number, *pair, presentation) for number, pair in enumerate(shown, 1)]
    severities, states = {e.finding.severity for e in entries}, {e.state for e in entries}
    return {
        "entries": entries,
        "severities": [severity for severity in Severity if severity in severities],
        "states": [state for state in (*OUTCOMES, "accepted") if state in states],
        "pictures": _pictures(entries, presentation),
        "counted": counted,
    }


def _parts(fold: Fold) -> Iterator[tuple[Finding, str | None]]:
    yield fold.finding, None
    first = fold.finding.message
    yield from ((each, "The same" if each.message == first else each.message) for each in fold.same)
    yield from ((finding, f"Waits for `{fold.finding.resource}`") for finding in fold.waiting)


def _entry(number: int, finding: Finding, short: str | None, presentation: Presentation) -> _Entry:
    shown = excerpt(finding, presentation.source(finding.place.file) if finding.place else None)
    return _Entry(
        number=number,
        finding=finding,
        state="accepted" if finding.accepted else finding.outcome,
        where=where(finding),
        rows=rows(shown.lines),
        steps=tuple(f"{s.place.file}:{s.place.line}: {s.text}" if s.place else s.text for s in shown.elsewhere),
        request=None if finding.counterexample is None else f"{lead_in(finding)}: {in_words(finding.counterexample)}",
        excuse=excuse(finding.accepted) if finding.accepted else None,
        control=controls.find(finding.control),
        short=short,
    )


def _pictures(entries: list[_Entry], presentation: Presentation) -> list[Picture]:
    """The stacks' pictures, those with findings first; an accepted finding is none here."""
    drawings = presentation.drawings()
    pictures = []
    for drawing in drawings:
        own = {e.number: e.finding for e in entries if not e.excuse and belong(e.finding, drawing, drawings)}
        pictures.append((not own, lay_out(drawing, own)))
    return [picture for _, picture in sorted(pictures, key=lambda pair: pair[0])]


def _short(text: str, most: int) -> str:
    """The end of a text, which tells more of an address than its beginning."""
    shown = printable(text)
    return shown if len(shown) <= most else f"…{shown[1 - most :]}"


def _own_name(address: str) -> str:
    """An address without its modules."""
    return _MODULES.sub("", address)


def _modules(address: str) -> str:
    """The modules of an address."""
    found = _MODULES.match(address)
    return found[0].rstrip(".") if found else ""


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
