"""The workflow commands, read back as GitHub's runner reads them."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from pipewarden.finding import Place, Report
from pipewarden.report import Format, Presentation, write
from pipewarden.report.printable import printable
from pipewarden.verdict import Severity
from unit.report.samples import CLEAN, HOSTILE, HOSTILE_FILE, NOTHING, REPORT, ROTATION, hostile


def github(report: Report) -> str:
    return write(report, Format.GITHUB, Presentation(lambda _: None))


def test_github_of_a_small_report() -> None:
    assert github(REPORT) == (
        "::error title=critical[bucket-plaintext-transport] aws_s3_bucket.this::absent: no\\u001b[2J"
        "%0Afor example: the role `arn:aws:iam::111122223333:role/pipeline` calls `s3:ListBucket` on"
        " `arn:aws:s3:::artifacts`, over plain HTTP (`aws:SecureTransport` = `false`)"
        "%0Awhy: A bucket of the pipeline answers requests that are not encrypted in transit."
        "%0Amore: pipewarden controls bucket-plaintext-transport\n"
        "::error file=main.tf,line=2,endLine=2,col=24,endColumn=28,"
        "title=high[kms-rotation-disabled] aws_kms_key.this::`enable_key_rotation` is `false`"
        "%0Abecause variables.tf:3: `var.rotate` is `false`"
        "%0Awhy: A key that encrypts pipeline data is not rotated, or too seldom."
        "%0Amore: pipewarden controls kms-rotation-disabled\n"
        "1 fail, 1 absent: 6 controls on 3 subjects, 4 pass, 1 accepted\n"
    )


@pytest.mark.parametrize(
    ("report", "line"),
    [
        pytest.param(NOTHING, "nothing was checked: no subject of any control is here\n", id="nothing"),
        pytest.param(CLEAN, "clean: 6 controls on 3 subjects, 9 pass\n", id="clean"),
    ],
)
def test_a_report_without_findings_is_one_line(report: Report, line: str) -> None:
    assert github(report) == line


def test_the_worst_come_first_and_lines_have_columns_only_when_they_are_one() -> None:
    worse = replace(ROTATION, severity=Severity.CRITICAL, place=Place("b.tf", 3, 4, 9, 2))
    findings = [replace(ROTATION, severity=severity) for severity in (Severity.LOW, Severity.MEDIUM)]
    lines = github(Report((*findings, worse), 1, 1, 0)).splitlines()
    assert [line.partition(",title")[0] for line in lines[:3]] == [
        "::error file=b.tf,line=3,endLine=9",
        "::warning file=main.tf,line=2,endLine=2,col=24,endColumn=28",
        "::notice file=main.tf,line=2,endLine=2,col=24,endColumn=28",
    ]


def test_text_of_the_user_is_no_command_and_no_property() -> None:
    lines = re.split(r"\r\n|\r|\n", github(hostile(file=HOSTILE_FILE.replace("\udc80", ""))))
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::error", "1", ""]
    command = re.fullmatch(r"::error (.*?)::(.*)", lines[0])
    assert command is not None
    properties = dict(pair.split("=", 1) for pair in command[1].split(","))
    assert properties.keys() == {"file", "line", "endLine", "title"}
    assert _decoded(properties["file"]) == HOSTILE_FILE.replace("\udc80", "")
    assert _decoded(properties["title"]) == f"critical[bucket-plaintext-transport] {printable(HOSTILE)}"
    assert _decoded(command[2]).startswith(f"{printable(HOSTILE)}\nbecause ")


def _decoded(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def test_instances_of_one_finding_are_one_annotation() -> None:
    twin = replace(ROTATION, resource='aws_kms_key.this["other"]')
    lines = github(Report((ROTATION, twin), 1, 2, 0)).splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "2"]
    assert '%0Athe same: main.tf:2:24 aws_kms_key.this["other"]%0A' in lines[0]
