"""git as it is installed: merges, and what is not committed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipewarden.errors import PipewardenError
from pipewarden.git import Merged, Uncommitted, merge_file, uncommitted

BASE = b"one\ntwo\nthree\nfour\nfive\nsix\nseven\n"
NAMES = ("mine", "old", "new")


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=n", "-c", "user.email=n@example.com", "-c", "commit.gpgSign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "stack").mkdir()
    (tmp_path / "stack/a.tf").write_text("a\n")
    (tmp_path / "beside.tf").write_text("b\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def test_edits_of_both_sides_are_merged() -> None:
    ours, theirs = BASE.replace(b"one", b"ONE"), BASE.replace(b"seven", b"SEVEN")
    assert merge_file(ours, BASE, theirs, names=NAMES) == Merged(b"ONE\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n", 0)


def test_conflicts_stand_between_the_marks_of_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "merge.conflictStyle")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "diff3")
    ours, theirs = BASE.replace(b"two", b"TWO"), BASE.replace(b"two", b"2")
    merged = merge_file(ours, BASE, theirs, names=NAMES)
    assert merged == Merged(b"one\n<<<<<<< mine\nTWO\n=======\n2\n>>>>>>> new\nthree\nfour\nfive\nsix\nseven\n", 1)


def test_a_favoured_side_settles_conflicts_and_keeps_the_rest_of_the_other() -> None:
    ours, theirs = BASE.replace(b"two", b"TWO"), BASE.replace(b"two", b"2").replace(b"seven", b"7")
    merged = merge_file(ours, BASE, theirs, names=NAMES, favour="ours")
    assert merged.data == b"one\nTWO\nthree\nfour\nfive\nsix\n7\n"


def test_binary_files_are_not_merged() -> None:
    assert merge_file(b"\0ours", b"\0base", b"\0theirs", names=NAMES) == Merged(None, 1)


def test_a_folder_outside_of_any_repository_has_nothing_uncommitted(tmp_path: Path) -> None:
    assert uncommitted(tmp_path) == Uncommitted((), ())


def test_what_is_uncommitted_is_named_from_the_folder(repository: Path) -> None:
    stack = repository / "stack"
    assert uncommitted(stack) == Uncommitted((), ())
    (stack / "a.tf").write_text("edited\n")
    (stack / "b ü.tf").write_text("new\n")
    (repository / "beside.tf").write_text("edited\n")
    assert uncommitted(stack) == Uncommitted(("a.tf",), ("b ü.tf",))


def test_a_hook_of_another_repository_does_not_mislead(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(repository / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository / "no-index"))
    assert uncommitted(repository / "stack") == Uncommitted((), ())


def test_a_repository_that_git_refuses_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere\n")
    with pytest.raises(PipewardenError, match="git cannot say whether all is committed here"):
        uncommitted(tmp_path)


def test_without_git_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PipewardenError, match="install git"):
        merge_file(b"1\n", b"2\n", b"3\n", names=NAMES)
