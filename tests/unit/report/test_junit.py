"""The JUnit report: valid by the schema that Jenkins uses, whole for one small report, safe for any text."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from msgspec.structs import replace

from pipewarden import controls
from pipewarden.finding import Place, Report
from pipewarden.report import Format, Presentation, write
from pipewarden.report.printable import printable
from unit.report.samples import CLEAN, HOSTILE, NOTHING, REPORT, ROTATION, hostile

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parents[2] / "data" / "jenkins-junit.xsd"))


def junit(report: Report) -> str:
    text = write(report, Format.JUNIT, Presentation(lambda _: None))
    SCHEMA.validate(text.encode("utf-8"))
    return text


def fix_of(name: str) -> str:
    control = controls.find(name)
    assert control is not None
    lines = (line for line in control.fix.splitlines() if not line.startswith("```"))
    return "".join(f"{line}\n" for line in lines).replace(">", "&gt;")


def test_junit_of_a_small_report() -> None:
    assert junit(REPORT) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="pipewarden" tests="4" failures="2" errors="0">\n'
        '  <testsuite name="(no file)" tests="1" failures="1" errors="0" skipped="0">\n'
        '    <testcase classname="bucket-plaintext-transport" name="aws_s3_bucket.this">\n'
        '      <failure type="critical" message="absent: no\\u001b[2J">\n'
        "no file: absent: no\\u001b[2J\n"
        "for example: the role `arn:aws:iam::111122223333:role/pipeline` calls `s3:ListBucket` on"
        " `arn:aws:s3:::artifacts`, over plain HTTP (`aws:SecureTransport` = `false`)\n"
        "\n"
        "why: A bucket of the pipeline answers requests that are not encrypted in transit.\n"
        "\n"
        "fix:\n"
        f"{fix_of('bucket-plaintext-transport')}"
        "</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        '  <testsuite name="main.tf" tests="2" failures="1" errors="0" skipped="1">\n'
        '    <testcase classname="trail-missing" name=".">\n'
        "      <skipped>accepted: central trail (until 2027-01-31)</skipped>\n"
        "    </testcase>\n"
        '    <testcase classname="kms-rotation-disabled" name="aws_kms_key.this">\n'
        '      <failure type="high" message="`enable_key_rotation` is `false`">\n'
        "main.tf:2:24: `enable_key_rotation` is `false`\n"
        "because variables.tf:3: `var.rotate` is `false`\n"
        "\n"
        "why: A key that encrypts pipeline data is not rotated, or too seldom.\n"
        "\n"
        "fix:\n"
        f"{fix_of('kms-rotation-disabled')}"
        "</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        '  <testsuite name="pipewarden" tests="1" failures="0" errors="0" skipped="0">\n'
        '    <testcase classname="pipewarden" name="4 checks passed" />\n'
        "  </testsuite>\n"
        "</testsuites>\n"
    )


@pytest.mark.parametrize(
    ("report", "case"),
    [
        pytest.param(CLEAN, '<testcase classname="pipewarden" name="9 checks passed" />', id="clean"),
        pytest.param(
            NOTHING,
            '<testcase classname="pipewarden" name="nothing was checked">\n'
            '      <error type="nothing" message="no subject of any control is here" />',
            id="nothing",
        ),
    ],
)
def test_a_report_without_findings_is_never_without_a_test_case(report: Report, case: str) -> None:
    assert case in junit(report)


def test_errors_are_errors_and_names_survive_moved_lines() -> None:
    moved = replace(ROTATION, place=Place("main.tf", 9, 1, 9, 2))
    root = ElementTree.fromstring(junit(Report((replace(ROTATION, outcome="error"), moved), 1, 1, 0)))
    cases = [(case.get("name"), [child.tag for child in case]) for case in root.iter("testcase")]
    assert cases == [("aws_kms_key.this", ["error"]), ("aws_kms_key.this (2)", ["failure"])]


def test_text_of_the_user_is_text() -> None:
    root = ElementTree.fromstring(junit(hostile()))
    results = [result for result in root.iter() if result.tag in ("failure", "error")]
    assert [result.get("message") for result in results] == [f"error: {printable(HOSTILE)}", printable(HOSTILE)]
    assert {element.tag for element in root.iter()} == {
        *("testsuites", "testsuite", "testcase", "failure", "error", "skipped")
    }
