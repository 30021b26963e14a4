"""Runs git: the only file of the package that starts it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import Literal

from msgspec import Struct

from pipewarden.errors import PipewardenError

_MOST_CONFLICTS = 127
"""`git merge-file` exits with the number of conflicts, at most this; a higher exit code is an error."""
Favour = Literal["ours", "theirs"]


class Merged(Struct, frozen=True):
    """A merged file and its number of conflicts; `data` is None where git refuses, as it does binary files."""

    data: bytes | None
    conflicts: int


def merge_file(
    ours: bytes, base: bytes, theirs: bytes, *, names: tuple[str, str, str], favour: Favour | None = None
) -> Merged:
    """A three-way merge. Conflicts stand between git's marks, named by `names` (ours, base, theirs), unless `favour`
    says whose side is taken where both sides changed a line."""
    with tempfile.TemporaryDirectory(prefix="pipewarden-") as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, data in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(data)
        labels = [part for name in names for part in ("-L", name)]
        side = [f"--{favour}"] if favour else []
        # The style of the marks is the user's to configure for git, and ours to keep the same everywhere.
        style = ["-c", "merge.conflictStyle=merge"]
        done = _git([*style, "merge-file", "-p", "-q", *side, *labels, *map(str, paths)], Path(folder))
    if done.returncode < 0 or done.returncode > _MOST_CONFLICTS:
        return Merged(None, 1)
    return Merged(done.stdout, done.returncode)


class Uncommitted(Struct, frozen=True):
    """Paths relative to the folder asked about, sorted."""

    changed: tuple[str, ...]
    untracked: tuple[str, ...]


def uncommitted(directory: Path) -> Uncommitted:
    """What git would lose if it were overwritten in `directory`; nothing where no repository holds it.

    Raises PipewardenError where git cannot tell.
    """
    here = directory.resolve()
    if not any((folder / ".git").exists() for folder in (here, *here.parents)):
        return Uncommitted((), ())
    prefix = _text(["rev-parse", "--show-prefix"], here).rstrip("\n")
    listed = _text(["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", "."], here)
    entries = [(entry[:2], entry[3:].removeprefix(prefix)) for entry in listed.split("\0") if entry]
    return Uncommitted(
        tuple(sorted(path for state, path in entries if state != "??")),
        tuple(sorted(path for state, path in entries if state == "??")),
    )


def _text(arguments: list[str], directory: Path) -> str:
    # A repository's configuration may name programs to run; asking for the status needs none of them.
    safe = ["--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]
    done = _git([*safe, *arguments], directory)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        message = f"git cannot say whether all is committed here ({reason}); mend that, or update with --force"
        raise PipewardenError(message, file=str(directory))
    return done.stdout.decode(errors="surrogateescape")


def _git(arguments: list[str], directory: Path) -> subprocess.CompletedProcess[bytes]:
    # A hook of git sets variables that point at its own repository and index.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=directory,
            env={**environment, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except (FileNotFoundError, PermissionError) as error:
        message = f"`git` cannot be started ({error.strerror}); install git 2.30 or newer and put it on PATH"
        raise PipewardenError(message) from error
