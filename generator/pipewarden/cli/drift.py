"""`pipewarden drift`: what differs between a tree and what its spec renders today, and what that does."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipewarden.cli import deployment as flags
from pipewarden.cli.exits import Exit
from pipewarden.cli.output import deliver
from pipewarden.report import Format


class FailOn(StrEnum):
    """The least that changes the exit code: `changes` is all but cosmetic."""

    WEAKENS = "weakens"
    CHANGES = "changes"
    ANY = "any"


def drift(
    spec: Annotated[str, typer.Argument(metavar="SPEC", help="The spec file; `-` is stdin.")],
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that was rendered from it.")],
    account: flags.Account = None,
    region: flags.Region = None,
    partition: flags.Partition = None,
    variables: flags.Variables = None,
    variable_files: flags.VariableFiles = None,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Judge under this pipewarden.toml.")
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option("--fail-on", help="The least that changes the exit code; `changes` is all but cosmetic."),
    ] = FailOn.CHANGES,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TEXT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file, not to stdout.")] = None,
) -> None:
    """Say what differs between DIR and what SPEC renders today, and what each difference does.

    A hand edit weakens (a control holds no longer, a policy lets more through), changes the resolved configuration, or
    is cosmetic. Exits with 1 on any that is not cosmetic.

    Example: pipewarden drift pipeline.yaml stack
    """
    from pipewarden.cli.configuration import load
    from pipewarden.cli.render import read_spec
    from pipewarden.cli.trees import finish_interrupted
    from pipewarden.drift.baseline import baseline
    from pipewarden.drift.differences import DriftClass, compare, digests
    from pipewarden.drift.disk import files_in, of_the_stack
    from pipewarden.drift.findings import NOTHING_THERE, absent, report, summary
    from pipewarden.drift.meaning import Meaning
    from pipewarden.drift.report import as_json
    from pipewarden.drift.sorting import adopted, edited, sort
    from pipewarden.drift.text import as_text
    from pipewarden.render import look, render, spec_digest
    from pipewarden.stack import Tree

    read = read_spec(spec)
    finish_interrupted(directory)
    found, manifest = files_in(directory), look(directory, ()).manifest
    rendered = render(read, "reference" if manifest and manifest.layout == "reference" else "stack")
    base = baseline(rendered, manifest, spec_digest(read))
    own = set(of_the_stack(found, {*base, *rendered})) - _of_spec(spec, directory)
    differences = compare(rendered, {path: found[path] for path in sorted(own)}, digests(base) if manifest else None)
    nothing_there = manifest is None and not rendered.keys() & found.keys()
    shown, touched = Tree(directory).shown, edited(differences)
    edits = None
    if touched or form is not Format.TEXT:
        chosen = load(directory, config) if config else None
        deployed = flags.deployment(account, region, partition, variables, variable_files)
        edits = Meaning(directory, adopted(base, rendered, found), chosen, deployed).of(found, touched)
    drifts = sort(differences, base, edits.effects if edits else {})
    judged = edits.judged if edits else ()
    if form is Format.TEXT:
        text = f"{directory}: {NOTHING_THERE}\n" if nothing_there else as_text(drifts, shown, manifest is not None)
        deliver(text, output)
    elif form is Format.JSON:
        broken = frozenset(effect.finding for one in drifts for effect in one.effects if effect.finding)
        deliver(as_json(summary(broken, judged), drifts, shown), output)
    else:
        from pipewarden.cli.check import sources
        from pipewarden.report import Presentation, write

        presentation = Presentation(sources(), base=f"{Path.cwd().as_uri()}/")
        findings = absent(str(directory)) if nothing_there else report(drifts, judged, shown)
        deliver(write(findings, form, presentation), output)
    kinds = {one.kind for one in drifts}
    counted = {
        FailOn.WEAKENS: kinds & {DriftClass.WEAKENS},
        FailOn.CHANGES: kinds - {DriftClass.COSMETIC},
        FailOn.ANY: kinds,
    }
    raise typer.Exit(Exit.FINDINGS if counted[fail_on] else Exit.CLEAN)


def _of_spec(spec: str, directory: Path) -> set[str]:
    """The spec's own path in the compared folder, where it lies there."""
    here, file = directory.resolve(), Path(spec).resolve()
    return {file.relative_to(here).as_posix()} if spec != "-" and file.is_relative_to(here) else set()
