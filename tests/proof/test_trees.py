"""Every tree is in Terraform's own format, valid without a warning, applies, settles, and passes its own tests."""

from __future__ import annotations

import json
import re
from pathlib import Path

from proof.rights import wrong_rights
from terraform_fixtures import OfflineTerraform


def test_the_tree_is_formatted(terraform: OfflineTerraform, tree_root: Path) -> None:
    assert terraform.ok(tree_root, "fmt", "-check", "-recursive", "-diff") == ""


def test_the_tree_is_valid_without_a_warning(terraform: OfflineTerraform, tree_root: Path) -> None:
    report = json.loads(terraform.run(tree_root, "validate", "-json").stdout)
    assert report["diagnostics"] == []


def test_a_second_plan_says_no_changes(terraform: OfflineTerraform, tree_root: Path) -> None:
    terraform.ok(tree_root, "plan", "-out=first")
    terraform.ok(tree_root, "apply", "first")
    again = terraform.run(tree_root, "plan", "-detailed-exitcode")
    assert (again.exit_code, "No changes." in again.stdout) == (0, True), again.stdout + again.stderr


def test_each_policy_asks_for_what_aws_has(terraform: OfflineTerraform, tree_root: Path) -> None:
    terraform.ok(tree_root, "apply", "-auto-approve")
    assert wrong_rights(terraform.ok(tree_root, "show", "-json")) == []


def test_the_trees_own_tests_all_run_and_pass(terraform: OfflineTerraform, tree_root: Path) -> None:
    files = [file.read_text(encoding="utf-8") for file in tree_root.glob("tests/*.tftest.hcl")]
    runs = sum(len(re.findall(r'^run "', text, re.MULTILINE)) for text in files)
    assert f"Success! {runs} passed, 0 failed." in terraform.ok(tree_root, "test")
