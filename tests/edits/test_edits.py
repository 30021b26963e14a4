"""Hand-written stacks are clean, and every edit that weakens one is noticed by the control that it breaks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from edits.edit import Edit, edited, edits
from pipewarden.check import Root, run
from pipewarden.config import parse
from pipewarden.controls import catalogue
from pipewarden.finding import PARSE_ERROR, Report
from pipewarden.stack import Deployment, build, find_roots
from pipewarden.trial.overlay import Overlay
from pipewarden.trial.parser import Parser

HERE = Path(__file__).parent
STACKS = ("flat", "modules", "regions", "reused")
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
        found = {finding.control for finding in report.findings if not finding.accepted}
        assert found - {PARSE_ERROR} == edit.controls


def test_every_control_has_edits() -> None:
    named = {
        name for stack in STACKS for edit in edits((HERE / f"{stack}.edits").read_text()) for name in edit.controls
    }
    missing = {control.id for control in catalogue() if not control.opt_in} - named
    assert not missing, "write an edit of a stack that breaks the control, in one of the *.edits"
