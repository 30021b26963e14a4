"""Opens checked folders with the cache of syntax trees, and as many processes as there are processors."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from pipewarden.hcl import Cache, cache_directory, parse_many
from pipewarden.stack import Tree


def open_tree(path: Path) -> Tree:
    """The folder; raises PipewardenError when it is none."""
    directory = cache_directory(os.environ)
    cache = Cache(directory) if directory is not None else None
    return Tree(path, partial(parse_many, cache=cache, processes=os.cpu_count() or 1))
