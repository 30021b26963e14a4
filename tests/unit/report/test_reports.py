"""The text and JSON reports of one small report, whole."""

from __future__ import annotations

import datetime
import json

from pipewarden import __version__
from pipewarden.finding import Acceptance, Finding, Place, Report, Step
from pipewarden.report import Format, Presentation, write
from pipewarden.verdict import Severity

SOURCE = 'resource "aws_kms_key" "this" {\n\tenable_key_rotation = false\n}\n'
REQUEST = {
    "principal": {"AWS": "arn:aws:iam::111122223333:role/pipeline"},
    "action": "s3:ListBucket",
    "resource": "arn:aws:s3:::artifacts",
    "context": {"aws:SecureTransport": ["false"]},
}
ROTATION = Finding(
    "kms-rotation-disabled",
    "fail",
    Severity.HIGH,
    "aws_kms_key.this",
    "`enable_key_rotation` is `false`",
    Place("main.tf", 2, 24, 2, 29),
    None,
    (Step(Place("variables.tf", 3, 1, 3, 9), "`var.rotate` is `false`"),),
    None,
)
TRANSPORT = Finding(
    "bucket-plaintext-transport",
    "absent",
    Severity.CRITICAL,
    "aws_s3_bucket.this",
    "no\x1b[2J",
    None,
    REQUEST,
    (),
    None,
)
ACCEPTED = Finding(
    "trail-missing",
    "absent",
    Severity.HIGH,
    ".",
    "there is no CloudTrail trail",
    Place("main.tf", 1, 1, 1, 31),
    None,
    (),
    Acceptance("central trail", datetime.date(2027, 1, 31)),
)
REPORT = Report((TRANSPORT, ACCEPTED, ROTATION), controls=6, subjects=3, passes=4)


def test_text_shows_the_source_the_chain_the_request_and_the_fix() -> None:
    text = write(REPORT, Format.TEXT, Presentation(lambda _: SOURCE))
    assert "  critical[bucket-plaintext-transport] absent: no\\u001b[2J\n    --> no place  aws_s3_bucket.this\n" in text
    assert (
        "    = request: `arn:aws:iam::111122223333:role/pipeline` calls `s3:ListBucket` on `arn:aws:s3:::artifacts`"
        " with `aws:SecureTransport` = `false`\n"
    ) in text
    assert (
        "  high[kms-rotation-disabled] `enable_key_rotation` is `false`\n"
        "    --> main.tf:2:24  aws_kms_key.this\n"
        "      |\n"
        "    2 |  enable_key_rotation = false\n"
        "      |                        ^^^^^\n"
        "    = because variables.tf:3: `var.rotate` is `false`\n"
    ) in text
    assert "trail-missing" not in text
    assert text.endswith("\n1 fail, 1 absent: 6 controls on 3 subjects, 4 pass, 1 accepted\n")


def test_text_has_colour_only_when_asked() -> None:
    assert "\x1b[" not in write(REPORT, Format.TEXT, Presentation(lambda _: SOURCE))
    assert "\x1b[31mhigh[kms-rotation-disabled]\x1b[0m" in write(
        REPORT, Format.TEXT, Presentation(lambda _: SOURCE, colour=True)
    )


def test_text_says_when_nothing_was_checked() -> None:
    nothing = Report((), controls=6, subjects=0, passes=0)
    assert write(nothing, Format.TEXT, Presentation(lambda _: None)) == (
        "nothing was checked: no subject of any control is here\n"
    )


def test_json_has_the_frozen_shape() -> None:
    document = json.loads(write(REPORT, Format.JSON, Presentation(lambda _: None)))
    assert document == {
        "schema_version": 1,
        "tool": {"name": "pipewarden", "version": __version__},
        "summary": {
            "controls": 6,
            "subjects": 3,
            "pass": 4,
            "fail": 1,
            "unknown": 0,
            "absent": 1,
            "error": 0,
            "accepted": 1,
        },
        "findings": [
            {
                "control": "bucket-plaintext-transport",
                "outcome": "absent",
                "severity": "critical",
                "resource": "aws_s3_bucket.this",
                "message": "no\x1b[2J",
                "file": None,
                "line": None,
                "column": None,
                "end_line": None,
                "end_column": None,
                "counterexample": REQUEST,
                "because": [],
                "accepted": None,
            },
            {
                "control": "trail-missing",
                "outcome": "absent",
                "severity": "high",
                "resource": ".",
                "message": "there is no CloudTrail trail",
                "file": "main.tf",
                "line": 1,
                "column": 1,
                "end_line": 1,
                "end_column": 31,
                "counterexample": None,
                "because": [],
                "accepted": {"reason": "central trail", "until": "2027-01-31"},
            },
            {
                "control": "kms-rotation-disabled",
                "outcome": "fail",
                "severity": "high",
                "resource": "aws_kms_key.this",
                "message": "`enable_key_rotation` is `false`",
                "file": "main.tf",
                "line": 2,
                "column": 24,
                "end_line": 2,
                "end_column": 29,
                "counterexample": None,
                "because": [{"file": "variables.tf", "line": 3, "text": "`var.rotate` is `false`"}],
                "accepted": None,
            },
        ],
    }
