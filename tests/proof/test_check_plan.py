"""`pipewarden check --plan` judges what real Terraform plans as it judges the folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from proof.trees import keep_state_local
from terraform_fixtures import OfflineTerraform

REPOSITORY = Path(__file__).parents[2]


def _pipewarden(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipewarden", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planned") / "stack"
    assert _pipewarden("render", str(REPOSITORY / "examples" / "minimal.yaml"), "-o", str(folder)).returncode == 0
    keep_state_local(folder)
    return folder


def _plan(terraform: OfflineTerraform, stack: Path) -> str:
    terraform.ok(stack, "init", "-input=false")
    terraform.ok(stack, "plan", "-out=planned")
    return terraform.ok(stack, "show", "-json", "planned")


def test_a_plan_is_judged_and_what_is_known_after_apply_is_unknown(terraform: OfflineTerraform, stack: Path) -> None:
    configuration = str(stack / "pipewarden.toml")
    clean = _pipewarden(
        "check", "--plan", "-", "--config", configuration, "--format", "json", given=_plan(terraform, stack)
    )
    findings = json.loads(clean.stdout)["findings"]
    assert [each for each in findings if each["outcome"] != "unknown"] == []

    key = stack / "modules" / "kms" / "main.tf"
    text = key.read_text(encoding="utf-8")
    key.write_text(text.replace("enable_key_rotation     = true", "enable_key_rotation     = false"), encoding="utf-8")
    weak = _pipewarden("check", "--plan", "-", "--format", "json", given=_plan(terraform, stack))
    key.write_text(text, encoding="utf-8")
    findings = json.loads(weak.stdout)["findings"]
    assert weak.returncode == 1
    failed = [each for each in findings if each["outcome"] == "fail"]
    assert [(each["control"], each["resource"], each["file"]) for each in failed] == [
        ("kms-rotation-disabled", "module.kms.aws_kms_key.this", None)
    ]


def test_what_is_no_plan_is_refused() -> None:
    done = _pipewarden("check", "--plan", "-", given="{}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: <stdin>: ")
