"""`pipewarden drift` from the outside: classes, exit codes, the manifest, and the JSON report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipewarden.cli.app import app
from pipewarden.errors import PipewardenError

SPEC = """
name: {name}
region: {region}
account: "111122223333"
pipeline:
  stages:
    - name: Source
      actions: [{{name: Source, provider: CodeStarSourceConnection, repository: example/site}}]
    - name: Build
      actions: [{{name: Build, provider: CodeBuild, inputs: [source]}}]
"""
KEY = "modules/kms/main.tf"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "pipeline.yaml"
    path.write_text(SPEC.format(name="demo", region="eu-central-1"))
    return path


@pytest.fixture
def stack(tmp_path: Path, spec: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = Path("stack")
    assert run("render", spec, "-o", folder).exit_code == 0
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def weaken(stack: Path) -> None:
    edit(stack / KEY, "enable_key_rotation     = true", "enable_key_rotation     = false")


def rows(spec: Path, stack: Path, *flags: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("drift", spec, stack, "--format", "json", *flags).stdout)[
        "differences"
    ]
    return found


def classes(spec: Path, stack: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows(spec, stack):
        found.setdefault(row["file"], set()).add(row["class"])
    return found


def test_a_fresh_tree_has_no_drift(spec: Path, stack: Path) -> None:
    done = run("drift", spec, stack)
    assert (done.exit_code, done.stdout) == (0, "no drift: the tree is what the spec renders\n")


def test_the_json_report_is_that_of_a_check_with_differences(spec: Path, stack: Path) -> None:
    weaken(stack)
    done = run("drift", spec, stack, "--format", "json")
    document = json.loads(done.stdout)
    assert done.exit_code == 1
    assert document["schema_version"] == 1
    assert document["summary"]["fail"] == 1
    assert [finding["control"] for finding in document["findings"]] == ["kms-rotation-disabled"]
    assert document["differences"] == [
        {
            "file": f"stack/{KEY}",
            "class": "weakens",
            "address": "module.kms.aws_kms_key.this",
            "attribute": "enable_key_rotation",
            "old": True,
            "new": False,
            "counterexample": None,
            "control": "kms-rotation-disabled",
            "message": "`enable_key_rotation` is `false`",
        }
    ]


def test_the_text_report_says_what_an_edit_does_and_shows_it(spec: Path, stack: Path) -> None:
    weaken(stack)
    text = run("drift", spec, stack).stdout
    assert text.startswith(
        f"stack/{KEY}: weakens\n"
        "  weakens [kms-rotation-disabled]: `enable_key_rotation` is `false`\n"
        "  module.kms.aws_kms_key.this.enable_key_rotation: true → false\n"
        "  --- rendered\n"
    )
    assert "  -  enable_key_rotation     = true\n" in text


def test_a_policy_that_lets_more_through_shows_the_request(spec: Path, stack: Path) -> None:
    edit(stack / "modules/pipeline/role.tf", '"s3:GetObject", ', '"s3:DeleteObject", "s3:GetObject", ')
    (row,) = [row for row in rows(spec, stack) if row["counterexample"]]
    assert row["address"] == "module.pipeline.aws_iam_role_policy.pipeline"
    assert row["attribute"] == "policy"
    assert row["counterexample"]["action"] == "s3:DeleteObject"


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        pytest.param("enable_key_rotation     = true", "enable_key_rotation     = false", (1, 1, 1), id="weakens"),
        pytest.param("deletion_window_in_days = 30", "deletion_window_in_days = 29", (0, 1, 1), id="changes"),
        pytest.param("resource", "# Ours.\nresource", (0, 0, 1), id="cosmetic"),
    ],
)
def test_what_counts_is_the_users_choice(old: str, new: str, codes: tuple[int, ...], spec: Path, stack: Path) -> None:
    edit(stack / KEY, old, new)
    found = [run("drift", spec, stack, "--fail-on", level).exit_code for level in ("weakens", "changes", "any")]
    assert tuple(found) == codes
    assert run("drift", spec, stack).exit_code == codes[1]


def test_missing_and_extra_files_are_named_with_what_they_do(spec: Path, stack: Path) -> None:
    (stack / "README.md").unlink()
    (stack / "modules/trail/main.tf").unlink()
    (stack / "notes.md").write_text("mine\n")
    (stack / "modules/kms/override.tf").write_text('resource "aws_kms_key" "this" {\n  is_enabled = false\n}\n')
    found = classes(spec, stack)
    assert found["stack/README.md"] == {"missing"}
    assert found["stack/notes.md"] == {"extra"}
    assert {"missing", "weakens"} <= found["stack/modules/trail/main.tf"]
    assert "extra" in found["stack/modules/kms/override.tf"]


def test_a_spec_that_moved_on_is_told_from_hand_edits(tmp_path: Path, spec: Path, stack: Path) -> None:
    weaken(stack)
    moved_on = tmp_path / "new.yaml"
    moved_on.write_text(SPEC.format(name="demo", region="us-east-1"))
    found = classes(moved_on, stack)
    assert found["stack/terraform.tfvars"] == {"template"}
    assert found[f"stack/{KEY}"] == {"weakens"}
    assert run("drift", moved_on, stack, "--fail-on", "weakens").exit_code == 1


def test_a_cosmetic_edit_of_a_file_that_moved_on_is_template(tmp_path: Path, spec: Path, stack: Path) -> None:
    edit(stack / "terraform.tfvars", "account_id", "# Ours.\naccount_id")
    moved_on = tmp_path / "new.yaml"
    moved_on.write_text(SPEC.format(name="demo", region="us-east-1"))
    assert classes(moved_on, stack)["stack/terraform.tfvars"] == {"template"}


def test_a_tree_without_manifest_is_compared_and_says_so(spec: Path, stack: Path) -> None:
    weaken(stack)
    (stack / ".pipewarden/manifest.json").unlink()
    done = run("drift", spec, stack)
    assert done.exit_code == 1
    assert done.stdout.startswith("this tree has no manifest")
    assert "weakens [kms-rotation-disabled]" in done.stdout


@pytest.mark.parametrize("path", ["../x.tf", "/x.tf", "a/../x.tf"])
def test_a_manifest_that_leads_out_is_an_error_that_names_it(path: str, spec: Path, stack: Path) -> None:
    manifest = stack / ".pipewarden/manifest.json"
    document = json.loads(manifest.read_text())
    document["files"][path] = {"sha256": "", "text": ""}
    manifest.write_text(json.dumps(document))
    for command in (["drift", spec], ["update", spec, "--force"], ["render", spec, "-o"]):
        done = run(*command, stack)
        assert isinstance(done.exception, PipewardenError)
        assert f"manifest.json: the manifest names `{path}`, which leads out of this folder" in str(done.exception)


def test_an_edit_cannot_hide_in_the_manifest(spec: Path, stack: Path) -> None:
    weaken(stack)
    edit(stack / ".pipewarden/manifest.json", "enable_key_rotation     = true", "enable_key_rotation     = false")
    assert classes(spec, stack) == {f"stack/{KEY}": {"weakens"}}


def test_two_edits_that_belong_together_are_judged_together(spec: Path, stack: Path) -> None:
    edit(stack / KEY, "deletion_window_in_days = 30", "deletion_window_in_days = local.days")
    (stack / "modules/kms/locals.tf").write_text("locals {\n  days = 30\n}\n")
    assert classes(spec, stack) == {f"stack/{KEY}": {"cosmetic"}, "stack/modules/kms/locals.tf": {"extra"}}


def test_an_effect_belongs_to_the_file_that_has_it(spec: Path, stack: Path) -> None:
    weaken(stack)
    edit(stack / "modules/trail/main.tf", 'resource "aws_cloudtrail"', '# Ours.\nresource "aws_cloudtrail"')
    edit(stack / "terraform.tfvars", '"demo"', '"other"')
    found = classes(spec, stack)
    assert found[f"stack/{KEY}"] == {"weakens"}
    assert found["stack/modules/trail/main.tf"] == {"cosmetic"}
    assert found["stack/terraform.tfvars"] == {"changes"}


def test_a_link_is_not_followed(spec: Path, stack: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.tf").write_text("")
    (stack / "override.tf").symlink_to(tmp_path / "elsewhere.tf")
    done = run("drift", spec, stack)
    assert isinstance(done.exception, PipewardenError)
    assert "symbolic link" in str(done.exception)


def test_variables_of_the_deployment_reach_both_sides(spec: Path, stack: Path) -> None:
    edit(stack / KEY, "resource", "# Ours.\nresource")
    assert rows(spec, stack, "--var", "region=us-east-1", "--account", "444455556666") == [
        {
            **dict.fromkeys(["address", "attribute", "old", "new", "counterexample", "control", "message"]),
            "file": f"stack/{KEY}",
            "class": "cosmetic",
        }
    ]


def test_a_folder_in_which_nothing_was_rendered_is_told_in_one_sentence(spec: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("drift", spec, tmp_path / "empty")
    assert (done.exit_code, done.stdout.count("\n")) == (1, 1)
    assert "nothing of what the spec renders is here" in done.stdout
    (result,) = json.loads(run("drift", spec, tmp_path / "empty", "--format", "sarif").stdout)["runs"][0]["results"]
    assert result["ruleId"] == "drift-missing"
    assert "missing" in {row["class"] for row in rows(spec, tmp_path / "empty")}


def test_the_last_line_counts_the_files_by_what_they_do(spec: Path, stack: Path) -> None:
    weaken(stack)
    edit(stack / "versions.tf", "terraform {", "# Ours.\nterraform {")
    (stack / "notes.md").write_text("mine\n")
    last = run("drift", spec, stack).stdout.splitlines()[-1]
    assert last == "3 files differ from what the spec renders: 1 weakens it, 1 is cosmetic, 1 is not from the templates"


def test_of_a_policy_only_what_changed_is_shown_and_once(spec: Path, stack: Path) -> None:
    transport = 'variable = "aws:SecureTransport"\n      values   = ["{}"]'
    edit(stack / "modules/bucket/policy.tf", transport.format("false"), transport.format("true"))
    lines = run("drift", spec, stack).stdout.splitlines()
    policy = "module.bucket.aws_s3_bucket_policy.this.policy.Statement[DenyPlaintextTransport]"
    assert [line for line in lines if "→" in line] == [
        f'  {policy}.Condition.Bool.aws:SecureTransport: ["false"] → ["true"]'
    ]
    assert sum("over plain HTTP" in line for line in lines) == 1


def test_a_syntax_error_is_told_once(spec: Path, stack: Path) -> None:
    (stack / KEY).write_text("resource {\n")
    text = run("drift", spec, stack).stdout
    assert text.count("has a syntax error, so that") == 1
    assert len([line for line in text.splitlines() if "has a syntax error" in line]) <= 3


@pytest.mark.parametrize("form", ["sarif", "junit", "markdown", "github"])
def test_other_formats_show_drift_as_findings(form: str, spec: Path, stack: Path) -> None:
    edit(stack / KEY, "enable_key_rotation     = true", "enable_key_rotation     = false")
    edit(stack / KEY, "deletion_window_in_days = 30", "deletion_window_in_days = 29")
    (stack / "README.md").unlink()
    edit(stack / "versions.tf", "terraform {", "# Ours.\nterraform {")
    done = run("drift", spec, stack, "--format", form)
    assert done.exit_code == 1
    for text in ("kms-rotation-disabled", "drift-changes", "30 → 29", "drift-missing"):
        assert text in done.stdout
    assert "drift-cosmetic" not in done.stdout


def test_findings_in_sarif_have_the_line_of_the_edit(spec: Path, stack: Path) -> None:
    edit(stack / KEY, "deletion_window_in_days = 30", "deletion_window_in_days = 29")
    (run_,) = json.loads(run("drift", spec, stack, "--format", "sarif").stdout)["runs"]
    (result,) = run_["results"]
    place = result["locations"][0]["physicalLocation"]
    assert result["ruleId"] == "drift-changes"
    assert place["artifactLocation"]["uri"] == f"stack/{KEY}"
    lines = (stack / KEY).read_text().splitlines()
    assert "deletion_window_in_days" in lines[place["region"]["startLine"] - 1]
