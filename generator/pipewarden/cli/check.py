"""`pipewarden check`: judges the controls over each root found."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipewarden.cli import deployment as flags
from pipewarden.cli.output import colour_wanted, deliver
from pipewarden.report import Format

if TYPE_CHECKING:
    from pipewarden.check import Root
    from pipewarden.finding import Report
    from pipewarden.report.drawing import Drawing
    from pipewarden.stack import Deployment


class UnknownMode(StrEnum):
    """Whether a finding that could not be decided counts."""

    FAIL = "fail"
    WARN = "warn"


class FailOn(StrEnum):
    """The least severity that counts."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH…]", help="Folders with Terraform files.")] = None,
    plan: Annotated[
        Path | None,
        typer.Option("--plan", metavar="FILE", help="Judge `terraform show -json` of a plan instead; `-` is stdin."),
    ] = None,
    account: flags.Account = None,
    region: flags.Region = None,
    partition: flags.Partition = None,
    variables: flags.Variables = None,
    variable_files: flags.VariableFiles = None,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Use this pipewarden.toml, and look for no other.")
    ] = None,
    unknown: Annotated[
        UnknownMode, typer.Option("--unknown", help="Whether what could not be decided changes the exit code.")
    ] = UnknownMode.FAIL,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least severity that changes the exit code.")
    ] = FailOn.LOW,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Count only what is not in this earlier JSON report."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the report.")] = Format.TEXT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file, not to stdout.")] = None,
) -> None:
    """Judge every control over the Terraform in PATH, or over a plan, offline.

    Exits with 0 when all is clean, 1 on findings, 2 when a file cannot be read, 3 when nothing was checked.

    Example: pipewarden check infra --account 111122223333

    Example: terraform show -json plan.out | pipewarden check --plan -
    """
    from pipewarden.check import run
    from pipewarden.cli.baseline import known_findings
    from pipewarden.cli.report_exit import of_report
    from pipewarden.cli.roots import root_of_plan, roots_in
    from pipewarden.report import Presentation, write
    from pipewarden.verdict import Severity

    if bool(paths) == bool(plan):
        raise typer.BadParameter("give folders to judge, or `--plan FILE`, and not both", param_hint="PATH")
    known = known_findings(baseline) if baseline else frozenset()
    deployed = flags.deployment(account, region, partition, variables, variable_files)
    roots: list[Root] = []
    if plan or form is Format.HTML:
        # A drawing needs the stacks themselves, which stay in the process that builds them.
        roots = list(root_of_plan(plan, deployed, config) if plan else roots_in(paths or [], deployed, config))
        report = run(roots, datetime.date.today())
    else:
        report = _report_of(paths or [], deployed, config)
    colour = output is None and colour_wanted()
    presentation = Presentation(sources(), colour, f"{Path.cwd().as_uri()}/", lambda: _drawings(roots))
    deliver(write(report, form, presentation), output)
    unknown_fails = unknown is UnknownMode.FAIL
    raise typer.Exit(of_report(report, fail_on=Severity(fail_on.value), unknown_fails=unknown_fails, known=known))


def report_of(path: Path, only: frozenset[str] = frozenset()) -> Report:
    """The report on one folder, as `pipewarden check` makes it without flags; `only` names the controls to run."""
    return _report_of([path], flags.deployment(None, None, None, None, None), None, only)


def _report_of(
    paths: list[Path], deployed: Deployment, config: Path | None, only: frozenset[str] = frozenset()
) -> Report:
    from pipewarden.check import report
    from pipewarden.cli.roots import judged_in

    today = datetime.date.today()
    return report(judged_in(paths, deployed, config, today, only), today, only)


def _drawings(roots: Iterable[Root]) -> tuple[Drawing, ...]:
    from pipewarden.report.drawing import draw
    from pipewarden.subjects import Subjects

    return tuple(draw(Subjects.of(root.stack, root.config)) for root in roots)


def sources() -> Callable[[str], str | None]:
    """Reads the files that a report shows, each once: its text, or None where it is gone, no text, or was not read."""
    from pipewarden.hcl import MAX_BYTES

    @cache
    def source(file: str) -> str | None:
        path = Path(file)
        try:
            if not path.is_file() or path.stat().st_size > MAX_BYTES:
                return None
            return path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return None

    return source
