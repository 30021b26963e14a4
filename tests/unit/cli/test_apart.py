"""Work on several processes comes in order, and what a process cannot do is done by the caller."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipewarden.cli.apart import each
from pipewarden.errors import PipewardenError

HERE = os.getpid()


def _with_process(index: int) -> tuple[int, bool]:
    return index, os.getpid() == HERE


@pytest.mark.parametrize("count", [0, 1, 3, 4, 50])
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_the_results_are_in_order(count: int, processes: int) -> None:
    assert [index for index, _ in each(_with_process, count, processes)] == list(range(count))


def test_many_are_done_by_other_processes_and_the_first_is_done_here() -> None:
    assert [here for _, here in each(_with_process, 6, 2)] == [True, False, False, False, False, False]
    assert all(here for _, here in each(_with_process, 6, 1))


def test_an_error_is_raised_in_its_turn_with_its_place() -> None:
    def work(index: int) -> int:
        if index == 3:
            raise PipewardenError("no", file="a.toml", line=2)
        return index

    results = each(work, 6, 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(PipewardenError, match=r"^a\.toml:2: no$"):
        next(results)


def test_the_work_of_an_ended_process_is_done_here() -> None:
    def work(index: int) -> int:
        if index == 3 and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return index

    assert list(each(work, 8, 2)) == list(range(8))


def test_the_report_on_many_roots_is_the_report_on_each(tmp_path: Path) -> None:
    rotation = "enable_key_rotation = false # pipewarden: accept[kms-rotation-disabled]: old"
    key = f'resource "aws_kms_key" "k" {{\n  {rotation}\n}}\n'
    names = [f"stack{number}" for number in range(5)]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_text(key, encoding="utf-8")

    def lines(*paths: str) -> list[str]:
        command = [sys.executable, "-m", "pipewarden", "check", *paths, "--format", "sarif"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (1, "")
        return [line for line in done.stdout.splitlines() if "stack" in line]

    assert lines(".") == [line for name in names for line in lines(name)]
