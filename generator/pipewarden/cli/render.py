"""`pipewarden render`: writes the stack that a spec asks for."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipewarden.cli.exits import Exit
from pipewarden.errors import PipewardenError

if TYPE_CHECKING:
    from pipewarden.spec import PipelineSpec
    from pipewarden.spec.errors import Problem


def render(
    spec: Annotated[str, typer.Argument(metavar="SPEC", help="The spec file; `-` is stdin.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write to.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that were edited by hand.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; show what would change, and exit 1.")] = False,
    reference: Annotated[bool, typer.Option("--reference", hidden=True)] = False,
) -> None:
    """Render a spec into a complete stack of Terraform.

    Example: pipewarden render pipeline.yaml -o stack
    """
    from pipewarden.render import stamped

    tree = stamped(read_spec(spec), "reference" if reference else "stack")
    if check:
        from pipewarden.render import difference, look, review

        folder = look(output, tree)
        found = review(tree, folder)
        sys.stdout.write(difference(tree, folder, found))
        raise typer.Exit(Exit.FINDINGS if found.changes else Exit.CLEAN)
    from pipewarden.render import write

    done = write(tree, output, force=force)
    counts = f"{len(done.written)} written, {len(done.removed)} removed" if done.changes else "nothing to change"
    typer.echo(f"{output}: {len(tree)} files, {counts}", err=True)


def read_spec(name: str) -> PipelineSpec:
    """The spec in the file `name`, or on stdin for `-`; raises PipewardenError with every problem in it."""
    from pipewarden.spec import load
    from pipewarden.spec.source import MAX_BYTES

    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise PipewardenError(f"cannot read: {error.strerror}", file=name) from None
    shown = "<stdin>" if name == "-" else name
    if len(data) > MAX_BYTES:
        raise PipewardenError("the file is larger than 1 MB; split the spec", file=shown, line=1, column=1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = data.count(b"\n", 0, error.start) + 1, error.start - data.rfind(b"\n", 0, error.start)
        message = "this is not UTF-8; save the file as UTF-8"
        raise PipewardenError(message, file=shown, line=line, column=column) from None
    return load(text, shown, _further_problems)


def _further_problems(spec: PipelineSpec) -> Iterator[Problem]:
    """Exceptions from controls that there are not, and for resources that the stack has not."""
    from pipewarden.render import problems
    from pipewarden.spec.errors import Problem

    if not spec.accept:
        return
    from pipewarden.controls import catalogue, find

    for number, accept in enumerate(spec.accept):
        if find(accept.control) is None:
            near = difflib.get_close_matches(accept.control, [control.id for control in catalogue()], 1, 0.5)
            advice = f"did you mean `{near[0]}`?" if near else "`pipewarden controls` lists them"
            yield Problem(("accept", number, "control"), f"there is no control `{accept.control}`; {advice}")
    yield from problems(spec)
