"""Statements that a policy lacks are added in its own notation; each folder of `notations/` is a notation."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from pipewarden.config import Config
from pipewarden.fix.diagnosis import Clinic
from pipewarden.fix.plan import treat
from pipewarden.stack import Deployment
from pipewarden.trial.parser import Parser
from terraform_fixtures import OfflineTerraform

CASES = sorted(path for path in (Path(__file__).parent / "notations").iterdir() if path.is_dir())
CONTROLS = frozenset({"bucket-old-tls", "bucket-plaintext-transport", "bucket-unencrypted-upload"})


@cache
def parser() -> Parser:
    return Parser()


def mended(case: Path, folder: Path) -> Clinic:
    """A copy of the case with all mends written."""
    shutil.copytree(case, folder)
    clinic = Clinic(folder, Deployment(), lambda _: Config(), parser().parse_all)
    first = clinic.examine({})
    assert {control for control, _ in first.keys} >= CONTROLS
    treatment = treat(clinic, first, CONTROLS)
    assert treatment.left == {}
    for path, data in treatment.patches.items():
        before = (folder / path).read_text().replace("  count = 0\n\n", "")
        assert _only_more(before, data.decode()) or "source_policy_documents" in data.decode()
        (folder / path).write_bytes(data)
    return clinic


def _only_more(before: str, after: str) -> bool:
    """Whether every character is still there, in its order."""
    rest = iter(after)
    return all(letter in rest for letter in before)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_the_statements_are_added_once(case: Path, tmp_path: Path) -> None:
    clinic = mended(case, tmp_path / "stack")
    after = clinic.examine({})
    assert not {control for control, _ in after.keys} & CONTROLS
    assert treat(clinic, after, CONTROLS).patches == {}


def test_terraform_takes_what_was_mended(tmp_path: Path, terraform: OfflineTerraform) -> None:
    for case in CASES:
        mended(case, tmp_path / case.name)
    calls = (f'module "{case.name}" {{\n  source = "./{case.name}"\n}}\n' for case in CASES)
    (tmp_path / "main.tf").write_text("\n".join(calls))
    terraform.ok(tmp_path, "init")
    terraform.ok(tmp_path, "validate")
    moved = terraform.run(tmp_path, "fmt", "-check", "-recursive").stdout.split()
    assert moved == [f"{name}/main.tf" for name in _ALIGNED]


_ALIGNED = ("concatenated", "count_zero", "names_taken_in_a_local", "object_in_a_local")
"""An argument of one line that was aligned with one that has become longer stays as it is: it is another's."""
