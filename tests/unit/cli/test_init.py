"""`pipewarden init`: a first spec that renders as it stands."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
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


def test_all_flags_that_are_wrong_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(PipewardenError) as caught:
        init(tmp_path, region="mars", account="5", bucket="shop-site")
    assert str(caught.value).splitlines() == [
        "--region: `mars` is no AWS region; write one such as `eu-central-1`",
        "--account: `5` does not fit; write it like `111122223333`",
    ]


def test_on_a_terminal_it_asks_until_the_answer_can_stand_in_a_spec(tmp_path: Path) -> None:
    program = "import sys; from pathlib import Path; from pipewarden.cli.init import init; init(Path(sys.argv[1]))"
    answers = ["shop", "mars", "eu-west-1", "5", "444455556666", "", "", "", ""]
    terminal, other_end = pty.openpty()
    command = [sys.executable, "-c", program, str(tmp_path)]
    child = subprocess.Popen(command, stdin=other_end, stdout=other_end, stderr=other_end)
    os.close(other_end)
    shown = ""
    try:
        for answer in answers:
            while not shown.rstrip().endswith("]:"):
                shown += os.read(terminal, 1024).decode()
            shown = ""
            os.write(terminal, f"{answer}\n".encode())
        while os.read(terminal, 1024):
            pass
    except OSError:
        pass  # The program has ended, and closed its side of the terminal.
    os.close(terminal)
    assert child.wait() == 0
    spec = load((tmp_path / "pipeline.yaml").read_text(encoding="utf-8"))
    assert (spec.name, spec.region, spec.account) == ("shop", "eu-west-1", "444455556666")
    assert spec.pipeline.stages[-1].actions[0].bucket == "shop-site", "the name that was answered is in what follows"


def test_a_folder_whose_name_is_no_stack_name_gets_another(tmp_path: Path) -> None:
    init(tmp_path / "1 & 2")
    assert load((tmp_path / "1 & 2/pipeline.yaml").read_text(encoding="utf-8")).name == "a-1-2"
