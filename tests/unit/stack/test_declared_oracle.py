"""The references that Terraform refuses without evaluating them, at the same places, and no others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipewarden.stack import build
from terraform_fixtures import OfflineTerraform

HERE = Path(__file__).parent / "references"
CASES = sorted(path.name for path in HERE.iterdir() if path.is_dir())
Refusals = set[tuple[str, int, int]]


@pytest.fixture(scope="module")
def refused(terraform: OfflineTerraform, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Refusals]:
    """Where Terraform refuses something in each case; all of them are modules of one root, validated at once."""
    root = tmp_path_factory.mktemp("references")
    for case in CASES:
        shutil.copytree(HERE / case, root / case)
    calls = (f'module "{case}" {{\n  source = "./{case}"\n}}\n' for case in CASES)
    (root / "main.tf").write_text("".join(calls), encoding="utf-8")
    terraform.ok(root, "init")
    found: dict[str, Refusals] = {case: set() for case in CASES}
    for diagnostic in json.loads(terraform.run(root, "validate", "-json").stdout)["diagnostics"]:
        if diagnostic["severity"] == "error":
            case, _, file = _range(diagnostic)["filename"].partition("/")
            start = _range(diagnostic)["start"]
            found[case].add((file, start["line"], start["column"]))
    return found


def _range(diagnostic: dict[str, Any]) -> dict[str, Any]:
    assert "range" in diagnostic, diagnostic
    place: dict[str, Any] = diagnostic["range"]
    return place


@pytest.mark.parametrize("case", CASES)
def test_the_same_references_are_refused(case: str, refused: dict[str, Refusals]) -> None:
    problems = build(HERE / case).problems
    ours = {
        (_inside(item.location.file, case), item.location.span.line, item.location.span.column) for item in problems
    }
    assert ours == refused[case]


def _inside(file: str, case: str) -> str:
    return file.rpartition(f"references/{case}/")[2]
