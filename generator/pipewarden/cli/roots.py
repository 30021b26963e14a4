"""Opens what is judged: the roots of folders, or a plan, each with its configuration."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipewarden.check import Root
from pipewarden.cli.configuration import load
from pipewarden.cli.progress import tracked
from pipewarden.cli.trees import open_tree
from pipewarden.errors import PipewardenError
from pipewarden.stack import Deployment, build, find_roots


def roots_in(paths: list[Path], deployed: Deployment, chosen: Path | None) -> Iterator[Root]:
    """The roots of each folder, built one after the other; `chosen` is the configuration that the user names."""
    trees = [(path, open_tree(path)) for path in paths]
    folders = [(path, tree, folder) for path, tree in trees for folder in find_roots(tree)]
    for path, tree, folder in tracked(folders, "judging"):
        yield Root(build(tree, deployed, folder), load(path / folder, chosen))


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
