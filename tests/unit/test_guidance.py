"""The page on AWS's guidance names every control, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from pipewarden.controls import catalogue

PAGE = Path(__file__).parents[2] / "docs" / "guidance.md"


def test_the_page_names_the_controls() -> None:
    cells = [row.split("|")[3] for row in PAGE.read_text(encoding="utf-8").splitlines() if row.count("|") == 5]
    named = set(re.findall(r"`([a-z0-9-]+)`", " ".join(cells))) | {"pipeline-cannot-run"}
    assert named == {control.id for control in catalogue()}, "name the control in a row of docs/guidance.md"
