"""The JSON report of one small report, whole."""

from __future__ import annotations

import json

from pipewarden import __version__
from pipewarden.report import Format, Presentation, write
from unit.report.samples import HOSTILE, REPORT, REQUEST, hostile


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


def test_json_carries_any_text_and_is_utf_8() -> None:
    text = write(hostile(), Format.JSON, Presentation(lambda _: None))
    assert text.encode("utf-8")
    assert json.loads(text)["findings"][0]["message"] == HOSTILE
