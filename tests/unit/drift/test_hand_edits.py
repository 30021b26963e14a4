"""Hand edits to a rendered tree, sorted by what they do; which class is right is a person's judgement, in `edits/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipewarden.drift.differences import DriftClass, compare, digests
from pipewarden.drift.meaning import Meaning
from pipewarden.drift.sorting import Drift, edited, sort
from pipewarden.render import render
from pipewarden.spec import load
from pipewarden.stack import Deployment

HERE = Path(__file__).parent
Edit = dict[str, Any]
"""A `file` of the `example` (else minimal), and `old` and `new` text, or `added` or `appended` text, or `deleted`."""


def edits(kind: DriftClass) -> list[Any]:
    cases = YAML(typ="safe").load((HERE / "edits" / f"{kind}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=name) for name, case in cases.items()]


@cache
def rendered(example: str) -> dict[str, bytes]:
    spec = (HERE.parents[2] / f"examples/{example}.yaml").read_text(encoding="utf-8")
    return dict(render(load(spec, f"{example}.yaml")))


@cache
def meaning(example: str) -> Meaning:
    return Meaning(Path(mkdtemp()), rendered(example), None, Deployment())


def example_of(case: list[Edit]) -> str:
    return str(case[0].get("example", "minimal"))


def after(case: list[Edit]) -> dict[str, bytes]:
    files = dict(rendered(example_of(case)))
    for edit in case:
        path = edit["file"]
        if "added" in edit:
            files[path] = edit["added"].encode()
        elif "appended" in edit:
            files[path] += edit["appended"].encode()
        elif edit.get("deleted"):
            del files[path]
        else:
            text = files[path].decode()
            assert edit["old"] in text, f"the template no longer has {edit['old']!r} in {path}"
            files[path] = text.replace(edit["old"], edit["new"]).encode()
    return files


def by_meaning(case: list[Edit]) -> tuple[Drift, ...]:
    found, base = after(case), rendered(example_of(case))
    differences = compare(base, found, digests(base))
    return sort(differences, base, meaning(example_of(case)).of(found, edited(differences)).effects)


def worst(drifts: tuple[Drift, ...]) -> DriftClass:
    """The worst class of all effects; cosmetic where there are none."""
    kinds = [effect.kind for drift in drifts for effect in drift.effects]
    return min(kinds, key=list(DriftClass).index, default=DriftClass.COSMETIC)


@pytest.mark.parametrize("case", edits(DriftClass.WEAKENS))
def test_an_edit_weakens(case: list[Edit]) -> None:
    assert worst(by_meaning(case)) is DriftClass.WEAKENS


@pytest.mark.parametrize("case", edits(DriftClass.CHANGES))
def test_an_edit_changes(case: list[Edit]) -> None:
    drifts = by_meaning(case)
    assert worst(drifts) is DriftClass.CHANGES, [effect.message for drift in drifts for effect in drift.effects]


@pytest.mark.parametrize("case", edits(DriftClass.COSMETIC))
def test_an_edit_is_cosmetic(case: list[Edit]) -> None:
    assert [effect for drift in by_meaning(case) for effect in drift.effects] == []
