"""A result lands in the file that is named, whatever kind of file that is."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pipewarden.cli.output import deliver
from pipewarden.errors import PipewardenError


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    deliver("new", target)
    assert (target.read_text(encoding="utf-8"), stat.S_IMODE(target.stat().st_mode)) == ("new", 0o640)
    assert list(tmp_path.iterdir()) == [target]


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        deliver("text", pipe)
        assert os.read(reader, 100) == b"text"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_keeps_pointing_at_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to("real")
    deliver("new", link)
    assert (link.is_symlink(), (tmp_path / "real").read_text(encoding="utf-8")) == (True, "new")


@pytest.mark.parametrize("name", ["none/report.json", ".", "a" * 300])
def test_what_cannot_be_written_is_an_error_of_its_own(tmp_path: Path, name: str) -> None:
    with pytest.raises(PipewardenError):
        deliver("text", tmp_path / name)
