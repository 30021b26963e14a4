"""Runs Terraform: the only file of the package that starts it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from pipewarden.errors import PipewardenError

BINARY = "terraform"


class TerraformResult(Struct, frozen=True):
    """One finished run. `args` are the arguments as given, without the program's own name."""

    args: tuple[str, ...]
    exit_code: int
    stdout: str
    stderr: str


def run_terraform(
    args: Sequence[str],
    directory: str | Path,
    *,
    env: Mapping[str, str] | None = None,
    binary: str = BINARY,
) -> TerraformResult:
    """Run `binary` with `args` in `directory`, and wait for it.

    `env` is the whole environment of the run; None means this process's own. The program is found on the run's
    PATH, and no shell is between. An exit code other than 0 is a result like any other.

    Raises PipewardenError where the directory or the program is missing.
    """
    folder = Path(directory)
    if not folder.is_dir():
        raise PipewardenError(f"`{directory}` is not a folder; give the folder that holds the `.tf` files")
    try:
        done = subprocess.run(
            [binary, *args],
            cwd=folder,
            env=None if env is None else dict(env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except (FileNotFoundError, PermissionError) as error:
        raise PipewardenError(
            f"`{binary}` cannot be started ({error.strerror}); "
            "install Terraform 1.11 or newer and put it on PATH, see https://developer.hashicorp.com/terraform/install"
        ) from error
    return TerraformResult(tuple(args), done.returncode, _text(done.stdout), _text(done.stderr))


def _text(output: bytes) -> str:
    return output.decode("utf-8", errors="replace")
