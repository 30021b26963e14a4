"""The HTML report without a browser: its policy, its layout, and the stack's picture from a real stack."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipewarden.cli.check import report_of
from pipewarden.config import Config
from pipewarden.finding import Finding
from pipewarden.report import Format, Presentation, write
from pipewarden.report.drawing import Drawing, Kind, Link, Node, draw
from pipewarden.report.excerpt import excerpt
from pipewarden.report.html_drawing import HEIGHT, WIDTH, belong, lay_out
from pipewarden.report.html_text import Row, blocks, rows
from pipewarden.stack import Deployment, Tree, build
from pipewarden.subjects import Subjects
from pipewarden.verdict import Severity
from unit.report.samples import HOSTILE, NOTHING, REPORT, ROTATION, SOURCE, hostile

STACK = """
resource "aws_codepipeline" "this" {
  name     = "p"
  role_arn = "arn:aws:iam::111122223333:role/p"
  artifact_store {
    location = aws_s3_bucket.artifacts.bucket
    type     = "S3"
    encryption_key {
      id   = aws_kms_key.this.arn
      type = "KMS"
    }
  }
}
resource "aws_s3_bucket" "artifacts" {
  bucket = "artifacts"
}
resource "aws_s3_bucket_logging" "artifacts" {
  bucket        = aws_s3_bucket.artifacts.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "a/"
}
resource "aws_s3_bucket_server_side_encryption_configuration" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}
resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}
resource "aws_kms_key" "this" {
}
resource "aws_kms_key_policy" "this" {
  key_id = aws_kms_key.this.id
  policy = "{}"
}
resource "aws_cloudtrail" "this" {
  name           = "t"
  s3_bucket_name = aws_s3_bucket.logs.id
  kms_key_id     = aws_kms_key.this.arn
}
resource "aws_vpc_endpoint" "codepipeline" {
  vpc_id            = "vpc-1"
  service_name      = "com.amazonaws.eu-west-1.codepipeline"
  vpc_endpoint_type = "Interface"
}
"""


def html(*, hostile_texts: bool = False) -> str:
    report, source = (hostile(), HOSTILE) if hostile_texts else (REPORT, SOURCE)
    return write(report, Format.HTML, Presentation(lambda _: source))


def test_the_policy_allows_exactly_the_style_and_the_script_of_the_page() -> None:
    page = html()
    hashes = {
        tag: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for tag, text in re.findall(r"<(style|script)>(.*?)</\1>", page, re.DOTALL)
    }
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert unescape(policy[1]) == (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("hostile_texts", [False, True])
def test_nothing_in_the_page_names_another_resource(hostile_texts: bool) -> None:
    page = html(hostile_texts=hostile_texts)
    tags = re.findall(r"<[a-zA-Z][^>]*>", page)
    assert not [tag for tag in tags if re.search(r"\b(src|srcset|action|style|on\w+)\s*=", tag)]
    assert {href for tag in tags for href in re.findall(r'href="([^"]*)"', tag)} <= {"#finding-1", "#finding-2"}
    assert page.count("<script") == 1
    assert "@import" not in page
    assert page.endswith("</html>\n")


def test_a_page_without_findings_says_so() -> None:
    page = write(NOTHING, Format.HTML, Presentation(lambda _: None))
    assert '<h1>pipewarden: <span class="result">nothing was checked</span></h1>' in page
    assert "<p>There are none.</p>" in page


def test_the_picture_of_a_stack_joins_what_belongs_together(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(STACK, encoding="utf-8")
    drawing = draw(Subjects(build(Tree(tmp_path), Deployment(), ""), Config()))
    assert drawing.nodes == (
        Node(Kind.ENDPOINT, "aws_vpc_endpoint.codepipeline", "codepipeline"),
        Node(Kind.PIPELINE, "aws_codepipeline.this"),
        Node(Kind.TRAIL, "aws_cloudtrail.this"),
        Node(
            Kind.BUCKET,
            "aws_s3_bucket.artifacts",
            "artifacts",
            ("aws_s3_bucket_logging.artifacts", "aws_s3_bucket_server_side_encryption_configuration.artifacts"),
        ),
        Node(Kind.BUCKET, "aws_s3_bucket.logs", "access logs, trail"),
        Node(Kind.KEY, "aws_kms_key.this", "", ("aws_kms_key_policy.this",)),
    )
    assert set(drawing.links) == {
        Link("aws_vpc_endpoint.codepipeline", "aws_codepipeline.this", "leads privately to"),
        Link("aws_codepipeline.this", "aws_s3_bucket.artifacts", "keeps artifacts in"),
        Link("aws_codepipeline.this", "aws_kms_key.this", "encrypts with"),
        Link("aws_cloudtrail.this", "aws_s3_bucket.logs", "writes records to"),
        Link("aws_cloudtrail.this", "aws_kms_key.this", "encrypts with"),
        Link("aws_s3_bucket.artifacts", "aws_s3_bucket.logs", "logs access to"),
        Link("aws_s3_bucket.artifacts", "aws_kms_key.this", "encrypts with"),
    }
    assert len(drawing.addresses) == 9


def test_every_finding_of_a_stack_is_in_its_picture(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(STACK, encoding="utf-8")
    findings = dict(enumerate(report_of(tmp_path).findings))
    drawing = draw(Subjects(build(Tree(tmp_path), Deployment(), ""), Config()))
    assert all(belong(finding, drawing, [drawing]) for finding in findings.values())
    picture = lay_out(drawing, findings)
    assert sorted(number for box in picture.boxes for number in box.findings) == sorted(findings)


DRAWING = Drawing(
    ".",
    (Node(Kind.BUCKET, "aws_s3_bucket.this", "", ("aws_s3_bucket_policy.this",)), Node(Kind.KEY, "aws_kms_key.this")),
    (Link("aws_s3_bucket.this", "aws_kms_key.this", "encrypts with"),),
    frozenset({"aws_s3_bucket.this", "aws_s3_bucket_policy.this", "aws_kms_key.this", "aws_subnet.this"}),
    frozenset({"main.tf"}),
)


def _finding(resource: str, control: str = "bucket-public-access", outcome: str = "fail") -> Finding:
    return replace(ROTATION, resource=resource, control=control, outcome=outcome)


def test_boxes_hold_the_findings_of_a_thing_its_parts_what_is_missing_and_the_rest() -> None:
    findings = {
        1: _finding("aws_s3_bucket_policy.this"),
        2: replace(_finding("aws_s3_bucket.this"), severity=Severity.CRITICAL),
        3: _finding(".", "trail-missing", "absent"),
        4: _finding(".", "bucket-public-access", "absent"),
        5: _finding("aws_subnet.this", "subnet-public-path"),
        6: _finding(".", "trail-missing", "unknown"),
    }
    boxes = lay_out(DRAWING, findings).boxes
    assert [(box.kind, box.address, box.findings, box.severity, box.missing) for box in boxes] == [
        ("trail", "no trail", (3,), Severity.HIGH, True),
        ("bucket", "aws_s3_bucket.this", (1, 2), Severity.CRITICAL, False),
        ("bucket", "another bucket", (4,), Severity.HIGH, True),
        ("key", "aws_kms_key.this", (), None, False),
        ("resource", "aws_subnet.this", (5,), Severity.HIGH, False),
        ("the stack as a whole", ".", (6,), Severity.HIGH, False),
    ]


def test_boxes_do_not_overlap_and_are_inside() -> None:
    nodes = tuple(Node(kind, f"{kind}.{number}") for kind in Kind for number in range(4))
    addresses = [node.address for node in nodes]
    drawing = Drawing(".", nodes, (), frozenset([*addresses, *(f"a.{n}" for n in range(9))]), frozenset())
    picture = lay_out(drawing, {number: _finding(f"a.{number}") for number in range(9)})
    assert len(picture.boxes) == 29
    for index, box in enumerate(picture.boxes):
        assert box.x + WIDTH <= picture.width
        assert box.y + HEIGHT <= picture.height
        for other in picture.boxes[index + 1 :]:
            assert abs(box.x - other.x) >= WIDTH or abs(box.y - other.y) >= HEIGHT


def test_the_file_tells_whose_finding_it_is_where_two_stacks_have_the_address() -> None:
    other = replace(DRAWING, path="other", files=frozenset({"other/main.tf"}))
    here = _finding("aws_kms_key.this")
    assert [belong(here, drawing, [DRAWING, other]) for drawing in (DRAWING, other)] == [True, False]
    nowhere = replace(here, place=None)
    assert [belong(nowhere, drawing, [DRAWING, other]) for drawing in (DRAWING, other)] == [True, True]
    assert not belong(_finding("aws_kms_key.that"), DRAWING, [DRAWING])


def test_rows_mark_the_wrong_element_and_keep_tabs() -> None:
    shown = rows(excerpt(replace(ROTATION, because=()), SOURCE).lines)
    assert shown == (Row(2, False, (("\tenable_key_rotation = ", ""), ("false", "main")), ()),)


def test_texts_of_controls_are_paragraphs_code_and_emphasis() -> None:
    assert blocks("Leave `a` out (*Some Guide*):\n\n```hcl\na = <b>\n\nc = 1\n```\n\n2 * 3 * 4.") == [
        ("prose", [("text", "Leave "), ("code", "a"), ("text", " out ("), ("em", "Some Guide"), ("text", "):")]),
        ("code", [("text", "a = <b>\n\nc = 1")]),
        ("prose", [("text", "2 * 3 * 4.")]),
    ]
