"""`pipewarden check` as a user runs it: exit codes, flags, acceptances, and where messages go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

STACK = """
resource "aws_kms_key" "artifacts" {
  enable_key_rotation     = ROTATE
  deletion_window_in_days = 30
  policy                  = jsonencode({ Version = "2012-10-17", Statement = [] })
}
"""


def _check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipewarden", "check", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def _findings(folder: Path, *arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(_check(folder, ".", "--format", "json", *arguments).stdout)["findings"]
    return found


def _write(folder: Path, rotate: str, comment: str = "") -> None:
    line = f"{comment}\n  enable_key_rotation" if comment else "enable_key_rotation"
    text = STACK.replace("enable_key_rotation", line).replace("ROTATE", rotate)
    (folder / "main.tf").write_text(text, encoding="utf-8")


def _of_rotation(findings: list[dict[str, object]]) -> list[dict[str, object]]:
    return [finding for finding in findings if finding["control"] == "kms-rotation-disabled"]


def test_a_finding_has_its_place_and_the_exit_code_is_1(tmp_path: Path) -> None:
    _write(tmp_path, "false")
    (finding,) = _of_rotation(_findings(tmp_path))
    assert (finding["file"], finding["line"], finding["outcome"]) == ("main.tf", 3, "fail")
    assert finding["resource"] == "aws_kms_key.artifacts"
    assert _check(tmp_path, ".").returncode == 1


def test_nothing_to_check_is_3(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_instance" "this" {\n}\n', encoding="utf-8")
    done = _check(tmp_path, ".")
    assert (done.returncode, done.stdout) == (3, "nothing was checked: no subject of any control is here\n")


def test_a_file_that_is_no_terraform_is_2_and_the_others_are_judged(tmp_path: Path) -> None:
    _write(tmp_path, "false")
    (tmp_path / "broken.tf").write_text("resource {{{\n", encoding="utf-8")
    findings = _findings(tmp_path)
    assert _of_rotation(findings)
    assert [finding["file"] for finding in findings if finding["control"] == "parse-error"] == ["broken.tf"]
    assert _check(tmp_path, ".").returncode == 2


@pytest.mark.parametrize("path", ["missing", "main.tf"])
def test_a_path_that_is_no_folder_is_2_with_one_line_on_stderr(tmp_path: Path, path: str) -> None:
    _write(tmp_path, "true")
    done = _check(tmp_path, path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {path}: ")
    assert done.stderr.count("\n") == 1


def test_unknown_fails_unless_the_user_says_otherwise(tmp_path: Path) -> None:
    _write(tmp_path, "var.rotate")
    with (tmp_path / "main.tf").open("a", encoding="utf-8") as stream:
        stream.write('\nvariable "rotate" {\n  type = bool\n}\n')
    (finding,) = _of_rotation(_findings(tmp_path))
    assert finding["outcome"] == "unknown"
    assert "`var.rotate`" in str(finding["message"])
    assert not _of_rotation(_findings(tmp_path, "--var", "rotate=true"))
    (failure,) = _of_rotation(_findings(tmp_path, "--var", "rotate=false"))
    assert failure["outcome"] == "fail"


def test_a_baseline_hides_only_what_it_knows(tmp_path: Path) -> None:
    _write(tmp_path, "false")
    assert _check(tmp_path, ".", "--format", "json", "-o", "before.json").returncode == 1
    _write(tmp_path, "false", comment="# one more line")
    assert _check(tmp_path, ".", "--baseline", "before.json").returncode == 0
    (tmp_path / "main.tf").write_text(
        (tmp_path / "main.tf").read_text(encoding="utf-8").replace("= 30", "= 30\n  is_enabled = false"),
        encoding="utf-8",
    )
    (tmp_path / "before.json").write_text("{}", encoding="utf-8")
    done = _check(tmp_path, ".", "--baseline", "before.json")
    assert done.returncode == 2
    assert "before.json" in done.stderr


def test_an_acceptance_with_a_reason_excuses_the_finding(tmp_path: Path) -> None:
    _write(tmp_path, "false", comment="# pipewarden: accept[kms-rotation-disabled] until 2999-01-31: by hand, SEC-1")
    (finding,) = _of_rotation(_findings(tmp_path))
    assert finding["accepted"] == {"reason": "by hand, SEC-1", "until": "2999-01-31"}


@pytest.mark.parametrize(
    ("comment", "rotate", "control"),
    [
        ("# pipewarden: accept[kms-rotation-disabled] until 2001-01-31: too long ago", "false", "accept-expired"),
        ("# pipewarden: accept[kms-rotation-disabled]: nothing to excuse", "true", "accept-unused"),
        ("# pipewarden: accept[kms-rotatoin]: a typo", "true", "accept-unknown"),
        ("# pipewarden: accept[kms-rotation-disabled]", "true", "accept-unknown"),
    ],
)
def test_an_acceptance_that_does_nothing_is_a_finding(tmp_path: Path, comment: str, rotate: str, control: str) -> None:
    _write(tmp_path, rotate, comment=comment)
    findings = _findings(tmp_path)
    assert [finding["line"] for finding in findings if finding["control"] == control] == [3]
    assert bool(_of_rotation(findings)) == (rotate == "false")


def test_the_nearest_configuration_is_used_up_to_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    stack = tmp_path / "infra" / "stack"
    stack.mkdir(parents=True)
    _write(stack, "false")
    (tmp_path / "pipewarden.toml").write_text(
        '[[accept]]\ncontrol = "kms-rotation-disabled"\nresource = "aws_kms_key.artifacts"\nreason = "by hand"\n',
        encoding="utf-8",
    )
    (finding,) = _of_rotation(_findings(stack))
    assert finding["accepted"] == {"reason": "by hand", "until": None}
    (tmp_path / "infra" / ".git").mkdir()
    (outside,) = _of_rotation(_findings(stack))
    assert outside["accepted"] is None


def test_a_control_that_is_enabled_and_does_not_exist_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "true")
    (tmp_path / "pipewarden.toml").write_text('# opt-in\nenable = ["bucket-outside-perimetre"]\n', encoding="utf-8")
    done = _check(tmp_path, ".")
    message = (
        "pipewarden.toml:2: there is no control `bucket-outside-perimetre`; did you mean `bucket-outside-perimeter`?"
    )
    assert (done.returncode, message in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("flag", "value", "message"),
    [
        ("--account", "12", "is no account id; write its twelve digits"),
        ("--region", "moon", "is no name of a region; write one such as `eu-central-1`"),
        ("--region", "eu-west1", "is no name of a region; write one such as `eu-west-1`"),
        ("--partition", "china", "is no partition of AWS; write one such as `aws` or `aws-cn`"),
    ],
)
def test_a_flag_that_cannot_be_so_is_an_error(tmp_path: Path, flag: str, value: str, message: str) -> None:
    _write(tmp_path, "true")
    done = _check(tmp_path, ".", flag, value)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: `{flag} {value}` {message}\n"


def test_what_was_not_read_is_not_shown_either(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tf")
    (tmp_path / "huge.tf").write_bytes(b"# " + b"x" * 6_000_000)
    done = _check(tmp_path, ".")
    assert (done.returncode, done.stderr) == (2, "")
    assert "pipe.tf:1:1" in done.stdout and "huge.tf:1:1" in done.stdout
    assert len(done.stdout) < 5_000


def test_a_folder_whose_name_is_not_utf_8_is_judged_and_shown(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/\xff"
    os.mkdir(folder)  # noqa: PTH102 (a Path takes no bytes)
    here = 'output "x" {\n  value = [path.module, fileset(path.module, "**")]\n}\n'
    Path(os.fsdecode(folder), "main.tf").write_text(STACK.replace("ROTATE", "false") + here, encoding="utf-8")
    (finding,) = _of_rotation(_findings(tmp_path))
    assert finding["file"] == "\\xff/main.tf"
    command = [sys.executable, "-m", "pipewarden", "show", "."]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(shown.stdout)["roots"][0]["path"] == "\\xff"
