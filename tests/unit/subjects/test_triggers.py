"""The event rule that comes nearest to starting a pipeline, and by what it misses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipewarden.cli.check import report_of

FIXTURES = Path(__file__).parents[2] / "controls" / "pipeline-untriggered"


@pytest.mark.parametrize(
    ("fixture", "why"),
    [
        ("absent_disabled", ["it is disabled"]),
        ("absent_other_branch", ["its `detail.referenceName` lets no event of the source through"]),
        ("absent_target_omitted", ["no target of it is the pipeline"]),
        ("absent_omitted", []),
    ],
)
def test_the_nearest_rule_is_named(tmp_path: Path, fixture: str, why: list[str]) -> None:
    shutil.copy(FIXTURES / f"{fixture}.tf", tmp_path / "main.tf")
    (finding,) = report_of(tmp_path, only=frozenset({"pipeline-untriggered"})).findings
    assert [step.text.partition(" does not: ")[2] for step in finding.because] == why
