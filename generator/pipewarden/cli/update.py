"""`pipewarden update`: merges what a spec renders today into a tree that was edited by hand."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipewarden.cli.exits import Exit
from pipewarden.cli.output import deliver
from pipewarden.errors import PipewardenError

if TYPE_CHECKING:
    from pipewarden.finding import Report
    from pipewarden.update.plan import Update


class UpdateFormat(StrEnum):
    """How an update is printed."""

    TEXT = "text"
    JSON = "json"


class ConflictStyle(StrEnum):
    """How conflicts are left."""

    MARKS = "marks"
    REJ = "rej"


def update(
    spec: Annotated[str | None, typer.Argument(metavar="SPEC", help="The spec file; `-` is stdin.")] = None,
    directory: Annotated[Path | None, typer.Argument(metavar="DIR", help="The folder that was rendered.")] = None,
    conflicts: Annotated[
        ConflictStyle, typer.Option("--conflicts", help="Leave git's marks in the file, or keep it and write FILE.rej.")
    ] = ConflictStyle.MARKS,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when anything would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Like --check, and show the changes as a diff.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Do it although not all of DIR is committed.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Bring back what the last update of DIR replaced.")] = False,
    form: Annotated[UpdateFormat, typer.Option("--format", help="How to print the result.")] = UpdateFormat.TEXT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file, not to stdout.")] = None,
) -> None:
    """Merge what SPEC renders today into DIR, and keep the hand edits.

    The last rendering is the base of the merge. Afterwards the controls are checked. Exits with 1 when conflicts or
    findings are left.

    Example: pipewarden update pipeline.yaml stack
    """
    if undo:
        _undo(directory or Path(spec or "."), force)
        return
    if spec is None or directory is None:
        raise typer.BadParameter("name the spec and the folder: `pipewarden update SPEC DIR`")
    if not directory.is_dir():
        raise PipewardenError("there is no such folder; render it first, or name another", file=str(directory))
    planned = _plan(spec, directory, conflicts)
    if check or diff:
        _show(planned, directory, diff, form, conflicts, output)
        raise typer.Exit(Exit.FINDINGS if planned.changes else Exit.CLEAN)
    if planned.changes and not force:
        _expect_committed(directory, planned)
    if planned.changes:
        from pipewarden.render import write

        write(planned.tree, directory, force=True, removing=planned.removing, expected=planned.before)
    _conclude(planned, directory, form, conflicts, output)


def _plan(spec: str, directory: Path, conflicts: ConflictStyle) -> Update:
    from pipewarden.cli.render import read_spec
    from pipewarden.git import Favour, Merged, merge_file
    from pipewarden.render import look, recover, stamped
    from pipewarden.update.merge import Conflicts
    from pipewarden.update.plan import paths_of, plan

    recover(directory)
    manifest = look(directory, ()).manifest
    if manifest is None:
        typer.echo(f"{directory} has no manifest: what it was rendered from is not known", err=True)
    rendered = stamped(read_spec(spec), "reference" if manifest and manifest.layout == "reference" else "stack")
    names = ("edited here", "last rendering", "rendered now")

    def place(path: str) -> str:
        return str(directory / path)

    def combine(ours: bytes, base: bytes, theirs: bytes, favour: Favour | None) -> Merged:
        return merge_file(ours, base, theirs, names=names, favour=favour)

    return plan(
        look(directory, paths_of(rendered)), rendered, _records(directory), combine, Conflicts(conflicts.value), place
    )


def _records(directory: Path) -> list[str]:
    from pipewarden.update.record import FOLDER

    folder = directory / FOLDER
    if not folder.is_dir() or folder.is_symlink():
        return []
    return sorted(entry.name for entry in folder.iterdir() if entry.suffix == ".json")


def _expect_committed(directory: Path, planned: Update) -> None:
    """Refuses where git could not give back what the update replaces; a file of no concern may be untracked."""
    from pipewarden.git import uncommitted

    found = uncommitted(directory)
    lost = [*found.changed, *(path for path in found.untracked if path in planned.before)]
    if lost:
        named = "".join(f"\n  {path}" for path in lost)
        message = f"not all is committed here; commit it, or update with --force:{named}"
        raise PipewardenError(message, file=str(directory))


def _show(
    planned: Update,
    directory: Path,
    diff: bool,
    form: UpdateFormat,
    conflicts: ConflictStyle,
    output: Path | None,
) -> None:
    from pipewarden.update.diff import unified_all
    from pipewarden.update.merge import results

    after = dict(results(planned.merges))
    before = {path: data for path, data in planned.before.items() if path in after or path in planned.removing}
    text = unified_all(before, after).decode(errors="replace") if diff else None
    deliver(
        text
        if form is UpdateFormat.TEXT and text
        else _report(planned, directory, form, conflicts, text, written=False),
        output,
    )


def _conclude(
    planned: Update, directory: Path, form: UpdateFormat, conflicts: ConflictStyle, output: Path | None
) -> None:
    """Prints what was done and what the controls say of it, and ends with the exit code."""
    from pipewarden.cli.check import report_of
    from pipewarden.cli.exits import strongest
    from pipewarden.cli.report_exit import of_report
    from pipewarden.verdict import Severity

    marked = planned.conflicts and conflicts is ConflictStyle.MARKS
    report = None if marked else report_of(directory)
    deliver(_report(planned, directory, form, conflicts, None, report), output)
    if planned.changes:
        typer.echo(f"`pipewarden update --undo {directory}` brings back what was replaced", err=True)
    if marked:
        typer.echo(f"resolve the conflicts, then run `pipewarden check {directory}`", err=True)
    checked = Exit.CLEAN
    if report is not None:
        checked = of_report(report, fail_on=Severity.LOW, unknown_fails=True)
    left = Exit.FINDINGS if planned.conflicts else Exit.CLEAN
    raise typer.Exit(strongest(left, Exit.CLEAN if checked is Exit.NOTHING else checked))


def _report(
    planned: Update,
    directory: Path,
    form: UpdateFormat,
    conflicts: ConflictStyle,
    diff: str | None,
    report: Report | None = None,
    *,
    written: bool = True,
) -> str:
    from pipewarden.cli.configuration import shown
    from pipewarden.report import Format, Presentation, json_report, write
    from pipewarden.update.merge import Conflicts
    from pipewarden.update.report import as_json, as_text

    def place(path: str) -> str:
        return shown(directory / path)

    if form is UpdateFormat.JSON:
        return as_json(planned.merges, place, diff, json_report.to_json(report) if report else None)
    text = as_text(planned.merges, Conflicts(conflicts.value), place, written)
    if report is None:
        return text
    return f"{text}\n{write(report, Format.TEXT, Presentation(lambda file: None))}"


def _undo(directory: Path, force: bool) -> None:
    from pipewarden.render import look, recover, write
    from pipewarden.render.disk import read_inside
    from pipewarden.update.record import FOLDER, latest, parse
    from pipewarden.update.undo import undo

    recover(directory)
    records = _records(directory)
    last = latest(records)
    data = read_inside(directory, f"{FOLDER}/{last}") if last else None
    if data is None:
        raise PipewardenError("there is no update to undo here", file=str(directory))
    record = parse(data, str(directory / FOLDER / str(last)))
    back = undo(look(directory, record.before), record, records, force=force)
    write(back.tree, directory, force=True, removing=back.removing)
    for path in back.changed:
        sys.stdout.write(f"{path}: as before the update\n")
