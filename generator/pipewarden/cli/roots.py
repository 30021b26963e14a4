"""Opens what is judged: the roots of folders, or a plan, each with its configuration; and judges many roots at once."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from pipewarden.check import Judged, Root, judge
from pipewarden.cli.apart import each, processors
from pipewarden.cli.configuration import load
from pipewarden.cli.progress import tracked
from pipewarden.cli.trees import open_tree
from pipewarden.errors import PipewardenError
from pipewarden.stack import Deployment, Tree, build, find_roots


def roots_in(paths: list[Path], deployed: Deployment, chosen: Path | None) -> Iterator[Root]:
    """The roots of each folder, built one after the other; `chosen` is the configuration that the user names."""
    builds = _builds(paths, deployed, chosen)
    yield from tracked((build() for build in builds), "judging", len(builds))


def judged_in(
    paths: list[Path],
    deployed: Deployment,
    chosen: Path | None,
    today: datetime.date,
    only: frozenset[str] = frozenset(),
) -> Iterator[Judged]:
    """What the controls say of each root of `roots_in`; roots are judged beside each other on several processes."""
    builds = _builds(paths, deployed, chosen)
    found = each(lambda index: judge(builds[index](), today, only), len(builds), processors())
    yield from tracked(found, "judging", len(builds))


def _builds(paths: list[Path], deployed: Deployment, chosen: Path | None) -> list[Callable[[], Root]]:
    trees = [(path, open_tree(path)) for path in paths]
    return [
        partial(_build, path, tree, folder, deployed, chosen) for path, tree in trees for folder in find_roots(tree)
    ]


def _build(path: Path, tree: Tree, folder: str, deployed: Deployment, chosen: Path | None) -> Root:
    return Root(build(tree, deployed, folder), load(path / folder, chosen))


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
