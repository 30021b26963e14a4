"""What was mended and what is left, as text for a person or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipewarden import __version__
from pipewarden.fix.plan import Treatment
from pipewarden.report.words import counted, printable


def as_text(treatment: Treatment, diff: str, settled: bool) -> str:
    """The diff, then what it mends (what it would mend, unless it is `settled`), then what is left and why."""
    return diff + "".join(f"{printable(line)}\n" for line in _lines(treatment, settled))


def _lines(treatment: Treatment, settled: bool) -> Iterator[str]:
    for control, subject in treatment.mended:
        yield f"{'mended' if settled else 'to mend'}  {control}  {subject}"
    for (control, subject), why in treatment.left.items():
        yield f"left    {control}  {subject}: {why}"
    if treatment.mended or treatment.left:
        files = f" in {counted(len(treatment.patches), 'file')}" if treatment.patches else ""
        mended = f"{counted(len(treatment.mended), 'finding')} {'mended' if settled else 'to mend'}{files}"
        yield f"{mended}, {len(treatment.left)} left"
    else:
        yield "nothing to mend"


def as_json(treatment: Treatment, diff: str, written: bool) -> str:
    """The same as JSON; `written` is whether the files were changed."""
    document = {
        "schema_version": 1,
        "tool": {"name": "pipewarden", "version": __version__},
        "written": written,
        "mended": [{"control": control, "resource": subject} for control, subject in treatment.mended],
        "left": [
            {"control": control, "resource": subject, "why": why} for (control, subject), why in treatment.left.items()
        ],
        "diff": diff,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
