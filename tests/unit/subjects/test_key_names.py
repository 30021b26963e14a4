"""How a value names a key, and in which region that key lives."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.stack.values import Known
from pipewarden.subjects.key_names import KeyName, key_name, key_region
from pipewarden.subjects.references import shown
from unit.subjects.network_stacks import stack_of

STACK = """
variable "key" {}

data "aws_caller_identity" "current" {}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_kms_key" "this" {}

resource "aws_kms_key" "north" {
  region = "eu-north-1"
}

resource "aws_kms_alias" "this" {
  name          = "alias/this"
  target_key_id = aws_kms_key.this.key_id
}

output "it" {
  value = %s
}
"""
ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.mark.parametrize(
    ("expression", "name", "region"),
    [
        ("aws_kms_key.this.arn", KeyName.ARN, "eu-west-1"),
        ("aws_kms_key.north.arn", KeyName.ARN, "eu-north-1"),
        ("aws_kms_key.this.key_id", KeyName.ID, "eu-west-1"),
        ("aws_kms_key.this.id", KeyName.ID, "eu-west-1"),
        ("aws_kms_alias.this.arn", KeyName.ALIAS, "eu-west-1"),
        ("aws_kms_alias.this.name", KeyName.ALIAS, None),
        (f'"{ARN}"', KeyName.ARN, "us-east-1"),
        (f'"{ARN}"'.replace("key/1234abcd-12ab-34cd-56ef-1234567890ab", "alias/this"), KeyName.ALIAS, "us-east-1"),
        ('"1234abcd-12ab-34cd-56ef-1234567890ab"', KeyName.ID, None),
        ('"mrk-1234abcd12ab34cd56ef1234567890ab"', KeyName.ID, None),
        ("var.key", KeyName.UNDECIDED, None),
    ],
)
def test_names(tmp_path: Path, expression: str, name: KeyName, region: str | None) -> None:
    stack = stack_of(tmp_path, STACK % expression)
    value = stack.output("it")
    assert value is not None
    assert key_name(stack, value) is name
    found = key_region(stack, value)
    assert (shown(found) if isinstance(found, Known) else None) == (f"`{region}`" if region else None)
