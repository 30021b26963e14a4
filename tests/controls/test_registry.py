"""Every control has its fixtures, its documentation and its parts, and nothing is left over."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.control import Control
from pipewarden.controls import catalogue

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "docs" / "controls"
CONTROLS = [pytest.param(control, id=control.id) for control in catalogue()]


def test_the_fixture_folders_are_the_controls() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {control.id for control in catalogue()}, "a control has a folder of fixtures beside this file"


def test_the_pages_are_the_controls() -> None:
    pages = {path.stem for path in PAGES.glob("*.md")}
    assert pages == {control.id for control in catalogue()} | {"README"}, "`make docs` writes a control's page"


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_has_fixtures_of_every_kind(control: Control) -> None:
    names = [path.stem for path in (HERE / control.id).iterdir()]
    bad = [name for name in names if name.startswith(("fail_", "absent_"))]
    assert any(name.startswith("pass_") for name in names)
    assert any(name.startswith("unknown_") for name in names)
    assert any("omitted" in name for name in names)
    if not bad:  # a control that can only be undecided
        bad = [name for name in names if name.startswith("unknown_")]
    assert len(bad) >= 4, "think of four ways around the control"


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_says_why_and_how_to_fix(control: Control) -> None:
    assert control.summary.endswith(".")
    assert "\n" not in control.summary
    assert control.why
    assert "```hcl" in control.fix
