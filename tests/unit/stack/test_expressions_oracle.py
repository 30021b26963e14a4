"""Every expression form and every function against Terraform: `expressions/NAME.txt` has one expression a line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from terraform_fixtures import OfflineTerraform
from unit.stack.oracle import differences, our_answers, terraform_answers, write_outputs

CASES = Path(__file__).with_name("expressions")
FAMILIES = sorted(path.stem for path in CASES.glob("*.txt"))


@pytest.mark.parametrize("family", FAMILIES)
def test_an_expression_means_what_terraform_says(terraform: OfflineTerraform, tmp_path: Path, family: str) -> None:
    expressions = (CASES / f"{family}.txt").read_text(encoding="utf-8").splitlines()
    if (CASES / f"{family}.tf").exists():
        shutil.copy(CASES / f"{family}.tf", tmp_path)
    write_outputs(tmp_path, expressions)
    terraform.ok(tmp_path, "apply", "-auto-approve")
    theirs = terraform_answers(terraform.ok(tmp_path, "output", "-json"), len(expressions))
    ours = our_answers(tmp_path, len(expressions))
    assert differences(expressions, ours, theirs) == {}
