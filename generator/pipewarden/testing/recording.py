"""Recordings: what Terraform answered to the command lines of one test, as a JSON file that a reviewer can read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipewarden.errors import PipewardenError
from pipewarden.terraform import TerraformResult

SCHEMA_VERSION = 1


class Recording(Struct, frozen=True):
    terraform: str
    """The version of the Terraform that answered."""
    runs: tuple[TerraformResult, ...]


def dump(recording: Recording) -> str:
    """Text as a list of lines and JSON as JSON, so that a change shows as the lines that changed."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "terraform": recording.terraform,
        "runs": [_run_to_json(run) for run in recording.runs],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def load(path: Path) -> Recording:
    """Raises PipewardenError where there is no recording, or one of another version."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PipewardenError(
            "there is no recording; write it with `pytest --terratest=record`", file=str(path)
        ) from error
    if document.get("schema_version") != SCHEMA_VERSION:
        raise PipewardenError(
            f"the recording is not of version {SCHEMA_VERSION}; write it anew with `pytest --terratest=record`",
            file=str(path),
        )
    return Recording(document["terraform"], tuple(_run_from_json(run) for run in document["runs"]))


def _run_to_json(run: TerraformResult) -> dict[str, Any]:
    if run.exit_code == 0 and "-json" in run.args:
        answer: dict[str, Any] = {"json": json.loads(run.stdout)}
    else:
        answer = {"stdout": run.stdout.split("\n")}
    return {"args": list(run.args), "exit_code": run.exit_code, **answer, "stderr": run.stderr.split("\n")}


def _run_from_json(run: dict[str, Any]) -> TerraformResult:
    stdout = json.dumps(run["json"]) + "\n" if "json" in run else "\n".join(run["stdout"])
    return TerraformResult(tuple(run["args"]), run["exit_code"], stdout, "\n".join(run["stderr"]))
