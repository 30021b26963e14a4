"""One file a report format; each turns a report into text and touches nothing else."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pipewarden.finding import Report


class Format(StrEnum):
    """The formats of a report; the name is the module in this folder."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Presentation:
    """What a format may use beyond the report: the text of a shown file (None when it is gone), and colour."""

    source: Callable[[str], str | None]
    colour: bool = False


def write(report: Report, form: Format, presentation: Presentation) -> str:
    """The report as text in that format, with a final newline."""
    module = importlib.import_module(f"{__name__}.{form.value}_report")
    text: str = module.write(report, presentation)
    return text
