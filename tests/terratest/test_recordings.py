"""The committed recordings: each is what Terraform answers today, and each belongs to a test."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXAMPLES = sorted(str(file) for file in HERE.glob("test_*.py") if file != Path(__file__))


def _pytest(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *args, *EXAMPLES]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_recording_is_what_terraform_answers_today() -> None:
    done = _pytest("--terratest=check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_recording_belongs_to_a_test() -> None:
    found = re.findall(r"^\S*?(\w+)\.py::(\w+)$", _pytest("--collect-only").stdout, re.MULTILINE)
    recordings = {(file.parent.name, file.stem) for file in (HERE / "recordings").glob("*/*.json")}
    assert recordings == set(found) and recordings
