"""Reads a rendered folder for comparison: the files that belong to the stack, never through a symbolic link."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipewarden.errors import PipewardenError

LEFT_OUT = frozenset({".git", ".pipewarden", ".terraform"})
"""Folders that hold no configuration."""
_LEFT_OUT_FILES = (".terraform.lock.hcl", ".tfstate", ".tfstate.backup", ".tfplan")

_READ_BY_TERRAFORM = (".tf", ".tf.json", ".tfvars", ".tfvars.json")
_READ_BY_TOOLS = (*_READ_BY_TERRAFORM, ".tftest.hcl", ".tftest.json")


def files_in(directory: Path) -> Mapping[str, bytes]:
    """The files below `directory` by relative path with `/`.

    Raises PipewardenError where there is no such folder, and where Terraform would follow a symbolic link.
    """
    if not directory.is_dir():
        raise PipewardenError("there is no such folder; render it first, or name another", file=str(directory))
    return dict(_walk(directory))


def _walk(directory: Path) -> Iterator[tuple[str, bytes]]:
    for folder, subfolders, names in os.walk(directory):
        subfolders[:] = sorted(name for name in subfolders if name not in LEFT_OUT)
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_symlink() and name.endswith(_READ_BY_TERRAFORM):
                raise PipewardenError("this is a symbolic link, which is never followed; remove it", file=str(path))
            if path.is_symlink() or not path.is_file() or name.endswith(_LEFT_OUT_FILES):
                continue
            try:
                yield path.relative_to(directory).as_posix(), path.read_bytes()
            except OSError as error:
                raise PipewardenError(f"cannot read: {error.strerror}", file=str(path)) from None


def of_the_stack(paths: Iterable[str], rendered: Iterable[str]) -> Iterator[str]:
    """The paths without those that only lie beside the stack, in a folder that may be a whole repository's root.

    Terraform's files are always the stack's; others where something was `rendered` beside them, but for hidden ones.
    """
    known = set(rendered)
    folders = {path.rpartition("/")[0] for path in known}
    for path in paths:
        beside = path.rpartition("/")[0] in folders and not any(part.startswith(".") for part in path.split("/"))
        if beside or path in known or path.endswith(_READ_BY_TOOLS):
            yield path
