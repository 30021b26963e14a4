"""The plugin's modes, seen from outside: a user's test in a folder of its own, with a stand-in for Terraform."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEST = """
    from pathlib import Path

    def test_greeting(terratest):
        stack = terratest(Path(__file__).parent, vars={"name": "site"})
        assert "applied" in stack.init_and_apply()
        assert stack.output("greeting") == "hello"
"""
STAND_IN = """#!/bin/sh
case "$1" in
  version) echo '{"terraform_version": "1.15.0"}' ;;
  output) echo "\\"$(cat "$GREETING")\\"" ;;
  *) echo "applied $*" ;;
esac
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    pytester.makeconftest('pytest_plugins = ["pipewarden.testing"]')
    pytester.makepyfile(test_stack=TEST)
    program = pytester.mkdir("bin") / "terraform"
    program.write_text(STAND_IN)
    program.chmod(0o755)
    (pytester.path / "greeting").write_text("hello")
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setenv("GREETING", str(pytester.path / "greeting"))
    return pytester


def _run(project: pytest.Pytester, mode: str) -> pytest.RunResult:
    return project.runpytest_subprocess(f"--terratest={mode}")


def _recording(project: pytest.Pytester) -> Path:
    return project.path / "recordings" / "test_stack" / "test_greeting.json"


def test_what_was_recorded_is_replayed_without_terraform(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(project, "record").assert_outcomes(passed=1)
    recorded = json.loads(_recording(project).read_text())
    assert recorded["terraform"] == "1.15.0"
    assert [run["args"][0] for run in recorded["runs"]] == ["init", "apply", "output"]
    monkeypatch.setenv("PATH", "/nowhere")
    project.runpytest_subprocess().assert_outcomes(passed=1)


def test_live_runs_terraform_and_writes_nothing(project: pytest.Pytester) -> None:
    _run(project, "live").assert_outcomes(passed=1)
    assert not _recording(project).exists()


def test_without_a_recording_the_test_fails_and_says_how_to_write_one(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*test_greeting.json: there is no recording; write it with `pytest --terratest=*"])


def test_a_command_that_was_not_recorded_fails_by_its_name(project: pytest.Pytester) -> None:
    _run(project, "record")
    project.makepyfile(test_stack=TEST.replace("site", "other"))
    result = project.runpytest_subprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*`terraform apply * -var name=other -lock=false` is not in*"])


def test_a_recorded_command_that_no_test_runs_any_more_fails(project: pytest.Pytester) -> None:
    _run(project, "record")
    project.makepyfile(test_stack=TEST.replace('assert stack.output("greeting") == "hello"', ""))
    result = project.runpytest_subprocess()
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*holds what the test no longer runs:*", "*terraform output * greeting*"])


def test_check_passes_while_terraform_answers_the_same(project: pytest.Pytester) -> None:
    _run(project, "record")
    _run(project, "check").assert_outcomes(passed=1)


def test_check_fails_where_the_answer_changed_and_leaves_the_recording(project: pytest.Pytester) -> None:
    project.makepyfile(test_stack=TEST.replace('== "hello"', "in ('hello', 'bye')"))
    _run(project, "record")
    before = _recording(project).read_text()
    (project.path / "greeting").write_text("bye")
    result = _run(project, "check")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*is stale; write it anew*", "*-*hello*", "*+*bye*"])
    assert _recording(project).read_text() == before


def test_a_failed_test_does_not_overwrite_its_recording(project: pytest.Pytester) -> None:
    _run(project, "record")
    before = _recording(project).read_text()
    (project.path / "greeting").write_text("bye")
    _run(project, "record").assert_outcomes(failed=1)
    assert _recording(project).read_text() == before


@pytest.mark.parametrize("mode", ["replay", "record", "check"])
def test_a_test_that_uses_no_terraform_needs_no_recording(project: pytest.Pytester, mode: str) -> None:
    project.makepyfile(test_stack="def test_nothing(terratest): pass")
    _run(project, mode).assert_outcomes(passed=1)
    assert not (project.path / "recordings").exists()
