"""The document that `pipewarden show` prints, version 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipewarden.stack.show import joined, show, write, written_root
from unit.stack.project import stack_of

TEXT = """\
variable "text" {}

resource "aws_kms_key" "this" {
  count                   = 1
  deletion_window_in_days = 7
  enable_key_rotation     = true
  description             = var.text
  policy                  = "id ${aws_vpc.this.id}"
}

resource "aws_vpc" "this" {}

output "x" { value = [3, 0.1, 12345678901234567890123, "é"] }
"""


def test_the_document_has_the_published_shape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = write(show((stack_of(Path(), TEXT),)))
    assert '\n          3,\n          0.1,\n          12345678901234567890123,\n          "é"\n        ]' in text
    assert json.loads(text) == {
        "schema_version": 1,
        "roots": [
            {
                "path": ".",
                "outputs": {"x": [3, 0.1, 12345678901234567890123, "é"]},
                "resources": [
                    {
                        "address": "aws_kms_key.this[0]",
                        "mode": "managed",
                        "type": "aws_kms_key",
                        "file": "main.tf",
                        "line": 3,
                        "values": {
                            "deletion_window_in_days": 7,
                            "description": {"$unknown": "`var.text` has no value"},
                            "enable_key_rotation": True,
                            "policy": {"$template": ["id ", {"$symbol": "aws_vpc.this.id"}]},
                        },
                    },
                    {
                        "address": "aws_vpc.this",
                        "mode": "managed",
                        "type": "aws_vpc",
                        "file": "main.tf",
                        "line": 11,
                        "values": {},
                    },
                ],
                "unresolved": [],
                "problems": [],
            }
        ],
    }


def test_stacks_that_come_one_by_one_are_written_alike(tmp_path: Path) -> None:
    stack = stack_of(tmp_path, 'resource "aws_s3_bucket" "a" {\n  bucket = "x"\n}\noutput "n" {\n  value = 1.5\n}\n')
    assert "".join(joined(written_root(item) for item in (stack, stack))) == write(show((stack, stack)))
    assert json.loads("".join(joined(()))) == {"schema_version": 1, "roots": []}
