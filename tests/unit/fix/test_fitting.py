"""Where a module has several keys, the one that encrypts the other half of the same thing is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.cli.configuration import load
from pipewarden.fix.diagnosis import Clinic
from pipewarden.fix.plan import treat
from pipewarden.stack import Deployment
from pipewarden.trial.parser import Parser

STACK = Path(__file__).parents[2] / "edits/flat"


@pytest.mark.parametrize(
    ("file", "line", "control"),
    [
        pytest.param(
            "artifacts.tf",
            "kms_master_key_id = aws_kms_key.artifacts.arn",
            "bucket-default-encryption",
            id="artifact bucket",
        ),
        pytest.param(
            "trail.tf", "kms_master_key_id = aws_kms_key.logs.arn", "bucket-default-encryption", id="trail bucket"
        ),
        pytest.param("trail.tf", "kms_key_id ", "trail-unencrypted", id="trail"),
        pytest.param("network.tf", "kms_key_id ", "logs-unencrypted", id="log group"),
        pytest.param("pipeline.tf", "encryption_key ", "build-without-customer-key", id="build"),
    ],
)
def test_the_key_of_the_other_half_is_named(file: str, line: str, control: str, tmp_path: Path) -> None:
    for path in STACK.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = (tmp_path / file).read_text(encoding="utf-8").splitlines()
    (at, *_) = (number for number, text in enumerate(before) if text.lstrip().startswith(line) and "{" not in text)
    (tmp_path / file).write_text("\n".join([*before[:at], *before[at + 1 :], ""]), encoding="utf-8")
    clinic = Clinic(tmp_path, Deployment(), lambda root: load(tmp_path / root, None), Parser().parse_all)
    treatment = treat(clinic, clinic.examine({}), frozenset({control}))
    assert treatment.left == {}
    after = treatment.patches[file].decode().split()
    assert sorted(after) == sorted(" ".join(before).split())
