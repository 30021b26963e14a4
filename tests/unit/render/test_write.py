"""Writing a tree: hand edits are kept, links are not followed, and nobody ever finds a mix."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipewarden.errors import PipewardenError
from pipewarden.render import Tree, look, review, stamped, write
from pipewarden.render import write as write_function
from pipewarden.spec import load

SPEC = """
name: {name}
region: eu-central-1
account: "111122223333"
pipeline:
  stages:
    - name: Source
      actions: [{{name: Source, provider: CodeStarSourceConnection, repository: example/site}}]
    - name: Build
      actions: [{{name: Build, provider: CodeBuild, inputs: [source]}}]
"""


def tree_of(name: str) -> Tree:
    return stamped(load(SPEC.format(name=name)))


OLD, NEW = tree_of("old"), tree_of("new")


def content(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


@pytest.fixture(params=["beside", "in-place"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder that can be exchanged for another, and one that has to keep its place."""
    folder = tmp_path / "stack"
    if request.param == "in-place":
        (folder / ".git").mkdir(parents=True)
    yield folder
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stack"]


def rendered(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in content(root).items() if not path.startswith(".git/")}


def test_a_tree_is_written_and_written_again(target: Path) -> None:
    write(OLD, target)
    assert rendered(target) == dict(OLD)
    assert not write(OLD, target).changes
    done = write(NEW, target)
    assert rendered(target) == dict(NEW)
    assert "terraform.tfvars" in done.written


def test_files_that_are_no_longer_rendered_go(target: Path) -> None:
    write(OLD, target)
    less = {path: data for path, data in NEW.items() if not path.startswith("modules/trail/")}
    assert "modules/trail/main.tf" in write(less, target).removed
    assert not (target / "modules/trail/main.tf").exists()


def test_what_users_add_stays(target: Path) -> None:
    write(OLD, target)
    (target / "extra.tf").write_text("# mine\n")
    (target / "modules/kms/extra.tf").write_text("# mine too\n")
    (target / "empty").mkdir()
    (target / "link").symlink_to("/nowhere")
    inode = (target / "extra.tf").stat().st_ino
    write(NEW, target)
    assert (target / "extra.tf").read_text() == "# mine\n"
    assert (target / "extra.tf").stat().st_ino == inode
    assert (target / "modules/kms/extra.tf").read_text() == "# mine too\n"
    assert (target / "empty").is_dir()
    assert (target / "link").readlink() == Path("/nowhere")


def test_hand_edits_are_named_and_kept(target: Path) -> None:
    write(OLD, target)
    for path in ("main.tf", "terraform.tfvars"):
        (target / path).write_text("# edited\n")
    before = content(target)
    with pytest.raises(PipewardenError, match=r"(?s)edited by hand.*main\.tf.*terraform\.tfvars.*--force"):
        write(NEW, target)
    assert content(target) == before
    write(NEW, target, force=True)
    assert rendered(target) == dict(NEW)


def test_a_file_that_pipewarden_did_not_write_is_not_overwritten(target: Path) -> None:
    target.mkdir(exist_ok=True)
    (target / "main.tf").write_text("# mine\n")
    with pytest.raises(PipewardenError, match=r"main\.tf"):
        write(NEW, target)
    assert (target / "main.tf").read_text() == "# mine\n"


def test_an_edit_that_the_new_tree_has_too_is_no_conflict(target: Path) -> None:
    write(OLD, target)
    (target / "terraform.tfvars").write_bytes(NEW["terraform.tfvars"])
    write(NEW, target)
    assert rendered(target) == dict(NEW)


@pytest.mark.parametrize("path", ["main.tf", "modules", "modules/kms", ".pipewarden"])
def test_a_symbolic_link_is_never_followed(path: str, target: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (target / path).parent.mkdir(parents=True, exist_ok=True)
    (target / path).symlink_to(outside)
    with pytest.raises(PipewardenError, match="symbolic link"):
        write(NEW, target, force=True)
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "a//b", "./a", "a\\b", ""])
def test_a_path_that_leads_out_is_refused(path: str, target: Path) -> None:
    target.mkdir(exist_ok=True)
    with pytest.raises(PipewardenError, match="leads out"):
        write({path: b"x"}, target)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(PipewardenError, match="no folder"):
        write(NEW, tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_full_disk_leaves_the_old_tree(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(OLD, target)
    before, calls = content(target), 0

    def full(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pipewarden.render.durable.os.fsync", full)
    with pytest.raises(PipewardenError, match=r"No space left on device; nothing was changed"):
        write(NEW, target)
    monkeypatch.undo()
    assert content(target) == before


def test_a_broken_manifest_is_an_error(target: Path) -> None:
    write(OLD, target)
    (target / ".pipewarden/manifest.json").write_text("{")
    with pytest.raises(PipewardenError, match="no manifest"):
        write(NEW, target)


def _write_forever(folder: str, first: int) -> None:
    trees = (OLD, NEW)
    for number in range(first, 10_000):
        write_function(trees[number % 2], Path(folder))


def _killed_writer(folder: Path, delay: float) -> None:
    writer = multiprocessing.get_context("fork").Process(target=_write_forever, args=(str(folder), 0))
    writer.start()
    time.sleep(delay)
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()


@pytest.mark.parametrize("step", range(12))
def test_a_killed_writer_leaves_the_old_tree_or_the_new(step: int, tmp_path: Path) -> None:
    target = tmp_path / "stack"
    write(OLD, target)
    (target / "mine.tf").write_text("# mine\n")
    _killed_writer(target, 0.02 + 0.013 * step)
    found = content(target)
    assert found.pop("mine.tf") == b"# mine\n"
    assert found in (dict(OLD), dict(NEW))
    write(NEW, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stack"]


@pytest.mark.parametrize("step", range(12))
def test_a_killed_writer_that_works_in_place_is_finished_by_the_next(step: int, tmp_path: Path) -> None:
    target = tmp_path / "stack"
    (target / ".git").mkdir(parents=True)
    write(OLD, target)
    _killed_writer(target, 0.02 + 0.013 * step)
    write(NEW, target)
    assert rendered(target) == dict(NEW)


def test_two_writers_take_turns(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[2]); from test_write import *\n"
        "for _ in range(3):\n    write(OLD, Path(sys.argv[1])); write(NEW, Path(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "stack"), str(Path(__file__).parent)]
    writers = [subprocess.Popen(command) for _ in range(2)]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert content(tmp_path / "stack") == dict(NEW)


def test_review_names_what_would_change(tmp_path: Path) -> None:
    write(OLD, tmp_path / "stack")
    found = review(NEW, look(tmp_path / "stack", NEW))
    assert found.written == (
        ".pipewarden/manifest.json",
        "README.md",
        "terraform.tfvars",
        "tests/hardening.tftest.hcl",
    )
    assert found.edited == ()
