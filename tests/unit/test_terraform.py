"""`run_terraform`: what it passes on, what it gives back, and what it says where there is nothing to run."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.errors import PipewardenError
from pipewarden.terraform import TerraformResult, run_terraform


def _program(folder: Path, body: str, mode: int = 0o755) -> dict[str, str]:
    """An environment whose PATH holds a `terraform` with this body."""
    program = folder / "terraform"
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(mode)
    return {"PATH": f"{folder}:/usr/bin:/bin", "GREETING": "hello"}


def test_arguments_reach_the_program_one_by_one_and_unread_by_a_shell(tmp_path: Path) -> None:
    env = _program(tmp_path, "printf '<%s>' \"$@\"")
    args = ["plan", "-var", "text=$(id) ; `id` \"'", ""]
    done = run_terraform(args, tmp_path, env=env)
    assert done == TerraformResult(tuple(args), 0, "<plan><-var><text=$(id) ; `id` \"'><>", "")


def test_both_outputs_and_the_exit_code_are_kept_apart(tmp_path: Path) -> None:
    env = _program(tmp_path, "echo out; echo err >&2; exit 2")
    assert run_terraform([], tmp_path, env=env) == TerraformResult((), 2, "out\n", "err\n")


def test_the_program_runs_in_the_directory_with_the_given_environment_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEAKED", "secret")
    env = _program(tmp_path, 'pwd; echo "$GREETING/$LEAKED"')
    (tmp_path / "stack").mkdir()
    done = run_terraform([], tmp_path / "stack", env=env)
    assert done.stdout == f"{tmp_path}/stack\nhello/\n"


def test_bytes_that_are_no_utf8_do_not_break_a_run(tmp_path: Path) -> None:
    env = _program(tmp_path, r"printf 'a\377b'")
    assert run_terraform([], tmp_path, env=env).stdout == "a�b"


def test_a_missing_program_is_an_error_that_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(PipewardenError, match=r"`terraform` cannot be started .*; install Terraform 1\.11 or newer"):
        run_terraform(["init"], tmp_path, env={"PATH": str(tmp_path)})


def test_a_program_that_may_not_run_is_the_same_error(tmp_path: Path) -> None:
    env = {"PATH": _program(tmp_path, "exit 0", mode=0o644)["PATH"].partition(":")[0]}
    with pytest.raises(PipewardenError, match="`terraform` cannot be started"):
        run_terraform(["init"], tmp_path, env=env)


def test_a_missing_directory_is_not_blamed_on_the_program(tmp_path: Path) -> None:
    with pytest.raises(PipewardenError, match=r"`.*/nowhere` is not a folder"):
        run_terraform(["init"], tmp_path / "nowhere")
