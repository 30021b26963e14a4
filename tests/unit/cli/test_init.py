"""`pipewarden init`: a first spec that renders as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.cli.init import init
from pipewarden.errors import PipewardenError
from pipewarden.render import render
from pipewarden.spec import load


def test_a_first_spec_renders_as_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    init(tmp_path / "payments")
    text = (tmp_path / "payments/pipeline.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=pipeline.schema.json\n")
    assert (tmp_path / "payments/pipeline.schema.json").is_file()
    spec = load(text)
    assert spec.name == "payments"
    assert "main.tf" in render(spec)
    assert "--account and --repository" in capsys.readouterr().err


def test_flags_are_in_it_as_they_were_given(tmp_path: Path) -> None:
    init(
        tmp_path,
        name="shop",
        region="us-east-1",
        account="444455556666",
        host="GitLab",
        repository="group/sub/shop",
        branch='fix: "#1"',
        bucket="shop-files",
    )
    spec = load((tmp_path / "pipeline.yaml").read_text(encoding="utf-8"))
    source = spec.pipeline.stages[0].actions[0]
    assert (spec.name, spec.region, spec.account) == ("shop", "us-east-1", "444455556666")
    assert source.model_dump(include={"host", "repository", "branch"}) == {
        "host": "GitLab",
        "repository": "group/sub/shop",
        "branch": 'fix: "#1"',
    }


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "pipeline.yaml").write_text("mine")
    with pytest.raises(PipewardenError, match="exists"):
        init(tmp_path)
    assert (tmp_path / "pipeline.yaml").read_text() == "mine"


def test_a_flag_that_is_wrong_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(PipewardenError, match="no AWS region"):
        init(tmp_path, region="mars")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_whose_name_is_no_stack_name_gets_another(tmp_path: Path) -> None:
    init(tmp_path / "1 & 2")
    assert load((tmp_path / "1 & 2/pipeline.yaml").read_text(encoding="utf-8")).name == "a-1-2"
