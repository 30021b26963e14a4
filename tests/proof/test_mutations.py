"""A tree that is broken in one place fails `validate`, with Terraform's own diagnostic: the proof bites."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from proof.trees import Tree, keep_state_local, representative_trees
from terraform_fixtures import OfflineTerraform


@dataclass(frozen=True, slots=True)
class Mutation:
    name: str
    find: str
    """A pattern whose first match in the tree's files is replaced."""
    replace: str
    summary: str
    """What Terraform calls the error."""


MUTATIONS = (
    Mutation("misspelt-argument", r"\benable_key_rotation( +)=", r"enable_key_rotatoin\1=", "Unsupported argument"),
    Mutation("misspelt-resource", r'"aws_s3_bucket_versioning"', '"aws_s3_bucket_version"', "Invalid resource type"),
    Mutation(
        "missing-required-block",
        r"(?ms)^  rule \{\n    apply_server_side_encryption_by_default \{.*?^  \}\n",
        "",
        "Insufficient rule blocks",
    ),
    Mutation(
        "missing-required-argument",
        r"(?m)(\n +apply_server_side_encryption_by_default \{\n(?:.*\n)*?) +sse_algorithm .*\n",
        r"\1",
        "Missing required argument",
    ),
    Mutation(
        "wrong-type",
        r"\benable_key_rotation( +)= true",
        r"enable_key_rotation\1= [1]",
        "Incorrect attribute value type",
    ),
    Mutation("misspelt-attribute", r"\baws_kms_key\.this\.arn\b", "aws_kms_key.this.arm", "Unsupported attribute"),
    Mutation(
        "undeclared-resource", r"\baws_kms_key\.this\.arn\b", "aws_kms_key.that.arn", "Reference to undeclared resource"
    ),
    Mutation("misspelt-block", r"\bversioning_configuration \{", "versioning_config {", "Unsupported block type"),
    Mutation(
        "value-out-of-range",
        r"\bdeletion_window_in_days( +)= \S+",
        r"deletion_window_in_days\1= 3",
        "expected deletion_window_in_days to be in the range (7 - 30), got 3",
    ),
)


def _mutate(root: Path, mutation: Mutation) -> None:
    for file in sorted(root.rglob("*.tf")):
        text = file.read_text(encoding="utf-8")
        changed, count = re.subn(mutation.find, mutation.replace, text, count=1)
        if count:
            file.write_text(changed, encoding="utf-8")
            return
    raise AssertionError(f"no file of the tree matches {mutation.find}")


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
@pytest.mark.parametrize("tree", representative_trees(), ids=lambda tree: tree.name)
def test_validate_refuses_a_broken_tree(
    terraform: OfflineTerraform, tmp_path: Path, tree: Tree, mutation: Mutation
) -> None:
    root = tree.place(tmp_path)
    keep_state_local(root)
    terraform.ok(root, "init")
    _mutate(tmp_path, mutation)
    done = terraform.run(root, "validate", "-json")
    summaries = {found["summary"] for found in json.loads(done.stdout)["diagnostics"]}
    assert (done.exit_code, mutation.summary in summaries) == (1, True), summaries
