"""A tree in memory that the evaluator reads like a folder, so that a change can be tried without writing it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from pipewarden.stack import Tree
from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.reader import is_configuration
from pipewarden.trial.parser import Parser


class Overlay(Tree):
    """Files in the place of what `directory` holds; nothing is read from the disk."""

    def __init__(self, directory: Path, files: Mapping[str, bytes], parser: Parser) -> None:
        super().__init__(directory, parser.parse_all)
        self._files = dict(files)
        parents = (str(parent) for path in files for parent in PurePosixPath(path).parents)
        self._folders = {"", *(parent for parent in parents if parent != ".")}

    def folders(self) -> list[str]:
        """The folders that hold configuration, sorted."""
        holding = {folder_of(path) for path in self._files if is_configuration(name_of(path))}
        return sorted(folder for folder in holding if not any(part.startswith(".") for part in folder.split("/")))

    def configuration(self, folder: str) -> list[str]:
        """The configuration files of a folder, sorted by name."""
        return sorted(path for path in self._inside(folder) if is_configuration(name_of(path)))

    def variable_files(self, folder: str) -> list[str]:
        """The files that Terraform reads variables from by itself, in the order in which later ones win."""
        inside = {name_of(path): path for path in self._inside(folder)}
        fixed = [inside[name] for name in ("terraform.tfvars", "terraform.tfvars.json") if name in inside]
        automatic = (name for name in sorted(inside) if name.endswith((".auto.tfvars", ".auto.tfvars.json")))
        return fixed + [inside[name] for name in automatic]

    def is_folder(self, path: str) -> bool:
        """Whether the path is a folder of the tree; raises like `contained`."""
        return self.contained(path) in self._folders

    def exists(self, path: str) -> bool:
        """Whether the path is a file of the tree; raises like `contained`."""
        return self.contained(path) in self._files

    def read(self, path: str) -> bytes:
        """The content of a file; raises EvaluationError where there is none, and like `contained`."""
        try:
            return self._files[self.contained(path)]
        except KeyError:
            raise EvaluationError(f"there is no file `{path}`") from None

    def files_under(self, folder: str) -> tuple[str, ...]:
        """All files below a folder, relative to it; raises EvaluationError when there is no such folder."""
        if not self.is_folder(folder):
            raise EvaluationError(f"there is no folder `{folder}`")
        prefix = self.contained(folder)
        return tuple(sorted(path.removeprefix(f"{prefix}/") for path in self._files if _is_below(path, prefix)))

    def contained(self, path: str) -> str:
        """The path in its shortest form; raises UndecidedError when it leads out of the tree."""
        normal = os.path.normpath(path) if path else "."
        if Path(normal).is_absolute():
            normal = os.path.relpath(normal, self.absolute(""))
        if normal == ".." or normal.startswith("../") or "\0" in normal:
            raise undecided(f"`{path}` is outside of the compared folder")
        return "" if normal == "." else normal.replace(os.sep, "/")

    def _inside(self, folder: str) -> Iterator[str]:
        here = self.contained(folder)
        return (path for path in self._files if folder_of(path) == here)


def folder_of(path: str) -> str:
    """The folder of a path of the tree; the tree itself is the empty text."""
    return path.rpartition("/")[0]


def name_of(path: str) -> str:
    """The last part of a path of the tree."""
    return path.rpartition("/")[2]


def _is_below(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")
