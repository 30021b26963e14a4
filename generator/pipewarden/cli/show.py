"""`pipewarden show`: the resolved resources as JSON."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipewarden.cli import deployment as flags
from pipewarden.cli.exits import Exit
from pipewarden.cli.output import deliver

if TYPE_CHECKING:
    from pipewarden.stack.model import Stack
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
    from pipewarden.stack import show as shape

    del form
    stacks = stacks_of(paths, flags.deployment(account, region, partition, variables, variable_files))
    deliver(shape.write(shape.show(stacks)), output)
    problems = [problem for stack in stacks for problem in stack.problems]
    for problem in problems:
        span = problem.location.span
        typer.echo(f"{problem.location.file}:{span.line}:{span.column}: {problem.message}", err=True)
    raise typer.Exit(Exit.ERROR if problems else Exit.CLEAN)


def stacks_of(paths: list[Path], deployed: Deployment) -> tuple[Stack, ...]:
    """The stacks of all roots in these folders; raises PipewardenError for a path that is no folder."""
    from pipewarden.cli.trees import open_tree
    from pipewarden.stack import build, find_roots

    trees = [open_tree(path) for path in paths]
    return tuple(build(tree, deployed, root) for tree in trees for root in find_roots(tree))
