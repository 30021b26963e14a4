"""`pipewarden fix` from the outside: what it shows, when it writes, and what the controls and Terraform say after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipewarden.cli.app import app
from pipewarden.cli.check import report_of
from terraform_fixtures import OfflineTerraform

KEY = """\ufeff# The key.\r
resource "aws_kms_key" "artifacts" {\r
  description         = "ä" # odd   spaces\r
  enable_key_rotation = false /* why? */\r
}\r
"""
STACK = Path(__file__).parents[3] / "examples/minimal.yaml"
EDITS = (
    ("modules/kms/main.tf", "enable_key_rotation     = true", "enable_key_rotation     = false"),
    ("modules/bucket/main.tf", "block_public_policy     = true", "block_public_policy     = false"),
    (
        "modules/bucket/main.tf",
        '  versioning_configuration {\n    status = "Enabled"\n  }',
        '  versioning_configuration {\n    status = "Suspended"\n  }',
    ),
    ("modules/bucket/main.tf", "force_destroy = false", "force_destroy = true"),
    (
        "modules/bucket/policy.tf",
        'variable = "aws:SecureTransport"\n      values   = ["false"]',
        'variable = "aws:SecureTransport"\n      values   = ["no"]',
    ),
    ("modules/trail/main.tf", "  enable_log_file_validation    = true\n", ""),
    (
        "modules/trail/main.tf",
        'resource "aws_cloudtrail" "this" {\n',
        'resource "aws_cloudtrail" "this" {\n  count = 0\n\n',
    ),
    ("modules/vpc-endpoint/endpoints.tf", "private_dns_enabled = true", "private_dns_enabled = false"),
    ("modules/pipeline/builds.tf", "privileged_mode             = false", "privileged_mode             = true"),
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def module(tmp_path: Path) -> Path:
    (tmp_path / "main.tf").write_bytes(KEY.encode())
    return tmp_path


def rotation(module: Path) -> str:
    return (module / "main.tf").read_bytes().decode()


def test_the_changes_are_shown_and_not_written_without_a_yes(module: Path) -> None:
    for flags in ((), ("--diff",)):
        done = run("fix", module, "--control", "kms-rotation-disabled", *flags)
        assert done.exit_code == 1
        assert "-  enable_key_rotation = false /* why? */" in done.stdout
        assert "+  enable_key_rotation = true /* why? */" in done.stdout
        assert "1 finding to mend in 1 file, 0 left" in done.stdout
        assert rotation(module) == KEY


def test_a_folder_without_terraform_is_not_called_mended(tmp_path: Path) -> None:
    done = run("fix", tmp_path, "--yes")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == f"nothing was checked: there is no Terraform in {tmp_path}\n"


@pytest.mark.parametrize("in_place", [False, True], ids=["beside", "in-place"])
def test_every_other_byte_stays(in_place: bool, module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if in_place:
        monkeypatch.chdir(module)
    done = run("fix", module, "--control", "kms-rotation-disabled", "--yes")
    assert done.exit_code == 0
    assert rotation(module) == KEY.replace("= false", "= true")
    assert list(module.iterdir()) == [module / "main.tf"]
    assert "kms-rotation-disabled" not in {finding.control for finding in report_of(module).findings}
    assert run("fix", module, "--control", "kms-rotation-disabled", "--yes").stdout == "nothing to mend\n"


def test_json_says_what_is_mended_and_what_is_left(module: Path) -> None:
    document = json.loads(run("fix", module, "--yes", "--format", "json").stdout)
    assert document["schema_version"] == 1
    assert document["written"] is True
    assert {"control": "kms-rotation-disabled", "resource": "aws_kms_key.artifacts"} in document["mended"]
    left = {entry["control"]: entry["why"] for entry in document["left"]}
    assert "kms-policy-missing" in left
    assert all(left.values())


def test_what_is_accepted_is_left_alone(module: Path) -> None:
    accepted = KEY.replace("/* why? */", "# pipewarden: accept[kms-rotation-disabled]: imported material")
    (module / "main.tf").write_bytes(accepted.encode())
    assert run("fix", module, "--control", "kms-rotation-disabled", "--yes").stdout == "nothing to mend\n"
    assert rotation(module) == accepted


def test_an_unknown_control_is_an_error(module: Path) -> None:
    done = run("fix", module, "--control", "kms-rotation")
    assert done.exit_code == 2
    assert "there is no control `kms-rotation`" in done.stderr


def test_a_weakened_stack_is_mended_and_terraform_takes_it(tmp_path: Path, terraform: OfflineTerraform) -> None:
    stack = tmp_path / "stack"
    assert run("render", STACK, "-o", stack).exit_code == 0
    before = {finding.control for finding in report_of(stack).findings}
    for path, old, new in EDITS:
        text = (stack / path).read_text()
        assert old in text, f"the template no longer has {old!r} in {path}"
        (stack / path).write_text(text.replace(old, new))
    done = run("fix", stack, "--yes")
    assert {finding.control for finding in report_of(stack).findings} <= before, done.stdout
    terraform.ok(stack, "fmt", "-check", "-recursive", "-diff")
    terraform.ok(stack, "init")
    terraform.ok(stack, "validate")


def test_a_rendered_stack_is_mended_to_the_byte(tmp_path: Path) -> None:
    stack = tmp_path / "stack"
    assert run("render", STACK, "-o", stack).exit_code == 0
    rendered = {path: path.read_bytes() for path in stack.rglob("*") if path.is_file()}
    role, key = stack / "modules/pipeline/role.tf", stack / "modules/kms/policy.tf"
    role.write_text(role.read_text().replace('"codebuild:BatchGetBuilds", "codebuild:StartBuild"', '"codebuild:*"'))
    key.write_text(key.read_text().replace(":root", ":*") + "\n# Ours.\n")
    (stack / "modules/trail/bucket.tf").unlink()
    done = run("fix", stack, "--yes")
    assert "mended  role-wildcard-actions" in done.stdout
    assert "mended  trail-" in done.stdout
    ours = {key: rendered[key] + b"\n# Ours.\n"}
    assert {path: path.read_bytes() for path in rendered if path.suffix == ".tf"} == {
        path: data for path, data in {**rendered, **ours}.items() if path.suffix == ".tf"
    }


def test_a_manifest_that_cannot_be_read_is_an_error(module: Path) -> None:
    (module / ".pipewarden").mkdir()
    (module / ".pipewarden/manifest.json").write_text("{")
    done = run("fix", module, "--control", "kms-rotation-disabled", "--yes")
    assert "remove it to go on without" in str(done.exception)
    assert rotation(module) == KEY


def test_a_comment_that_is_not_utf_8_is_kept(module: Path) -> None:
    written = KEY.encode().replace("ä".encode(), b"a").replace(b"odd", b"\xe4dd")
    (module / "main.tf").write_bytes(written)
    assert run("fix", module, "--control", "kms-rotation-disabled", "--yes").exit_code == 0
    assert (module / "main.tf").read_bytes() == written.replace(b"= false", b"= true")


def test_a_file_that_cannot_be_read_is_an_error(module: Path) -> None:
    (module / "main.tf").write_bytes(b"\xff\xfe")
    done = run("fix", module)
    assert done.exit_code == 2
    assert "main.tf:1:1: " in done.stderr
