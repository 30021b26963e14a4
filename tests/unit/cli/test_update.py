"""`pipewarden update` from the outside: what it writes, what it refuses, and what an interrupt leaves."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipewarden.cli.app import app
from pipewarden.errors import PipewardenError
from pipewarden.finding import Finding, Report
from pipewarden.render import recover
from pipewarden.verdict import Severity

SPEC = """
name: {name}
region: {region}
account: "111122223333"
pipeline:
  stages:
    - name: Source
      actions: [{{name: Source, provider: CodeStarSourceConnection, repository: example/site}}]
    - name: Build
      actions: [{{name: Build, provider: CodeBuild, inputs: [source]}}]
"""
CLEAN = Report((), 1, 1, 1)
BROKEN = Report((Finding("x", "fail", Severity.HIGH, "y", "z", None, None, (), None),), 1, 1, 0)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def content(root: Path) -> dict[str, bytes]:
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return {path: data for path, data in files.items() if not path.startswith(".git/")}


@pytest.fixture(autouse=True)
def checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipewarden.cli.check.report_of", lambda path: CLEAN)


@pytest.fixture
def old_spec(tmp_path: Path) -> Path:
    path = tmp_path / "old.yaml"
    path.write_text(SPEC.format(name="demo", region="eu-central-1"))
    return path


@pytest.fixture
def new_spec(tmp_path: Path) -> Path:
    path = tmp_path / "new.yaml"
    path.write_text(SPEC.format(name="demo", region="us-east-1"))
    return path


@pytest.fixture
def stack(tmp_path: Path, old_spec: Path) -> Path:
    folder = tmp_path / "stack"
    assert run("render", old_spec, "-o", folder).exit_code == 0
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=n", "-c", "user.email=n@example.com", "-c", "commit.gpgSign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_hand_edits_survive_a_new_rendering(stack: Path, new_spec: Path) -> None:
    edit(stack / "modules/kms/main.tf", "enable_key_rotation", "# ours\n  enable_key_rotation")
    (stack / "mine.tf").write_text("# mine\n")
    done = run("update", new_spec, stack)
    assert done.exit_code == 0, done.output
    assert "terraform.tfvars: replaced by the new rendering" in done.stdout
    assert "# ours" in (stack / "modules/kms/main.tf").read_text()
    assert (stack / "mine.tf").read_text() == "# mine\n"
    assert 'region               = "us-east-1"' in (stack / "terraform.tfvars").read_text()
    assert run("update", new_spec, stack).stdout.startswith("nothing to update")


def test_conflicts_are_marked_and_resolved_by_the_user(stack: Path, new_spec: Path) -> None:
    edit(stack / "terraform.tfvars", '"eu-central-1"', '"eu-west-1"')
    done = run("update", new_spec, stack)
    assert done.exit_code == 1
    assert "<<<<<<< edited here" in (stack / "terraform.tfvars").read_text()
    again = run("update", new_spec, stack)
    assert isinstance(again.exception, PipewardenError)
    assert "an earlier update" in str(again.exception)


def test_conflicts_can_be_kept_out_of_the_files(stack: Path, new_spec: Path) -> None:
    edit(stack / "terraform.tfvars", '"eu-central-1"', '"eu-west-1"')
    assert run("update", new_spec, stack, "--conflicts", "rej").exit_code == 1
    assert '"eu-west-1"' in (stack / "terraform.tfvars").read_text()
    assert '"us-east-1"' in (stack / "terraform.tfvars.rej").read_text()


@pytest.mark.parametrize("conflicts", ["marks", "rej"])
@pytest.mark.parametrize("in_place", [False, True], ids=["beside", "in-place"])
def test_undo_brings_everything_back(conflicts: str, in_place: bool, stack: Path, new_spec: Path) -> None:
    if in_place:
        (stack / ".git").mkdir()
        (stack / ".git/HEAD").write_text("ref: refs/heads/main\n")
    edit(stack / "terraform.tfvars", '"eu-central-1"', '"eu-west-1"')
    (stack / "modules/kms/main.tf").unlink()
    (stack / "README.md").chmod(0o640)
    before = content(stack)
    assert run("update", new_spec, stack, "--conflicts", conflicts, "--force").exit_code == 1
    assert content(stack) != before
    assert run("update", "--undo", stack).exit_code == 0
    assert content(stack) == before
    assert (stack / "README.md").stat().st_mode & 0o777 == 0o640
    assert not (stack / ".pipewarden/undo").exists()


def test_each_update_can_be_undone(stack: Path, old_spec: Path, new_spec: Path) -> None:
    before = content(stack)
    for spec in (new_spec, old_spec):
        assert run("update", spec, stack).exit_code == 0
    for _ in range(2):
        assert run("update", "--undo", stack).exit_code == 0
    assert content(stack) == before
    assert "no update to undo" in str(run("update", "--undo", stack).exception)


@pytest.mark.parametrize("flag", ["--check", "--diff"])
def test_check_and_diff_write_nothing(flag: str, stack: Path, new_spec: Path, old_spec: Path) -> None:
    before = content(stack)
    done = run("update", new_spec, stack, flag)
    assert done.exit_code == 1
    assert content(stack) == before
    assert ('+region               = "us-east-1"' in done.stdout) is (flag == "--diff")
    assert (" to update" in done.stdout) is (flag == "--check")
    assert " updated" not in done.stdout
    assert run("update", old_spec, stack, flag).exit_code == 0


def test_only_what_is_committed_is_replaced(stack: Path, new_spec: Path) -> None:
    git(stack, "init", "-q")
    refused = run("update", new_spec, stack)
    assert "not all is committed here" in str(refused.exception)
    git(stack, "add", ".")
    git(stack, "commit", "-qm", "rendered")
    (stack / "notes.txt").write_text("no concern of the update\n")
    edit(stack / "outputs.tf", "output", "# edited\noutput")
    before = content(stack)
    refused = run("update", new_spec, stack)
    assert "outputs.tf" in str(refused.exception)
    assert content(stack) == before
    git(stack, "commit", "-qam", "edited")
    assert run("update", new_spec, stack).exit_code == 0
    assert "outputs.tf" not in str(run("update", new_spec, stack).exception)


def test_the_record_of_an_update_is_ignored_by_git(stack: Path, new_spec: Path) -> None:
    git(stack, "init", "-q")
    assert run("update", new_spec, stack, "--force").exit_code == 0
    listed = subprocess.run(["git", "status", "--porcelain", "-uall"], cwd=stack, capture_output=True, check=True)
    assert b"undo" not in listed.stdout


def test_findings_after_the_update_change_the_exit_code(
    stack: Path, new_spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipewarden.cli.check.report_of", lambda path: BROKEN)
    assert run("update", new_spec, stack).exit_code == 1


def test_json_says_what_became_of_each_file(stack: Path, new_spec: Path) -> None:
    edit(stack / "terraform.tfvars", '"eu-central-1"', '"eu-west-1"')
    done = run("update", new_spec, stack, "--conflicts", "rej", "--format", "json")
    document = json.loads(done.stdout)
    entries = {Path(entry["file"]).name: entry for entry in document["files"] if entry["action"] != "kept"}
    assert document["schema_version"] == 1
    assert document["conflicts"] == entries["terraform.tfvars"]["conflicts"] > 0
    assert entries["terraform.tfvars"]["rejected"].endswith("terraform.tfvars.rej")
    assert entries["README.md"]["action"] == "replaced"
    assert document["check"]["summary"]["pass"] == 1


def test_a_full_disk_leaves_the_tree_as_it_was(stack: Path, new_spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, calls = content(stack), 0

    def full(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pipewarden.render.durable.os.fsync", full)
    done = run("update", new_spec, stack)
    assert "nothing was changed" in str(done.exception)
    assert content(stack) == before


def test_a_file_that_cannot_be_written_leaves_the_tree_as_it_was(
    stack: Path, new_spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = content(stack), os.open

    def refusing(path: str | Path, flags: int, *rest: int) -> int:
        if str(path).endswith("terraform.tfvars") and flags & os.O_WRONLY:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", refusing)
    done = run("update", new_spec, stack)
    assert "Permission denied; nothing was changed" in str(done.exception)
    assert content(stack) == before


def _update_forever(specs: list[Path], stack: Path) -> None:
    for number in range(10_000):
        run("update", specs[number % 2], stack, "--force")


@pytest.mark.parametrize("step", range(8))
@pytest.mark.parametrize("in_place", [False, True], ids=["beside", "in-place"])
def test_a_killed_update_leaves_one_of_the_two_trees(
    in_place: bool, step: int, stack: Path, old_spec: Path, new_spec: Path
) -> None:
    if in_place:
        (stack / ".git").mkdir()
    edit(stack / "modules/kms/main.tf", "enable_key_rotation", "# ours\n  enable_key_rotation")
    trees = [_without_records(stack)]
    run("update", new_spec, stack, "--force")
    trees.append(_without_records(stack))
    updater = multiprocessing.get_context("fork").Process(target=_update_forever, args=([old_spec, new_spec], stack))
    updater.start()
    time.sleep(0.15 + 0.031 * step)
    assert updater.pid is not None
    os.kill(updater.pid, signal.SIGKILL)
    updater.join()
    recover(stack)
    assert _without_records(stack) in trees


@pytest.mark.parametrize(
    "verb", [["check"], ["show"], ["fix", "--diff"], ["drift", "SPEC"], ["update", "SPEC", "--check"]]
)
def test_no_half_of_an_interrupted_change_is_judged(verb: list[str], stack: Path, new_spec: Path) -> None:
    before = content(stack)
    assert run("update", new_spec, stack).exit_code == 0
    after = _without_records(stack)
    # What a process leaves that is killed between two of its moves: one file is in its place, the others are not.
    first, *rest = [path for path, data in after.items() if before[path] != data]
    for path in rest:
        (stack / ".pipewarden/next" / path).parent.mkdir(parents=True, exist_ok=True)
        (stack / ".pipewarden/next" / path).write_bytes(after[path])
        (stack / path).write_bytes(before[path])
    (stack / ".pipewarden/journal.json").write_text(json.dumps({"removed": [], "written": [first, *rest]}))
    done = run(*[str(new_spec) if word == "SPEC" else word for word in verb], stack)
    assert "is now complete" in done.stderr or verb[0] == "update"
    assert _without_records(stack) == after


def test_a_journal_that_cannot_be_read_is_an_error(stack: Path) -> None:
    (stack / ".pipewarden/journal.json").write_text('{"written": 1')
    done = run("check", stack)
    assert isinstance(done.exception, PipewardenError)
    assert "journal.json: this is no journal of a change" in str(done.exception)


def _without_records(stack: Path) -> dict[str, bytes]:
    return {path: data for path, data in content(stack).items() if not path.startswith(".pipewarden/undo/")}
