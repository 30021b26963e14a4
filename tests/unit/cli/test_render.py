"""`pipewarden render`: what it writes, prints and exits with."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from ruamel.yaml import YAML

from pipewarden.cli.render import render
from pipewarden.errors import PipewardenError

SPEC = Path(__file__).parents[3] / "examples/minimal.yaml"


def checked(spec: Path, target: Path) -> int:
    with pytest.raises(typer.Exit) as caught:
        render(str(spec), target, check=True)
    return caught.value.exit_code


def test_the_first_run_writes_and_the_second_has_nothing_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    render(str(SPEC), tmp_path / "stack")
    render(str(SPEC), tmp_path / "stack")
    printed = capsys.readouterr()
    first, second = printed.err.splitlines()
    assert first.endswith("written, 0 removed")
    assert second.endswith("nothing to change")
    assert printed.out == ""


def test_check_writes_nothing_and_shows_the_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "stack"
    assert checked(SPEC, target) == 1
    assert not target.exists()
    render(str(SPEC), target)
    assert checked(SPEC, target) == 0
    (target / "main.tf").write_text("# mine\n")
    capsys.readouterr()
    assert checked(SPEC, target) == 1
    assert "--- a/main.tf\n+++ b/main.tf\n" in capsys.readouterr().out
    assert (target / "main.tf").read_text() == "# mine\n"


def test_force_overwrites_a_hand_edit(tmp_path: Path) -> None:
    target = tmp_path / "stack"
    render(str(SPEC), target)
    (target / "main.tf").write_text("# mine\n")
    with pytest.raises(PipewardenError, match=r"main\.tf"):
        render(str(SPEC), target)
    render(str(SPEC), target, force=True)
    assert "module" in (target / "main.tf").read_text()


def test_json_on_stdin_is_a_spec_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data: Any = YAML(typ="safe", pure=True).load(SPEC.read_text(encoding="utf-8"))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(data).encode())))
    render("-", tmp_path / "json")
    render(str(SPEC), tmp_path / "yaml")
    assert checked(SPEC, tmp_path / "json") == 0


def test_errors_name_the_file_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"name: x\nregion: \xe9\n")
    (tmp_path / "bad.yaml").write_text("nam: x\n")
    for name, message in (
        ("none.yaml", "cannot read"),
        ("latin.yaml", "not UTF-8"),
        ("bad.yaml", "did you mean `name`"),
    ):
        with pytest.raises(PipewardenError, match=message) as caught:
            render(str(tmp_path / name), tmp_path / "stack")
        assert name in str(caught.value)
    assert not (tmp_path / "stack").exists()


def test_a_byte_order_mark_is_no_part_of_the_spec(tmp_path: Path) -> None:
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbf" + SPEC.read_bytes())
    render(str(tmp_path / "bom.yaml"), tmp_path / "stack")
    assert checked(SPEC, tmp_path / "stack") == 0
