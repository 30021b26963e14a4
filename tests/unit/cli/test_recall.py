"""What a run found is recalled by the next one, unless anything that it rests on has changed."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipewarden.cli import roots
from pipewarden.cli.check import report_of
from pipewarden.finding import Report
from pipewarden.stack import Deployment

FILES = {
    "one/main.tf": """
module "key" {
  source = "../key"
  rotate = jsondecode(file("${path.module}/rotate.json"))
  days   = fileexists("short") ? 7 : length(fileset(path.module, "*.days")) + 29
}
variable "window" {
  default = 30
}
resource "aws_kms_key" "own" {
  enable_key_rotation     = true # pipewarden: accept[kms-deletion-window]: old
  deletion_window_in_days = var.window
}
""",
    "one/rotate.json": "true",
    "two/main.tf": 'module "key" {\n  source = "../key"\n}\n',
    "key/main.tf": """
variable "rotate" {
  default = true
}
variable "days" {
  default = 30
}
resource "aws_kms_key" "this" {
  enable_key_rotation     = var.rotate
  deletion_window_in_days = var.days
}
""",
}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "tree"
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    return folder


def _fresh(monkeypatch: pytest.MonkeyPatch) -> Report:
    """The report of a run that recalls nothing."""
    with monkeypatch.context() as alone:
        alone.setenv("XDG_CACHE_HOME", "nowhere")
        alone.delenv("HOME")
        alone.delenv("LOCALAPPDATA", raising=False)
        return report_of(Path())


def _judged(monkeypatch: pytest.MonkeyPatch) -> tuple[Report, list[str]]:
    """The report of a run, and the roots that it did not recall."""
    judged: list[str] = []

    def judge(root: roots.Root, *rest: object) -> object:
        judged.append(root.stack.path)
        return original(root, *rest)  # type: ignore[arg-type]

    original = roots.judge
    with monkeypatch.context() as watched:
        watched.setattr(roots, "judge", judge)
        return report_of(Path()), sorted(judged)


def test_a_run_over_what_is_the_same_judges_nothing_and_says_the_same(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, judged = _judged(monkeypatch)
    assert judged == ["one", "two"]
    assert first.findings
    assert first == _fresh(monkeypatch)
    assert _judged(monkeypatch) == (first, [])


CHANGES: dict[str, tuple[Callable[[], object], list[str]]] = {
    "a file of a root": (lambda: _append("two/main.tf", 'resource "aws_kms_key" "more" {}\n'), ["two"]),
    "a comment": (lambda: _append("two/main.tf", "# more\n"), ["two"]),
    "a new file": (lambda: _append("two/more.tf", 'resource "aws_kms_key" "more" {}\n'), ["two"]),
    "a file that is gone": (lambda: Path("one/main.tf").unlink(), []),
    "a shared module": (lambda: _append("key/main.tf", 'resource "aws_kms_key" "more" {}\n'), ["one", "two"]),
    "a file that is no configuration": (lambda: Path("one/rotate.json").write_text("false"), ["one"]),
    "a file that is gone and no configuration": (lambda: Path("one/rotate.json").unlink(), ["one"]),
    "a file that was looked for in vain": (lambda: Path("one/short").touch(), ["one"]),
    "a name that a pattern finds": (lambda: Path("one/a.days").touch(), ["one"]),
    "a variables file": (lambda: Path("one/terraform.tfvars").write_text("window = 7\n"), ["one"]),
    "one that is read by itself": (lambda: Path("one/a.auto.tfvars").write_text("window = 7\n"), ["one"]),
    "the configuration": (lambda: Path("pipewarden.toml").write_text(""), ["one", "two"]),
    "a threshold": (
        lambda: Path("pipewarden.toml").write_text("[thresholds]\nkms_deletion_window_days = 29\n"),
        ["one", "two"],
    ),
    "a configuration of one root": (
        lambda: Path("two/pipewarden.toml").write_text("[thresholds]\nkms_deletion_window_days = 29\n"),
        ["two"],
    ),
    "a root that is called": (lambda: _append("two/main.tf", 'module "one" {\n  source = "../one"\n}\n'), ["two"]),
    "one more root": (lambda: _append("three/main.tf", 'resource "aws_kms_key" "more" {}\n'), ["three"]),
    "a link out of the folder": (lambda: _link("key/main.tf", "/etc/hostname"), ["one", "two"]),
    "a file that lies elsewhere": (lambda: Path("README.md").write_text("one"), []),
    "a date": (lambda: os.utime("two/main.tf", (1, 1)), []),
}


def _append(path: str, text: str) -> None:
    Path(path).parent.mkdir(exist_ok=True)
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text)


def _link(path: str, target: str) -> None:
    Path(path).unlink()
    Path(path).symlink_to(target)


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_a_change_reaches_is_judged_again(change: str, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _judged(monkeypatch)
    edit, reached = CHANGES[change]
    edit()
    found, judged = _judged(monkeypatch)
    assert judged == reached
    assert found == _fresh(monkeypatch)
    assert _judged(monkeypatch) == (found, [])


def test_the_environment_counts(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _judged(monkeypatch)
    monkeypatch.setenv("TF_VAR_window", "7")
    found, judged = _judged(monkeypatch)
    assert (found, judged) == (_fresh(monkeypatch), ["one", "two"])


def test_the_day_counts(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, deployed = [], Deployment()
    for day in (1, 1, 2):
        judge_day = datetime.date(2027, 1, day)
        found.append([each.acceptances for each in roots.judged_in([Path()], deployed, None, judge_day)])
    recalled = sorted((tree.parent / "cache").glob("*/recall/*"))
    assert found[0] == found[1] == found[2]
    assert len(recalled) == 1 + 2 + 2


def test_the_working_directory_counts_for_it_is_in_the_paths_of_findings(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _judged(monkeypatch)
    shown = {finding.place.file for finding in report_of(tree).findings if finding.place}
    monkeypatch.chdir("one")
    nearer = {finding.place.file for finding in report_of(tree).findings if finding.place}
    assert "one/main.tf" in shown
    assert (tree / "one/main.tf").as_posix() in nearer


@pytest.mark.parametrize("damage", [b"", b"\x00" * 100, None])
def test_what_is_damaged_or_open_to_others_is_not_recalled(
    damage: bytes | None, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = _judged(monkeypatch)
    entries = sorted((tree.parent / "cache").glob("*/recall/*"))
    assert len(entries) == 3
    if damage is None:
        (tree.parent / "cache" / "pipewarden").chmod(0o777)
    else:
        for entry in entries:
            entry.write_bytes(damage)
    assert _judged(monkeypatch) == (first, ["one", "two"])
