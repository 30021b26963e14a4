"""The examples in docs/reports.md are what the formats write; a failure shows what should stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipewarden.finding import Finding, Place, Report, Step
from pipewarden.report import Format, Presentation, write
from pipewarden.verdict import Severity

DOCS = Path(__file__).parents[3] / "docs" / "reports.md"
SOURCE = """resource "aws_s3_bucket_policy" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyPlaintextTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "${aws_s3_bucket.artifacts.arn}/*"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
"""
REPORT = Report(
    (
        Finding(
            "bucket-plaintext-transport",
            "fail",
            Severity.CRITICAL,
            "aws_s3_bucket.artifacts",
            "a plaintext request is not denied",
            Place("main.tf", 10, 19, 10, 53),
            {
                "principal": {"AWS": "arn:aws:iam::111122223333:role/pipeline"},
                "action": "s3:ListBucket",
                "resource": "arn:aws:s3:::artifacts",
                "context": {"aws:SecureTransport": ["false"]},
            },
            (Step(Place("main.tf", 6, 19, 6, 43), "names the objects, not the bucket"),),
            None,
        ),
    ),
    controls=75,
    subjects=58,
    passes=321,
)


@pytest.mark.parametrize("form", [Format.TEXT, Format.JSON, Format.JUNIT, Format.GITHUB, Format.MARKDOWN])
def test_an_example_is_what_the_format_writes(form: Format) -> None:
    text = DOCS.read_text(encoding="utf-8")
    example = re.search(rf"^## `{form.value}`$.*?^(````*)\w*\n(.*?)^\1$", text, re.DOTALL | re.MULTILINE)
    assert example is not None, form
    assert example[2] == write(REPORT, form, Presentation(lambda _: SOURCE))


def test_every_format_has_a_section() -> None:
    assert re.findall(r"^## `(\w+)`$", DOCS.read_text(encoding="utf-8"), re.MULTILINE) == [
        form.value for form in Format
    ]
