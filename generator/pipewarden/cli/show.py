"""`pipewarden show`: the resolved resources as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    from pipewarden.stack.show import write_all

    del form
    problems: list[Problem] = []
    stacks = stacks_of(paths, flags.deployment(account, region, partition, variables, variable_files))
    deliver(write_all(_noting(stacks, problems)), output)
    for problem in problems:
        span = problem.location.span
        typer.echo(f"{problem.location.file}:{span.line}:{span.column}: {problem.message}", err=True)
    raise typer.Exit(Exit.ERROR if problems else Exit.CLEAN)


def _noting(stacks: Iterator[Stack], problems: list[Problem]) -> Iterator[Stack]:
    """The stacks, whose problems are put aside as each goes by."""
    for stack in stacks:
        problems.extend(stack.problems)
        yield stack


def stacks_of(paths: list[Path], deployed: Deployment) -> Iterator[Stack]:
    """The stacks of all roots in these folders, one after the other; raises PipewardenError for a path that is none."""
    from pipewarden.cli.trees import open_tree
    from pipewarden.stack import build, find_roots

    for tree in [open_tree(path) for path in paths]:
        for root in find_roots(tree):
            yield build(tree, deployed, root)
