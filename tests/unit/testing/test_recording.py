"""Recordings come back from the file as they went in, and a bad file says what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipewarden.errors import PipewardenError
from pipewarden.terraform import TerraformResult
from pipewarden.testing import recording
from pipewarden.testing.recording import Recording

_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_ARGS = st.lists(_TEXT.filter(lambda arg: arg != "-json")).map(tuple)
_RUN = st.builds(TerraformResult, _ARGS, st.integers(0, 2), _TEXT, _TEXT)


@given(st.lists(_RUN).map(tuple))
def test_text_survives_the_file(tmp_path_factory: pytest.TempPathFactory, runs: tuple[TerraformResult, ...]) -> None:
    path = tmp_path_factory.getbasetemp() / "text.json"
    path.write_text(recording.dump(Recording("1.15.0", runs)), encoding="utf-8", newline="")
    assert recording.load(path) == Recording("1.15.0", runs)


@pytest.mark.parametrize("value", [{"a": [1, None, "é"]}, "text", 3, None], ids=str)
def test_json_survives_as_json(tmp_path: Path, value: object) -> None:
    run = TerraformResult(("output", "-json"), 0, json.dumps(value, indent=4), "")
    path = tmp_path / "json.json"
    path.write_text(recording.dump(Recording("1.15.0", (run,))), encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8"))["runs"][0]["json"] == value
    assert json.loads(recording.load(path).runs[0].stdout) == value


def test_a_failed_command_keeps_its_text_though_json_was_asked_for(tmp_path: Path) -> None:
    run = TerraformResult(("output", "-json", "x"), 1, "", "Error: no such output\n")
    path = tmp_path / "failed.json"
    path.write_text(recording.dump(Recording("1.15.0", (run,))), encoding="utf-8")
    assert recording.load(path).runs == (run,)


def test_a_missing_recording_says_how_to_write_it(tmp_path: Path) -> None:
    with pytest.raises(PipewardenError, match="there is no recording; write it with `pytest --terratest=record`"):
        recording.load(tmp_path / "none.json")


def test_a_recording_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text('{"schema_version": 0}')
    with pytest.raises(PipewardenError, match="not of version 1"):
        recording.load(tmp_path / "old.json")
