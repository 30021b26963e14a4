"""The CI files that a spec asks for: read as their service reads them, their scripts run by a shell."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipewarden import __version__
from pipewarden.render import render
from pipewarden.spec import load

BIN = Path(sys.executable).parent
FILES = {
    "codebuild": ".codebuild/pipewarden.yml",
    "github": ".github/workflows/pipewarden.yml",
    "gitlab": ".gitlab/pipewarden.yml",
}
SPEC = """\
name: demo
region: eu-central-1
account: "111122223333"
pipeline:
  stages:
    - name: Source
      actions: [{name: Source, provider: CodeStarSourceConnection, repository: example/site}]
    - name: Build
      actions: [{name: Build, provider: CodeBuild, inputs: [source]}]
ci:
  systems: [codebuild, github, gitlab]
"""


def loaded(system: str, more: str = "") -> Any:
    return YAML(typ="safe").load(render(load(SPEC + more, "pipeline.yaml"))[FILES[system]].decode())


def scripts(system: str, document: Any) -> tuple[list[str], dict[str, str]]:
    """What the service gives to a shell, one after another, without what installs; and the variables."""
    if system == "github":
        (job,) = document["jobs"].values()
        return [step["run"] for step in job["steps"] if "run" in step and "pip install" not in step["run"]], job["env"]
    if system == "gitlab":
        return list(document["pipewarden"]["script"]), document["pipewarden"]["variables"]
    return list(document["phases"]["build"]["commands"]), document["env"]["variables"]


def run(system: str, project: Path, temporary: Path) -> list[subprocess.CompletedProcess[str]]:
    lines, variables = scripts(system, loaded(system))
    environment = {**os.environ, **variables, "RUNNER_TEMP": str(temporary)}
    environment["PATH"] = os.pathsep.join([str(BIN), os.environ["PATH"]])
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    return [
        subprocess.run([*command, line], cwd=project, env=environment, capture_output=True, text=True, check=False)
        for line in lines
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A user's repository: the spec in its root, the stack in `infra`."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pipeline.yaml").write_text(SPEC)
    subprocess.run([BIN / "pipewarden", "render", "pipeline.yaml", "-o", "infra"], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize("system", FILES)
def test_a_clean_stack_passes_and_a_weakened_one_fails(system: str, project: Path, tmp_path: Path) -> None:
    done = run(system, project, tmp_path)
    assert [step.returncode for step in done] == [0] * len(done), [step.stdout + step.stderr for step in done]
    key = project / "infra/modules/kms/main.tf"
    key.write_text(key.read_text().replace("enable_key_rotation     = true", "enable_key_rotation     = false"))
    done = run(system, project, tmp_path)
    assert [step.returncode for step in done] == [1] * len(done)
    assert "weakens [kms-rotation-disabled]" in done[-1].stdout
    results = tmp_path if system == "github" else project / ".pipewarden-results"
    for name in ("check", "drift"):
        (ran,) = json.loads((results / f"{name}.sarif").read_text())["runs"]
        assert [result["ruleId"] for result in ran["results"]] == ["kms-rotation-disabled"]


def test_the_workflow_may_do_no_more_than_it_needs() -> None:
    document = loaded("github")
    (job,) = document["jobs"].values()
    assert document["permissions"] == {}
    assert job["permissions"] == {"actions": "read", "contents": "read", "security-events": "write"}
    for step in job["steps"]:
        assert "${{" not in step.get("run", ""), "an expression in a script lets its value be run"
        if "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", step["uses"])
    assert next(step for step in job["steps"] if "checkout" in step.get("uses", ""))["with"] == {
        "persist-credentials": False
    }


@pytest.mark.parametrize("system", FILES)
def test_the_version_that_rendered_is_installed(system: str) -> None:
    _, variables = scripts(system, loaded(system))
    assert variables["PACKAGE"] == f"pipewarden=={__version__}"
    _, variables = scripts(system, loaded(system, "  package: git+https://git.example.com/p@0123\n  directory: a/b\n"))
    assert variables["PACKAGE"] == "git+https://git.example.com/p@0123"
    assert (variables["SPEC"], variables["DIRECTORY"]) == ("pipeline.yaml", "a/b")


def test_a_stack_in_the_root_of_its_repository_has_no_drift(tmp_path: Path) -> None:
    (tmp_path / "pipeline.yaml").write_text(SPEC + "  directory: .\n")
    subprocess.run([BIN / "pipewarden", "render", "pipeline.yaml", "-o", "."], cwd=tmp_path, check=True)
    for path in ("src/main.py", ".gitignore", ".github/workflows/other.yml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x\n")
    command = [str(BIN / "pipewarden"), "drift", "pipeline.yaml", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "no drift: the tree is what the spec renders\n")
    (tmp_path / "src/more.tf").write_text("locals {}\n")
    (tmp_path / "notes.md").write_text("x\n")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "src/more.tf: not from the templates" in done.stdout
    assert "notes.md: not from the templates" in done.stdout
