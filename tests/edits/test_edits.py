"""Hand-written stacks are clean, and every edit that weakens one is noticed by the control that it breaks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from edits.edit import Edit, edited, edits, lines
from pipewarden.check import Root, run
from pipewarden.config import parse
from pipewarden.controls import catalogue
from pipewarden.finding import PARSE_ERROR, Finding, Report
from pipewarden.stack import Deployment, build, find_roots
from pipewarden.trial.overlay import Overlay
from pipewarden.trial.parser import Parser

HERE = Path(__file__).parent
STACKS = ("flat", "modules", "regions", "reused", "templates")
PARSER = Parser()
TODAY = datetime.date(2026, 1, 31)


@cache
def _files(stack: str) -> dict[str, str]:
    folder = HERE / stack
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _report(stack: str, files: dict[str, str], only: frozenset[str] = frozenset()) -> Report:
    tree = Overlay(HERE / stack, {path: text.encode() for path, text in files.items()}, PARSER)
    config = parse(files["pipewarden.toml"], "pipewarden.toml")
    roots = [Root(build(tree, Deployment(), folder), config) for folder in find_roots(tree)]
    return run(roots, TODAY, only)


def _cases() -> Iterator[object]:
    for stack in STACKS:
        for edit in edits((HERE / f"{stack}.edits").read_text(encoding="utf-8")):
            yield pytest.param(stack, edit, id=f"{stack}/{edit.title}")


@pytest.mark.parametrize("stack", STACKS)
def test_stack_is_clean(stack: str) -> None:
    assert [finding for finding in _report(stack, _files(stack)).findings if not finding.accepted] == []


@pytest.mark.parametrize(("stack", "edit"), list(_cases()))
def test_edit_is_noticed(stack: str, edit: Edit) -> None:
    if edit.controls == {"none"}:
        report = _report(stack, edited(_files(stack), edit))
        assert [finding for finding in report.findings if not finding.accepted] == []
    else:
        report = _report(stack, edited(_files(stack), edit), edit.controls)
        found = [each for each in report.findings if not each.accepted and each.control != PARSE_ERROR]
        assert {finding.control for finding in found} == edit.controls
        placed = {finding.control for finding in found if _is_placed(finding, stack, edit)}
        assert placed == edit.controls, [str(finding.place) for finding in found]


def _is_placed(finding: Finding, stack: str, edit: Edit) -> bool:
    """Whether the finding, or a step of its chain, stands on a line that was edited, or where the list says."""
    new = edited(_files(stack), edit)
    touched = lines(_files(stack), new)
    for place in filter(None, (finding.place, *(step.place for step in finding.because))):
        file = _relative(place.file, stack)
        if any(place.line <= line <= place.end_line for line in touched.get(file, ())):
            return True
    place = finding.place
    if place is None:
        return False
    file = _relative(place.file, stack)
    return (file, new[file].split("\n")[place.line - 1].strip()) in edit.places


def _relative(file: str, stack: str) -> str:
    return file.partition(f"edits/{stack}/")[2]


def test_every_control_has_edits() -> None:
    named = {
        name for stack in STACKS for edit in edits((HERE / f"{stack}.edits").read_text()) for name in edit.controls
    }
    missing = {control.id for control in catalogue() if not control.opt_in} - named
    assert not missing, "write an edit of a stack that breaks the control, in one of the *.edits"
