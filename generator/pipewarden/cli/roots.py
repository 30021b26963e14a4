"""Opens what is judged: the roots of folders, or a plan, each with its configuration; and judges many roots at once."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.check import Judged, Root, judge
from pipewarden.cli.apart import each, processors
from pipewarden.cli.configuration import load
from pipewarden.cli.progress import tracked
from pipewarden.cli.recall import Recall, store
from pipewarden.cli.trees import open_tree
from pipewarden.config import Config
from pipewarden.errors import PipewardenError
from pipewarden.stack import Deployment, Tree, build, find_roots
from pipewarden.store import Store


class _Candidate(Struct, frozen=True):
    """A root that is found, and the configuration that it is judged under."""

    tree: Tree
    folder: str
    config: Config
    deployed: Deployment

    def build(self) -> Root:
        """The root, with its stack."""
        return Root(build(self.tree, self.deployed, self.folder), self.config)


def roots_in(paths: list[Path], deployed: Deployment, chosen: Path | None) -> Iterator[Root]:
    """The roots of each folder, built one after the other; `chosen` is the configuration that the user names."""
    found = _found(paths, deployed, chosen, None)
    yield from tracked((candidate.build() for candidate in found), "judging", len(found))


def judged_in(
    paths: list[Path],
    deployed: Deployment,
    chosen: Path | None,
    today: datetime.date,
    only: frozenset[str] = frozenset(),
) -> Iterator[Judged]:
    """What the controls say of each root of `roots_in`, in that order.

    Of a root that has not changed since an earlier run, it is what that run found. The others are judged beside each
    other on several processes.
    """
    kept = store()
    found = _found(paths, deployed, chosen, kept)
    recall = Recall(Judged, kept)
    given = [(each.folder, each.config, deployed, today, only) for each in found]
    known = [recall.find(candidate.tree, facts) for candidate, facts in zip(found, given, strict=True)]
    new = [index for index, judged in enumerate(known) if judged is None]

    def judge_new(number: int) -> Judged:
        candidate = found[new[number]]
        return recall.make(candidate.tree, given[new[number]], lambda: judge(candidate.build(), today, only))

    fresh = each(judge_new, len(new), processors())
    yield from tracked((next(fresh) if judged is None else judged for judged in known), "judging", len(found))


class _Folders(Struct, frozen=True):
    """The folders of the roots of a tree."""

    paths: tuple[str, ...]


def _folders(tree: Tree) -> _Folders:
    return _Folders(find_roots(tree))


def _found(paths: list[Path], deployed: Deployment, chosen: Path | None, kept: Store | None) -> list[_Candidate]:
    trees = [(path, open_tree(path)) for path in paths]
    recall = Recall(_Folders, kept)
    found: list[_Candidate] = []
    for path, tree in trees:
        folders = recall.find(tree, None) or recall.make(tree, None, partial(_folders, tree))
        found += [_Candidate(tree, folder, load(path / folder, chosen), deployed) for folder in folders.paths]
    return found


def root_of_plan(file: Path, deployed: Deployment, chosen: Path | None) -> Iterator[Root]:
    """The stack of a plan; its configuration is looked for from the plan's folder, or from the working directory."""
    from pipewarden.plan import read

    standard_input = str(file) == "-"
    try:
        data = sys.stdin.buffer.read() if standard_input else file.read_bytes()
    except OSError as error:
        raise PipewardenError(f"cannot read: {error.strerror}", file=str(file)) from None
    stack = read(data, "<stdin>" if standard_input else str(file))
    known = replace(
        stack,
        account=deployed.account or stack.account,
        region=deployed.region or stack.region,
        partition=deployed.partition or stack.partition,
    )
    yield Root(known, load(Path() if standard_input else file.parent, chosen))
