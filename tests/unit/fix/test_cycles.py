"""What refers to itself is found, and no mend brings it about."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.config import Config
from pipewarden.fix.cycles import cycles
from pipewarden.fix.diagnosis import Clinic
from pipewarden.fix.plan import treat
from pipewarden.fix.source import Source
from pipewarden.hcl import parse
from pipewarden.stack import Deployment
from pipewarden.trial.parser import Parser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('resource "a" "b" {\n  x = data.c.d.id\n}\ndata "c" "d" {\n  y = 1\n}\n', [], id="none"),
        pytest.param('resource "a" "b" {\n  x = a.b.id\n}\n', ["a.b"], id="itself"),
        pytest.param(
            'locals {\n  x = data.c.d.id\n}\nresource "a" "b" {\n  x = local.x\n}\ndata "c" "d" {\n  y = a.b.id\n}\n',
            ["a.b, data.c.d, local.x"],
            id="three",
        ),
    ],
)
def test_cycles_are_found(text: str, expected: list[str]) -> None:
    assert list(cycles([Source("main.tf", text, parse(text.encode()))])) == expected


def test_no_mend_makes_a_cycle(tmp_path: Path) -> None:
    """The log group would be encrypted by a key whose policy names the log group."""
    text = """resource "aws_kms_key" "logs" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "logs.eu-west-1.amazonaws.com" }
      Action    = "kms:*"
      Resource  = "*"
      Condition = { ArnEquals = { "kms:EncryptionContext:aws:logs:arn" = aws_cloudwatch_log_group.build.arn } }
    }]
  })
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_cloudwatch_log_group" "build" {
  name              = "/build"
  retention_in_days = 365
}
"""
    (tmp_path / "main.tf").write_text(text)
    clinic = Clinic(tmp_path, Deployment(), lambda _: Config(), Parser().parse_all)
    treatment = treat(clinic, clinic.examine({}), frozenset({"logs-unencrypted"}))
    assert treatment.patches == {}
    (why,) = treatment.left.values()
    assert why == "Terraform would refuse its mend: a cycle: aws_cloudwatch_log_group.build, aws_kms_key.logs"
