"""Every fixture of every control: the findings are those that its comments expect, on their lines."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipewarden.cli.check import report_of

HERE = Path(__file__).parent
_EXPECT = re.compile(r"#\s*expect:\s*(\w+)")


def _fixtures() -> Iterator[tuple[str, Path]]:
    for folder in sorted(HERE.iterdir()):
        if folder.is_dir() and folder.name != "__pycache__":
            for fixture in sorted(folder.iterdir()):
                yield folder.name, fixture


def _expected(folder: Path) -> set[tuple[str, str, int]]:
    return {
        (match[1], path.relative_to(folder).as_posix(), number)
        for path in sorted(folder.rglob("*.tf"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := _EXPECT.search(line))
    }


@pytest.mark.parametrize(
    ("control", "fixture"), [pytest.param(*case, id=f"{case[0]}/{case[1].stem}") for case in _fixtures()]
)
def test_findings_are_those_that_the_fixture_expects(
    control: str, fixture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fixture.is_dir():
        shutil.copytree(fixture, tmp_path, dirs_exist_ok=True)
    else:
        shutil.copy(fixture, tmp_path / "main.tf")
    monkeypatch.chdir(tmp_path)

    report = report_of(Path(), only=frozenset({control}))

    assert [f.message for f in report.findings if f.outcome == "error"] == []
    found = {(f.outcome, f.place.file if f.place else "", f.place.line if f.place else 0) for f in report.findings}
    assert found == _expected(tmp_path)
    assert found or report.passes, "the control judged nothing in this fixture"
    outcome = fixture.name.split("_")[0]
    assert {f.outcome for f in report.findings} == ({outcome} - {"pass"})
