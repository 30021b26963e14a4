"""`pipewarden show`: the resolved resources as JSON."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from pipewarden.cli import deployment as flags
from pipewarden.cli.exits import Exit
from pipewarden.cli.output import deliver

if TYPE_CHECKING:
    from pipewarden.stack.model import Problem, Stack
    from pipewarden.stack.variables import Deployment


class ShowFormat(StrEnum):
    """How the resources are printed."""

    JSON = "json"


def show(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Folders with Terraform files.")],
    account: flags.Account = None,
    region: flags.Region = None,
    partition: flags.Partition = None,
    variables: flags.Variables = None,
    variable_files: flags.VariableFiles = None,
    form: Annotated[ShowFormat, typer.Option("--format", help="How to print it.")] = ShowFormat.JSON,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file, not to stdout.")] = None,
) -> None:
    """Print the resources of PATH as they are resolved, as JSON, with what is not known marked.

    Exits with 2 when a part of the configuration cannot be read; the rest is printed all the same.

    Example: pipewarden show infra --region eu-central-1
    """
    from pipewarden.cli.apart import each, processors
    from pipewarden.cli.progress import tracked
    from pipewarden.stack.show import joined

    del form
    builds = _builds(paths, flags.deployment(account, region, partition, variables, variable_files))
    done = each(lambda index: _packed(builds[index]()), len(builds), processors())
    roots = list(tracked(done, "resolving", len(builds)))
    deliver(joined(zlib.decompress(root.text).decode() for root in roots), output)
    problems = [problem for root in roots for problem in root.problems]
    for problem in problems:
        span = problem.location.span
        typer.echo(f"{problem.location.file}:{span.line}:{span.column}: {problem.message}", err=True)
    raise typer.Exit(Exit.ERROR if problems else Exit.CLEAN)


class _Packed(NamedTuple):
    """A root as it is printed, compressed, for nothing is printed before all roots could be resolved."""

    text: bytes
    problems: tuple[Problem, ...]


def _packed(stack: Stack) -> _Packed:
    from pipewarden.stack.show import written_root

    return _Packed(zlib.compress(written_root(stack).encode(), 1), stack.problems)


def _builds(paths: list[Path], deployed: Deployment) -> list[Callable[[], Stack]]:
    """What builds each root in these folders; raises PipewardenError for a path that is none."""
    from pipewarden.cli.trees import open_tree
    from pipewarden.stack import build, find_roots

    trees = [open_tree(path) for path in paths]
    return [partial(build, tree, deployed, root) for tree in trees for root in find_roots(tree)]
