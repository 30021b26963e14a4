"""The pytest plugin: the `terratest` fixture, which replays, runs, records or checks.

`--terratest=replay` (the default) answers from the recording of the test and needs no Terraform; `live` runs Terraform;
`record` runs it and writes the recording; `check` runs it and fails where the recording would change.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Generator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from pipewarden.terraform import TerraformResult, run_terraform
from pipewarden.testing import recording
from pipewarden.testing.options import Options
from pipewarden.testing.recording import Recording
from pipewarden.testing.settle import settled
from pipewarden.testing.verbs import Terratest

_FAILED = pytest.StashKey[bool]()
_DIFF_LINES = 40


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("pipewarden")
    group.addoption(
        "--terratest",
        choices=("replay", "live", "record", "check"),
        default="replay",
        help="answer Terraform's command lines from recordings, or run Terraform: live, to record, or to check them",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def terratest_env() -> Mapping[str, str]:
    """Environment variables for every run of Terraform; override it where the tests need some."""
    return {}


@pytest.fixture
def terratest(request: pytest.FixtureRequest) -> Generator[Callable[..., Terratest], None, None]:
    """`terratest(FOLDER, **options)` gives the folder under test; the options are those of `Options`.

    As in Terratest, where a test runs in its own folder, FOLDER is relative to that of the test file.
    """
    mode = request.config.getoption("--terratest")
    path = recording_path(request.node)
    session = _Replay(request, path) if mode == "replay" else _Live(request.getfixturevalue("terratest_env"))

    def folder(terraform_dir: str | Path, **options: Any) -> Terratest:
        return Terratest(Options(request.path.parent / terraform_dir, **options), session.run)

    yield folder

    if not request.node.stash.get(_FAILED, True):
        session.finish(mode, path)


def recording_path(item: pytest.Item) -> Path:
    """`recordings/TEST_FILE/TEST.json` beside the test file."""
    name = re.sub(r"[^0-9A-Za-z_.-]+", "-", item.name).strip("-")
    return item.path.parent / "recordings" / item.path.stem / f"{name}.json"


class _Live:
    """Runs Terraform and remembers what it answered."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._runs: list[TerraformResult] = []
        self._version = ""

    def run(self, options: Options, args: list[str]) -> TerraformResult:
        env = {**os.environ, **self._env, **options.env_vars}
        result = run_terraform(args, options.terraform_dir, env=env, binary=options.terraform_binary)
        self._runs.append(settled(result, str(Path(options.terraform_dir).resolve())))
        if not self._version:
            version = run_terraform(
                ["version", "-json"], options.terraform_dir, env=env, binary=options.terraform_binary
            )
            self._version = json.loads(version.stdout)["terraform_version"]
        return result

    def finish(self, mode: str, path: Path) -> None:
        if not self._runs:
            return
        text = recording.dump(Recording(self._version, tuple(self._runs)))
        if mode == "record":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif mode == "check":
            _compare(path, text)


class _Replay:
    """Answers from the recording, through pytest-subprocess: nothing is started."""

    def __init__(self, request: pytest.FixtureRequest, path: Path) -> None:
        self._processes = request.getfixturevalue("fp")
        self._path = path
        self._runs: list[TerraformResult] | None = None

    def run(self, options: Options, args: list[str]) -> TerraformResult:
        if self._runs is None:
            self._runs = list(recording.load(self._path).runs)
        answer = next((run for run in self._runs if list(run.args) == args), None)
        if answer is None:
            command = " ".join(args)
            pytest.fail(
                f"`terraform {command}` is not in {self._path}; write it anew with `pytest --terratest=record`",
                pytrace=False,
            )
        self._runs.remove(answer)
        self._processes.register(
            [options.terraform_binary, *args], stdout=answer.stdout, stderr=answer.stderr, returncode=answer.exit_code
        )
        return run_terraform(args, options.terraform_dir, binary=options.terraform_binary)

    def finish(self, mode: str, path: Path) -> None:
        if self._runs:
            left = "\n".join(f"terraform {' '.join(run.args)}" for run in self._runs)
            pytest.fail(f"{path} holds what the test no longer runs:\n{left}", pytrace=False)


def _compare(path: Path, fresh: str) -> None:
    committed = path.read_text(encoding="utf-8") if path.exists() else ""
    if committed != fresh:
        diff = unified_diff(committed.splitlines(), fresh.splitlines(), "recorded", "answered", n=1, lineterm="")
        shown = "\n".join(line[:200] for line in list(diff)[:_DIFF_LINES])
        pytest.fail(f"{path} is stale; write it anew with `pytest --terratest=record`\n{shown}", pytrace=False)
