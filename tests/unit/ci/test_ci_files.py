"""The files for CI: hooks run by pre-commit itself, and the scripts of the others run by a shell."""

from __future__ import annotations

import json
import os
import re
import shutil
import site
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

REPOSITORY = Path(__file__).parents[3]
BIN = Path(sys.executable).parent
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
"""


def loaded(name: str) -> Any:
    return YAML(typ="safe").load((REPOSITORY / name).read_text(encoding="utf-8"))


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=n", "-c", "user.email=n@example.com", "-c", "commit.gpgSign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A user's repository with a rendered stack."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pipeline.yaml").write_text(SPEC)
    subprocess.run([BIN / "pipewarden", "render", "pipeline.yaml", "-o", "infra"], cwd=folder, check=True)
    return folder


def weaken(project: Path) -> None:
    key = project / "infra/modules/kms/main.tf"
    text = key.read_text()
    assert "enable_key_rotation     = true" in text
    key.write_text(text.replace("enable_key_rotation     = true", "enable_key_rotation     = false"))


def shell(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs a script as the services do: it stops at the first command that fails, and `pip` installs nothing."""
    stub = folder.parent / "stubs"
    stub.mkdir(exist_ok=True)
    (stub / "pip").write_text("#!/bin/sh\nexit 0\n")
    (stub / "pip").chmod(0o755)
    path = os.pathsep.join([str(stub), str(BIN), os.environ["PATH"]])
    environment = {**os.environ, **variables, "PATH": path}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


class Action:
    """The composite action, step by step: what a runner does, with its expressions filled in."""

    def __init__(self, project: Path, *, fork: bool = False, **inputs: str) -> None:
        self.document = loaded("action.yml")
        self.project = project
        self.temp = project.parent / "runner"
        self.temp.mkdir(exist_ok=True)
        self.inputs = {name: str(item["default"]) for name, item in self.document["inputs"].items()} | inputs
        self.outputs: dict[str, str] = {}
        self.fork = fork

    def run(self) -> dict[str, subprocess.CompletedProcess[str]]:
        done = {}
        for step in self.document["runs"]["steps"]:
            if "run" in step and self._wanted(step.get("if", "true")):
                done[step["name"]] = self._step(step)
        return done

    def _wanted(self, condition: str) -> bool:
        known = {f"inputs.{name}": value for name, value in self.inputs.items()}
        known["github.event_name"] = "pull_request"
        known["github.event.pull_request.head.repo.fork"] = str(self.fork).lower()
        return all(self._holds(part, known) for part in condition.split(" && "))

    def _holds(self, part: str, known: dict[str, str]) -> bool:
        if part == "true":
            return True
        name, operator, value = part.split(" ", 2)
        return (known[name] == value.strip("'")) is (operator == "==")

    def _step(self, step: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        output, summary = self.temp / "output", self.temp / "summary"
        output.write_text("")
        variables = {name: self._filled(str(value)) for name, value in step.get("env", {}).items()}
        script = self._without_install(step["run"]) if step["name"] == "Install pipewarden" else step["run"]
        assert "${{" not in script, "an expression in a script lets its value be run"
        done = shell(
            script,
            self.project,
            RUNNER_TEMP=str(self.temp),
            GITHUB_ACTION_PATH=str(REPOSITORY),
            GITHUB_OUTPUT=str(output),
            GITHUB_STEP_SUMMARY=str(summary),
            **variables,
        )
        for line in output.read_text().splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"steps.{step['id']}.outputs.{name}"] = value
        return done

    def _without_install(self, script: str) -> str:
        """The installed program is the one under test."""
        program = (
            'mkdir -p "$RUNNER_TEMP/pipewarden/bin"\nln -sf "$(command -v pipewarden)" "$RUNNER_TEMP/pipewarden/bin/"'
        )
        kept = [line for line in script.splitlines() if not re.search(r"-m (venv|pip) ", line)]
        assert len(kept) == len(script.splitlines()) - 2
        return "\n".join([program, *kept])

    def _filled(self, text: str) -> str:
        known = {f"inputs.{name}": value for name, value in self.inputs.items()} | self.outputs
        known |= {"github.repository": "example/site", "github.event.pull_request.number": "7"}
        return re.sub(r"\$\{\{ *([^ }]+) *\}\}", lambda match: known.get(match[1], ""), text)


def fake_pipewarden(project: Path, check: int = 0, drift: int = 0) -> Path:
    """A `pipewarden` that writes down what it is asked, writes a result where one is wanted, and exits as told."""
    log = project.parent / "pipewarden.log"
    stub = project.parent / "stubs"
    stub.mkdir(exist_ok=True)
    (stub / "pipewarden").write_text(
        f'#!/bin/sh\necho "$@" >> "{log}"\nverb=$1\n'
        'while [ $# -gt 0 ]; do [ "$1" = -o ] && echo "<!-- pipewarden -->" > "$2"; shift; done\n'
        f'[ "$verb" = check ] && exit {check}\nexit {drift}\n'
    )
    (stub / "pipewarden").chmod(0o755)
    return log


def fake_gh(project: Path, former: str = "") -> Path:
    """A `gh` that writes down what it is asked, and knows one comment."""
    log = project.parent / "gh.log"
    stub = project.parent / "stubs"
    stub.mkdir(exist_ok=True)
    lists = f"[ \"$2\" != --method ] && printf '%s' '{former}'\n"
    (stub / "gh").write_text(f'#!/bin/sh\necho "$@" >> "{log}"\n{lists}exit 0\n')
    (stub / "gh").chmod(0o755)
    return log


def test_the_action_fails_a_weakened_stack_and_renews_its_comment(project: Path) -> None:
    weaken(project)
    log = fake_gh(project, former="42")
    action = Action(project, path="infra", spec="pipeline.yaml", directory="infra")
    done = action.run()
    assert list(done) == ["Install pipewarden", "Check", "Drift", "Comment", "Result"]
    assert {name: step.returncode for name, step in done.items()} == {**dict.fromkeys(done, 0), "Result": 1}, done
    assert "::error" in done["Check"].stdout
    assert "weakens [kms-rotation-disabled]" in done["Drift"].stdout
    assert "--method PATCH repos/example/site/issues/comments/42" in log.read_text()
    results = action.temp / "pipewarden-results"
    for name in ("check", "drift"):
        (ran,) = json.loads((results / f"{name}.sarif").read_text())["runs"]
        assert [result["ruleId"] for result in ran["results"]] == ["kms-rotation-disabled"]
    assert (results / "comment.md").read_text().startswith("<!-- pipewarden -->")
    assert "kms-rotation-disabled" in (action.temp / "summary").read_text()


@pytest.mark.parametrize(("check", "drift", "result"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (2, 0, 1), (3, 0, 1)])
def test_the_action_fails_when_a_command_does(check: int, drift: int, result: int, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    commands, asked = fake_pipewarden(project, check, drift), fake_gh(project)
    done = Action(project, path="infra", spec="p.yaml", directory="infra").run()
    assert (done["Result"].returncode != 0) is bool(result)
    assert all(step.returncode == 0 for name, step in done.items() if name != "Result"), done
    assert "check infra --fail-on low --format github" in commands.read_text()
    assert "drift p.yaml infra --fail-on changes" in commands.read_text()
    assert "--method POST repos/example/site/issues/7/comments" in asked.read_text()


def test_the_action_says_what_did_not_finish(project: Path) -> None:
    fake_gh(project)
    action = Action(project, path="nowhere", spec="nothing.yaml", directory="infra")
    done = action.run()
    assert {name: step.returncode for name, step in done.items()} == {**dict.fromkeys(done, 0), "Result": 1}, done
    assert action.outputs == {"steps.check.outputs.exit-code": "2", "steps.drift.outputs.exit-code": "2"}
    comment = (action.temp / "pipewarden-results/comment.md").read_text()
    assert comment == "<!-- pipewarden -->\n`pipewarden check` did not finish; the log of the job says why.\n"


def test_a_comment_is_no_longer_than_it_may_be(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    fake_pipewarden(project)
    fake_gh(project)
    action = Action(project, path="infra", spec="p.yaml", directory="infra")
    results = action.temp / "pipewarden-results"
    for step in action.document["runs"]["steps"]:
        if step["name"] == "Comment":
            results.mkdir()
            (results / "check.md").write_text("<!-- pipewarden -->\n" + "c" * 64_900)
            (results / "drift.md").write_text("d" * 600)
            action._step(step)
    comment = (results / "comment.md").read_text()
    assert comment.endswith("it is in the summary of the job.\n")
    assert len(comment) < 65_536


def test_the_action_without_a_spec_compares_nothing(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    commands = fake_pipewarden(project)
    done = Action(project, path="infra", comment="false").run()
    assert list(done) == ["Install pipewarden", "Check", "Result"]
    assert done["Result"].returncode == 0
    assert "drift" not in commands.read_text()


def test_the_action_writes_nothing_for_a_fork(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    fake_pipewarden(project)
    done = Action(project, fork=True, path="infra", spec="p.yaml", directory="infra").run()
    assert list(done) == ["Install pipewarden", "Check", "Drift", "Result"]


def test_the_action_does_not_run_what_an_input_says(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    commands = fake_pipewarden(project)
    Action(project, path="infra; touch owned; $(touch owned)", comment="false").run()
    assert not (project / "owned").exists()
    assert "check infra; touch owned; $(touch owned)" in commands.read_text()


@pytest.mark.parametrize(("check", "drift", "exit_code"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (2, 0, 2)])
@pytest.mark.parametrize("service", ["gitlab", "codebuild"])
def test_the_job_of_another_service_fails_as_the_commands_do(
    service: str, check: int, drift: int, exit_code: int, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    fake_pipewarden(project, check, drift)
    if service == "gitlab":
        job = loaded("ci/gitlab-ci.yml")[".pipewarden"]
        variables, scripts = job["variables"], [*job["before_script"], *job["script"]]
        reports = job["artifacts"]["reports"]["junit"]
    else:
        spec = loaded("ci/buildspec.yml")
        variables = spec["env"]["variables"]
        scripts = list(spec["phases"]["build"]["commands"])
        reports = [f"{spec['reports']['pipewarden']['base-directory']}/{name}.xml" for name in ("check", "drift")]
    chosen = {"PIPEWARDEN_PATH": "infra", "PIPEWARDEN_SPEC": "p.yaml", "PIPEWARDEN_DIRECTORY": "infra"}
    done = shell("\n".join(scripts), project, **{**{name: str(item) for name, item in variables.items()}, **chosen})
    assert done.returncode == exit_code, done.stdout + done.stderr
    assert all((project / report).exists() for report in reports)


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A clone of this repository, as pre-commit takes it."""
    clone = tmp_path / "pipewarden"
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("generator", "templates"):
        shutil.copytree(REPOSITORY / name, clone / name, symlinks=True, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".pre-commit-hooks.yaml"):
        shutil.copy(REPOSITORY / name, clone)
    git(clone, "init", "-q")
    git(clone, "add", "--all")
    git(clone, "commit", "-qm", "all")
    return clone


def test_the_hooks_run_under_pre_commit(project: Path, hooks: Path, tmp_path: Path) -> None:
    revision = subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooks, capture_output=True, text=True, check=True)
    configured = [
        {"id": "pipewarden-fix", "args": ["infra"]},
        {"id": "pipewarden-check", "args": ["infra"]},
        {"id": "pipewarden-drift", "args": ["pipeline.yaml", "infra"]},
    ]
    repository = {"repo": str(hooks), "rev": revision.stdout.strip(), "hooks": configured}
    (project / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [repository]}))
    git(project, "init", "-q")
    git(project, "add", "--all")
    # The hook's environment takes the libraries of this one, so that nothing is downloaded.
    libraries = os.pathsep.join(path for path in site.getsitepackages() if Path(path).is_dir())
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PYTHONPATH": libraries,
    }

    weaken(project)
    git(project, "add", "--all")
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "mended  kms-rotation-disabled" in done.stdout, done.stdout + done.stderr
    assert re.search(r"pipewarden fix\.*Failed", done.stdout)
    assert re.search(r"pipewarden check\.*Passed", done.stdout), done.stdout
    assert re.search(r"pipewarden drift\.*Passed", done.stdout), done.stdout
