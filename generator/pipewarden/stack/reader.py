"""Reads the checked tree: the only place that does, and never outside of the folder it is given.

Paths inside the tree are relative to it, with `/`; the tree itself is the empty path. A symbolic link or a `..` that
leads out of the tree is refused.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from pipewarden.errors import PipewardenError
from pipewarden.hcl import Source, ast, parse_many
from pipewarden.stack.errors import EvaluationError, UndecidedError, undecided
from pipewarden.stack.notes import Notes, asked

FILE_LIMIT = 20_000_000
KEPT_BYTES = 1_000_000
"""How much text of parsed files is kept: a tree takes thirty times its text, and its cache gives it back quickly."""
OUTSIDE = "is outside of the checked folder"
"""What is said of a path that leads out of the tree."""
_NAMES_LIMIT = 100_000
ParseAll = Callable[[Sequence[Source]], list[ast.File]]


def _unread(why: str) -> ast.File:
    nothing = ast.Span(0, 0, 1, 1, 1, 1)
    return ast.File(ast.Body((), nothing), (), False, ast.SyntaxProblem(why, 1, 1, ""))


class Tree:
    """A folder with Terraform configuration; of the files that were parsed, those used last are kept."""

    def __init__(self, path: Path | str, parse_all: ParseAll = parse_many) -> None:
        """Raises PipewardenError when the path is no folder; `parse_all` reads several files at once."""
        self._given = Path(path)
        if not self._given.is_dir():
            missing = "is not a folder" if self._given.exists() else "does not exist"
            raise PipewardenError(f"`{path}` {missing}; give a folder with Terraform files", file=str(path))
        self._base = Path(os.path.realpath(self._given))
        self._shown = _display(self._given)
        self._parse_all = parse_all
        self.notes = Notes()
        self._kept: dict[str, tuple[int, ast.File]] = {}
        self._kept_bytes = 0
        self._followed: dict[str, str] = {}

    def shown(self, path: str) -> str:
        """The path as the user sees it: relative to the working directory, or absolute when it is outside."""
        joined = (PurePosixPath(self._shown) / path).as_posix()
        return readable(joined) if path or self._shown else "."

    def absolute(self, path: str) -> str:
        """The path from the root of the file system."""
        return readable((self._base / path).as_posix())

    @asked
    def folders(self) -> list[str]:
        """The folders that hold configuration, sorted; hidden folders and links are not entered."""
        found = []
        for folder, names, files in os.walk(self._base):
            names[:] = sorted(name for name in names if not name.startswith("."))
            if any(is_configuration(name) for name in files):
                found.append(Path(folder).relative_to(self._base).as_posix().removeprefix("."))
        return sorted(found)

    @asked
    def configuration(self, folder: str) -> list[str]:
        """The configuration files of a folder, sorted by name; raises like `contained`."""
        return self._listed(folder, is_configuration)

    @asked
    def variable_files(self, folder: str) -> list[str]:
        """The files that Terraform reads variables from by itself, in the order in which later ones win."""
        fixed = [name for name in ("terraform.tfvars", "terraform.tfvars.json") if self.exists(_join(folder, name))]
        return [_join(folder, name) for name in fixed] + self._listed(
            folder, lambda name: name.endswith((".auto.tfvars", ".auto.tfvars.json"))
        )

    def _listed(self, folder: str, wanted: Callable[[str], bool]) -> list[str]:
        place = self._base / self.contained(folder)
        if not _is_folder(place):
            return []
        try:
            entries = list(os.scandir(place))
        except OSError as error:
            raise PipewardenError(f"the folder cannot be read: {error.strerror}", file=self.shown(folder)) from None
        names = sorted(entry.name for entry in entries if wanted(entry.name) and not _is_folder(Path(entry)))
        return [_join(folder, name) for name in names]

    @asked
    def is_folder(self, path: str) -> bool:
        """Whether the path is a folder of the tree; raises like `contained`."""
        return _is_folder(self._base / self.contained(path))

    @asked
    def exists(self, path: str) -> bool:
        """Whether the path is a file of the tree; raises like `contained`."""
        return _is_file(self._base / self.contained(path))

    def parsed(self, path: str) -> ast.File:
        """A configuration file as a syntax tree; one that cannot be read has a problem."""
        return self.parsed_together([path])[0]

    def parsed_together(self, paths: Sequence[str]) -> list[ast.File]:
        """These files in their order, parsed together, which is faster than one by one."""
        found: dict[str, ast.File] = {}
        sources: dict[str, Source] = {}
        for path in paths:
            if path in self._kept:
                self._kept[path] = kept = self._kept.pop(path)
                found[path] = kept[1]
                self.notes.again("read", path)
                continue
            try:
                sources[path] = Source(self.read(path), json=path.endswith(".json"))
            except (EvaluationError, UndecidedError) as error:
                found[path] = _unread(str(error))
        for (path, source), file in zip(sources.items(), self._parse_all(list(sources.values())), strict=True):
            found[path] = file
            self._keep(path, len(source.data), file)
        return [found[path] for path in paths]

    def _keep(self, path: str, size: int, file: ast.File) -> None:
        """Keeps a file, and lets go of those that were not used for longest."""
        self._kept[path] = (size, file)
        self._kept_bytes += size
        while self._kept_bytes > KEPT_BYTES:
            oldest = next(iter(self._kept))
            self._kept_bytes -= self._kept.pop(oldest)[0]

    @asked
    def read(self, path: str) -> bytes:
        """The content of a file; raises EvaluationError when it cannot be read, and like `contained`."""
        place = self._base / self.contained(path)
        try:
            size = _size(place)
            if size is None:
                raise EvaluationError(f"there is no file `{path}`")
            if size > FILE_LIMIT:
                raise undecided(f"`{path}` is larger than {FILE_LIMIT // 1_000_000} MB")
            return place.read_bytes()
        except OSError as error:
            raise EvaluationError(f"`{path}` cannot be read: {error.strerror}") from None

    @asked
    def files_under(self, folder: str) -> tuple[str, ...]:
        """All files below a folder, relative to it; raises EvaluationError when there is no such folder."""
        place = self._base / self.contained(folder)
        if not _is_folder(place):
            raise EvaluationError(f"there is no folder `{folder}`")
        found: list[str] = []
        for current, names, files in os.walk(place):
            names.sort()
            found.extend(readable((Path(current) / name).relative_to(place).as_posix()) for name in files)
            if len(found) > _NAMES_LIMIT:
                raise undecided(f"`{folder}` has too many files")
        return tuple(sorted(found))

    @asked
    def contained(self, path: str) -> str:
        """The path in its shortest form; raises UndecidedError when it leads out of the tree, also by a link."""
        normal = os.path.normpath(path) if path else "."
        if os.path.isabs(normal):  # noqa: PTH117 (every file of a tree comes by here)
            normal = os.path.relpath(normal, self._base)
        if normal == ".." or normal.startswith("../") or "\0" in normal:
            raise undecided(f"`{path}` {OUTSIDE}")
        real = self._real(normal)
        if real != str(self._base) and not real.startswith(f"{self._base}{os.sep}"):
            raise undecided(f"`{path}` is a link out of the checked folder")
        return "" if normal == "." else normal.replace(os.sep, "/")

    def _real(self, normal: str) -> str:
        """Where a path leads by all links; those of the folders around it are followed once."""
        if normal == ".":
            return str(self._base)
        folder, name = os.path.split(normal)
        around = self._followed.get(folder)
        if around is None:
            around = self._followed[folder] = os.path.realpath(self._base / folder)
        place = f"{around}{os.sep}{name}"
        return os.path.realpath(place) if os.path.islink(place) else place  # noqa: PTH114 (as above)


def _size(place: Path) -> int | None:
    """The size of a file, None where there is none; a name that the system refuses is none."""
    try:
        status = place.stat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def readable(path: str) -> str:
    """The path as text: bytes in it that are not UTF-8 are written out, as in `\\xff`."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")


def _is_file(place: Path) -> bool:
    """Whether it is a file; a name that the system refuses is none."""
    try:
        return place.is_file()
    except OSError:
        return False


def _is_folder(place: Path) -> bool:
    """Whether it is a folder; a name that the system refuses is none."""
    try:
        return place.is_dir()
    except OSError:
        return False


def is_configuration(name: str) -> bool:
    """Whether Terraform reads a file of that name as configuration."""
    if name.startswith(".") or name.endswith("~") or (name.startswith("#") and name.endswith("#")):
        return False
    return name.endswith((".tf", ".tf.json"))


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def join(folder: str, path: str) -> str:
    """A path relative to a folder of the tree, in its shortest form; it may lead out of the tree."""
    normal = os.path.normpath(os.path.join(folder, path))  # noqa: PTH118 (paths of the tree are text)
    return "" if normal == "." else normal.replace(os.sep, "/")


def _display(path: Path) -> str:
    relative = os.path.relpath(path)
    if relative == ".." or relative.startswith(f"..{os.sep}"):
        return Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 (links in the user's own path stay as given)
    return "" if relative == "." else Path(relative).as_posix()
