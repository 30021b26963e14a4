"""One file a report format; each turns a report into text and touches nothing else."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pipewarden.finding import Report
    from pipewarden.report.drawing import Drawing


class Format(StrEnum):
    """The formats of a report; a format's module in this folder has its name and `_report`."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    MARKDOWN = "markdown"
    GITHUB = "github"
    HTML = "html"


def _no_drawings() -> tuple[Drawing, ...]:
    return ()


class Presentation(Struct, frozen=True):
    """What a format may use beyond the report.

    `source` gives the text of a shown file, None when it is gone. `base` is the URI of the folder that relative paths
    start from, None where the report must not name it. `drawings` gives a picture of each stack; only `html` asks.
    """

    source: Callable[[str], str | None]
    colour: bool = False
    base: str | None = None
    drawings: Callable[[], tuple[Drawing, ...]] = _no_drawings


def write(report: Report, form: Format, presentation: Presentation) -> str:
    """The report as text in that format, with a final newline; the text can be encoded as UTF-8.

    A lone surrogate, as a file name or a JSON escape may hold, is written as its escape `\\udc80`.
    """
    module = importlib.import_module(f"{__name__}.{form.value}_report")
    text: str = module.write(report, presentation)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
