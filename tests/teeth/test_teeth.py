"""Every control bites: after a small edit of a hardened tree it fails, with the companions that its case lists.

A case is a file, named by its control. `tree` is `modules` or the name of an example; `edits` weaken it, each of which
replaces `old` by `new` in a file, or adds one. `first` are edits that weaken nothing, for a control that the tree does
not meet as it is rendered. `undecided` is for a control that can only be undecided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from msgspec.structs import replace
from ruamel.yaml import YAML

from pipewarden import controls
from pipewarden.check import Root, verdicts
from pipewarden.config import FILE_NAME, parse
from pipewarden.finding import Finding
from pipewarden.render import render
from pipewarden.spec import load
from pipewarden.stack import build
from pipewarden.trial.overlay import Overlay
from pipewarden.trial.parser import Parser
from pipewarden.verdict import Outcome

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
PARSER = Parser()
CASES = [pytest.param(path, id=path.stem) for path in sorted(HERE.glob("*.yaml"))]

Files = Mapping[str, bytes]
Edit = dict[str, str]


def test_the_cases_are_the_controls() -> None:
    cases = {path.stem for path in HERE.glob("*.yaml")}
    assert cases == {control.id for control in controls.catalogue()}, "a control has a case beside this file"


@pytest.mark.parametrize("path", CASES)
def test_a_control_fails_after_a_small_edit(path: Path) -> None:
    case: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    tree, enabled = case["tree"], opt_in(path.stem)
    if "first" in case:
        before = after(files_of(tree), case["first"])
        assert broken(before, tree, enabled) == set()
    else:
        before = files_of(tree)
        assert broken_as_rendered(tree, enabled) == set()
    expected = {(path.stem, case.get("undecided", False)), *((other, False) for other in case["companions"])}
    assert broken(after(before, case["edits"]), tree, enabled) == expected


@cache
def files_of(tree: str) -> Files:
    """The reference rendering, or what an example renders."""
    if tree == "modules":
        folder = REPOSITORY / tree
        found = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    spec = REPOSITORY / "examples" / f"{tree}.yaml"
    return dict(render(load(spec.read_text(encoding="utf-8"), spec.name)))


def after(files: Files, edits: Sequence[Edit]) -> Files:
    """The files with the edits made."""
    edited = dict(files)
    for edit in edits:
        if "added" in edit:
            assert edit["file"] not in edited
            edited[edit["file"]] = edit["added"].encode()
            continue
        text = edited[edit["file"]].decode()
        assert text.count(edit["old"]) == 1, f"{edit['file']} does not have once: {edit['old']}"
        edited[edit["file"]] = text.replace(edit["old"], edit["new"]).encode()
    return edited


def opt_in(control: str) -> tuple[str, ...]:
    """What the configuration must enable for this control to run."""
    found = controls.find(control)
    return (control,) if found is not None and found.opt_in else ()


@cache
def broken_as_rendered(tree: str, enabled: tuple[str, ...]) -> set[tuple[str, bool]]:
    """What does not hold in a tree without an edit."""
    return broken(files_of(tree), tree, enabled)


def broken(files: Files, tree: str, enabled: tuple[str, ...]) -> set[tuple[str, bool]]:
    """The controls that do not hold, each with whether that is only because it could not be decided."""
    root = "reference" if tree == "modules" else ""
    path = (PurePosixPath(root) / FILE_NAME).as_posix()
    config = replace(parse(files[path].decode(), path), enable=enabled)
    stack = build(Overlay(REPOSITORY, files, PARSER), root=root)
    assert stack.problems == ()
    found: set[tuple[str, bool]] = set()
    for control, verdict in verdicts(Root(stack, config)):
        assert not isinstance(verdict, Finding), verdict
        if verdict.outcome is not Outcome.PASS:
            found.add((control.id, verdict.outcome is Outcome.UNKNOWN))
    return found
