"""`pipewarden fix`: mends findings that have one right mend."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipewarden.cli import deployment as flags
from pipewarden.cli.controls import complete_control
from pipewarden.cli.exits import Exit
from pipewarden.cli.output import deliver

if TYPE_CHECKING:
    from pipewarden.fix.diagnosis import Clinic, Diagnosis, Key
    from pipewarden.fix.plan import Treatment


class FixFormat(StrEnum):
    """How the result is printed."""

    TEXT = "text"
    JSON = "json"


def fix(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder with Terraform files.")],
    controls: Annotated[
        list[str] | None,
        typer.Option("--control", metavar="ID", autocompletion=complete_control, help="Mend this control's findings."),
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show the changes.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    account: flags.Account = None,
    region: flags.Region = None,
    partition: flags.Partition = None,
    variables: flags.Variables = None,
    variable_files: flags.VariableFiles = None,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Use this pipewarden.toml, and look for no other.")
    ] = None,
    form: Annotated[FixFormat, typer.Option("--format", help="How to print the result.")] = FixFormat.TEXT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file, not to stdout.")] = None,
) -> None:
    """Mend the findings in PATH that have one right mend, and keep every other byte.

    In a rendered tree, the hand edits that break a control are taken back, and no others.

    Shows the changes and asks before it writes them; elsewhere than on a terminal it writes only with --yes. Exits with
    0 when nothing is left, 1 when something is, 2 when a file cannot be read, 3 when there is no Terraform.

    Example: pipewarden fix infra --control kms-rotation-disabled
    """
    from pipewarden.cli.configuration import load
    from pipewarden.cli.trees import finish_interrupted
    from pipewarden.fix.diagnosis import Clinic
    from pipewarden.fix.plan import treat
    from pipewarden.fix.report import as_json, as_text
    from pipewarden.report.words import counted
    from pipewarden.trial.parser import Parser

    chosen = _known(controls or [])
    deployed = flags.deployment(account, region, partition, variables, variable_files)
    finish_interrupted(path)
    rendered = _rendered(path)
    clinic = Clinic(path, deployed, lambda folder: load(path / folder, config), Parser().parse_all, rendered)
    first = clinic.examine({})
    if not first.roots:
        typer.echo(f"nothing was checked: there is no Terraform in {path}", err=True)
        raise typer.Exit(Exit.NOTHING)
    treatment = treat(clinic, first, chosen, _accepted(first))
    changes = _diff(treatment, first)
    wanted = bool(treatment.patches) and not diff
    if form is FixFormat.TEXT:
        deliver(as_text(treatment, changes, yes and wanted), output)
    written = wanted and (yes or _agreed())
    if written:
        _write(treatment, path, first)
        typer.echo(f"wrote {counted(len(treatment.patches), 'file')}", err=True)
    if form is FixFormat.JSON:
        deliver(as_json(treatment, changes, written), output)
    if wanted and not written:
        typer.echo(f"nothing was written{'' if _at_terminal() else '; `--yes` writes it'}", err=True)
    if _unread(clinic, first, treatment):
        raise typer.Exit(Exit.ERROR)
    done = written or not treatment.patches
    raise typer.Exit(Exit.CLEAN if done and not treatment.left else Exit.FINDINGS)


def _unread(clinic: Clinic, first: Diagnosis, treatment: Treatment) -> bool:
    """Tells what Terraform would refuse even after the mends: what stands there is not judged, so it is not clean."""
    if not any(root.stack.problems for root in first.roots):
        return False
    after = clinic.examine(treatment.patches)
    problems = [problem for root in after.roots for problem in root.stack.problems]
    for problem in problems:
        span = problem.location.span
        typer.echo(f"error: {problem.location.file}:{span.line}:{span.column}: {problem.message}", err=True)
    return bool(problems)


def _known(names: list[str]) -> frozenset[str]:
    from pipewarden.controls import find

    found = {name: find(name) for name in names}
    unknown = [name for name, control in found.items() if control is None]
    if unknown:
        raise typer.BadParameter(f"there is no control `{unknown[0]}`; `pipewarden controls` lists them")
    return frozenset(control.id for control in found.values() if control)


def _rendered(path: Path) -> dict[str, bytes]:
    """The files of the rendered trees in a folder, as rendered; raises PipewardenError on a broken manifest."""
    from pipewarden.render import look, manifest
    from pipewarden.stack import Tree

    found: dict[str, bytes] = {}
    folders = {parent for name in Tree(path).folders() for parent in (Path(name), *Path(name).parents)}
    for folder in sorted(folders):
        read = look(path / folder, ()).manifest if (path / folder / manifest.PATH).is_file() else None
        for name, data in read.files.items() if read else ():
            found[(folder / name).as_posix()] = data
    return found


def _accepted(first: Diagnosis) -> frozenset[Key]:
    """What somebody accepted with a reason is not mended."""
    import datetime

    from pipewarden import accept
    from pipewarden.check import run

    if not any((*accept.in_code(root.stack), *accept.configured(root.config)) for root in first.roots):
        return frozenset()
    findings = run(first.roots, datetime.date.today()).findings
    counting = {(finding.control, finding.resource) for finding in findings if finding.accepted is None}
    return frozenset((finding.control, finding.resource) for finding in findings if finding.accepted) - counting


def _diff(treatment: Treatment, first: Diagnosis) -> str:
    from pipewarden.update.diff import unified_all

    before = {path: first.tree.read(path) for path in treatment.patches if first.tree.exists(path)}
    return unified_all(before, treatment.patches).decode(errors="replace")


def _agreed() -> bool:
    return _at_terminal() and typer.confirm("Write these changes?", err=True)


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _write(treatment: Treatment, path: Path, first: Diagnosis) -> None:
    from pipewarden.render import look, write

    folder = look(path, treatment.patches)
    read = {file: first.tree.read(file) for file in treatment.patches if first.tree.exists(file)}
    write({**folder.files, **treatment.patches}, path, force=True, expected={**folder.files, **read})
