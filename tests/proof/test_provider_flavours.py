"""The offline provider serves every Terraform that the machine has, and either way of starting a provider."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from proof.trees import HANDWRITTEN, Tree, keep_state_local, representative_trees
from terraform_fixtures import TESTS, OfflineTerraform


def _small(target: Path) -> Path:
    root = shutil.copytree(HANDWRITTEN / "small", target / "small")
    keep_state_local(root)
    return root


@pytest.mark.parametrize("tree", representative_trees(), ids=lambda tree: tree.name)
def test_each_terraform_applies_and_settles(each_terraform: OfflineTerraform, tmp_path: Path, tree: Tree) -> None:
    root = tree.place(tmp_path)
    keep_state_local(root)
    each_terraform.ok(root, "init")
    assert json.loads(each_terraform.ok(root, "validate", "-json"))["diagnostics"] == []
    each_terraform.ok(root, "apply", "-auto-approve")
    each_terraform.ok(root, "plan", "-detailed-exitcode")
    each_terraform.ok(root, "test")
    each_terraform.ok(root, "destroy", "-auto-approve")
    assert each_terraform.ok(root, "state", "list") == ""


def test_terraform_starts_the_provider_from_a_mirror(terraform: OfflineTerraform, tmp_path: Path) -> None:
    """Without a running server, Terraform starts the provider itself: handshake, certificate, shutdown."""
    folder = tmp_path / "mirror/registry.terraform.io/hashicorp/aws/6.62.0" / _platform(terraform, tmp_path)
    folder.mkdir(parents=True)
    program = folder / "terraform-provider-aws_v6.62.0"
    program.write_text(f'#!/bin/sh\ncd "{TESTS}"\nexec "{sys.executable}" -m aws_provider\n', encoding="utf-8")
    program.chmod(0o755)
    config = tmp_path / "terraform.rc"
    config.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{tmp_path}/mirror"\n  }}\n}}\n')
    kept = {name: value for name, value in terraform.env.items() if name != "TF_REATTACH_PROVIDERS"}
    started = OfflineTerraform({**kept, "TF_CLI_CONFIG_FILE": str(config)})
    root = _small(tmp_path)
    assert "Installed hashicorp/aws v6.62.0" in started.ok(root, "init")
    assert "19 to add" in started.ok(root, "plan")


def test_the_values_of_an_apply_are_the_same_on_every_run(terraform: OfflineTerraform, tmp_path: Path) -> None:
    outputs = []
    for attempt in ("first", "second"):
        root = _small(tmp_path / attempt)
        terraform.ok(root, "init")
        terraform.ok(root, "apply", "-auto-approve")
        outputs.append(json.loads(terraform.ok(root, "output", "-json")))
    assert outputs[0] == outputs[1]
    arns = outputs[0]["key_arns"]["value"]
    assert [arn.split(":")[3:5] for arn in arns] == [["eu-central-1", "444455556666"], ["eu-west-1", "444455556666"]]


def test_text_comes_out_of_terraform_as_it_went_in(terraform: OfflineTerraform, tmp_path: Path) -> None:
    root = _small(tmp_path)
    terraform.ok(root, "init")
    terraform.ok(root, "apply", "-auto-approve")
    outputs = json.loads(terraform.ok(root, "output", "-json"))
    assert outputs["site_prefix"]["value"] == '${literal} %{literal} "quoted" \\ and\na new line'


def _platform(terraform: OfflineTerraform, directory: Path) -> str:
    return json.loads(terraform.ok(directory, "version", "-json"))["platform"]
