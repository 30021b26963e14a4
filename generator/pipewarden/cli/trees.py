"""Opens checked folders with the cache of syntax trees, and as many processes as there are processors."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import typer

from pipewarden.cli.apart import processors
from pipewarden.hcl import Cache, parse_many
from pipewarden.stack import Tree
from pipewarden.store import cache_directory


def open_tree(path: Path) -> Tree:
    """The folder, whole; raises PipewardenError when it is none."""
    finish_interrupted(path)
    directory = cache_directory(os.environ)
    cache = Cache(directory) if directory is not None else None
    return Tree(path, partial(parse_many, cache=cache, processes=processors()))


def finish_interrupted(path: Path) -> None:
    """Completes what a killed `render`, `update` or `fix` had decided to write, so that no half of it is judged."""
    if (path / ".pipewarden/journal.json").is_file():
        from pipewarden.render import recover

        recover(path)
        typer.echo(f"{path}: a change of files that was interrupted is now complete", err=True)
