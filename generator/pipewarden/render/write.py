"""Writes a tree into a folder: whoever looks, and whenever the writer is killed, finds the old tree or the new one.

The new folder is built beside the old one, with hard links to what users keep in it, and the two change places in
one step. Where they cannot (the working directory, a mount point, a repository's root), the folder keeps its place
and a journal makes the next run finish what a killed one began.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec.structs import replace

from pipewarden.errors import PipewardenError
from pipewarden.render import journal
from pipewarden.render.disk import Folder, look
from pipewarden.render.durable import sync_folder, write_file
from pipewarden.render.exchange import exchange
from pipewarden.render.lock import locked
from pipewarden.render.review import Review, review
from pipewarden.render.tree import Tree


def write(
    tree: Tree,
    directory: Path,
    *,
    force: bool = False,
    removing: Collection[str] = (),
    expected: Mapping[str, bytes] | None = None,
) -> Review:
    """Makes `directory` hold `tree`, and keeps every file in it that was never rendered and is not in `removing`.

    Raises PipewardenError, and changes nothing, where a file that was edited by hand would be overwritten (unless
    `force`), where the paths at stake do not hold what is `expected`, where a symbolic link lies on the way, and where
    the disk refuses.
    """
    target = directory.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target.parent):
            _prepare(target, directory)
            if expected is not None:
                _expect(expected, {*tree, *removing}, target, directory)
            return _write(tree, target, directory, force, removing)
    except OSError as error:
        raise _refused(error, directory) from None


def recover(directory: Path) -> None:
    """Finishes in `directory` what a killed writer had decided, and clears away what it had not."""
    target = directory.resolve()
    if target.is_dir():
        try:
            with locked(target.parent):
                _prepare(target, directory)
        except OSError as error:
            raise _refused(error, directory) from None


def _refused(error: OSError, directory: Path) -> PipewardenError:
    where = error.filename or directory
    return PipewardenError(f"cannot write: {error.strerror}; nothing was changed", file=str(where))


def _prepare(target: Path, shown: Path) -> None:
    if target.exists() and not target.is_dir():
        raise PipewardenError("this is no folder; name another", file=str(shown))
    if target.exists() and not os.access(target, os.W_OK | os.X_OK):
        raise PipewardenError("the folder is read-only; nothing was written", file=str(shown))
    shutil.rmtree(_staging(target), ignore_errors=True)
    journal.finish(target)


def _expect(expected: Mapping[str, bytes], paths: Collection[str], target: Path, shown: Path) -> None:
    found = {path: data for path, data in look(target, paths).files.items() if path in paths}
    if found != expected:
        raise PipewardenError("files changed meanwhile; nothing was written, run it again", file=str(shown))


def _write(tree: Tree, target: Path, shown: Path, force: bool, removing: Collection[str]) -> Review:
    folder = look(target, (*tree, *removing))
    found = review(tree, folder)
    gone = {*found.removed, *(path for path in removing if path in folder.files and path not in tree)}
    found = replace(found, removed=tuple(sorted(gone)))
    if found.edited and not force:
        raise PipewardenError(_refusal(found.edited), file=str(shown))
    _expect_replaceable(target, folder, found)
    if found.changes and not (_may_move(target) and _swapped(tree, target, _staging(target), found)):
        journal.apply(target, {path: tree[path] for path in found.written}, found.removed)
    return found


def _expect_replaceable(target: Path, folder: Folder, found: Review) -> None:
    """Raises OSError where a file must not be written to, although its folder would let it be replaced."""
    for path in (*found.written, *found.removed):
        if path in folder.files:
            os.close(os.open(target / path, os.O_WRONLY))


def _refusal(edited: tuple[str, ...]) -> str:
    named = "".join(f"\n  {path}" for path in edited)
    return (
        f"these files were edited by hand, or are not pipewarden's; nothing was written.{named}\n"
        "Keep the edits with `pipewarden update`, or overwrite them with --force"
    )


def _staging(target: Path) -> Path:
    return target.with_name(f".{target.name}.pipewarden")


def _may_move(target: Path) -> bool:
    """Whether the folder can be replaced by another without anyone's losing their place in it."""
    if not os.access(target.parent, os.W_OK):
        return False
    here = Path.cwd().resolve()
    return target not in (here, *here.parents) and not target.is_mount() and not (target / ".git").exists()


def _swapped(tree: Tree, target: Path, staging: Path, found: Review) -> bool:
    """Whether the new folder took the old one's place; False where links or exchanges cannot be had here."""
    try:
        staging.mkdir()
        if target.exists():
            _link_kept(target, staging, {*tree, *found.removed})
        for path, data in tree.items():
            write_file(staging / path, data, like=target / path)
        if target.exists():
            _drop_emptied(target, staging)
        _sync_folders(staging)
        if target.exists():
            exchange(staging, target)
        else:
            staging.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        return False
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return True


def _link_kept(source: Path, copy: Path, without: Collection[str]) -> None:
    """Links everything of `source` into `copy`, but for the files that are rendered anew or removed."""
    shutil.copystat(source, copy)
    for here, folders, files in os.walk(source):
        inside = Path(here).relative_to(source)
        for name in (*folders, *files):
            old, new = Path(here) / name, copy / inside / name
            if old.is_dir() and not old.is_symlink():
                new.mkdir()
                shutil.copystat(old, new)
            elif (inside / name).as_posix() not in without:
                os.link(old, new, follow_symlinks=False)


def _drop_emptied(source: Path, copy: Path) -> None:
    """Removes folders that have become empty, and keeps those that always were."""
    for here, _, _ in os.walk(copy, topdown=False):
        old = source / Path(here).relative_to(copy)
        if not any(Path(here).iterdir()) and any(old.iterdir()):
            Path(here).rmdir()


def _sync_folders(root: Path) -> None:
    for here, _, _ in os.walk(root):
        sync_folder(Path(here))
