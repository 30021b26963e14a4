"""The SARIF report: valid by the standard's own schema, whole for one small report, safe for any text."""

from __future__ import annotations

import json
import urllib.parse
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from pipewarden import __version__, controls
from pipewarden.finding import PARSE_ERROR, Acceptance, Finding, Place, Report, Step
from pipewarden.report import Format, Presentation, write
from pipewarden.verdict import Severity
from unit.report.samples import ACCEPTED, HOSTILE, HOSTILE_FILE, REPORT, REQUEST, ROTATION, SOURCE, hostile

SCHEMA = json.loads((Path(__file__).parents[2] / "data" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def sarif(report: Report, source: str | None = SOURCE, base: str | None = "file:///checkout/") -> dict[str, Any]:
    text = write(report, Format.SARIF, Presentation(lambda _: source, base=base))
    assert text.encode("utf-8")
    document = json.loads(text)
    validator = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    validator.validate(document)
    assert (document["version"], document["$schema"]) == ("2.1.0", SCHEMA["id"])
    run: dict[str, Any] = document["runs"][0]
    return run


def test_sarif_of_a_small_report() -> None:
    run = sarif(REPORT)
    fingerprints = [result.pop("partialFingerprints") for result in run["results"]]
    assert all(set(each) == {"primaryLocationLineHash", "pipewarden/v1"} for each in fingerprints)
    rules = run["tool"]["driver"].pop("rules")
    assert [rule["id"] for rule in rules] == ["bucket-plaintext-transport", "kms-rotation-disabled", "trail-missing"]
    assert run == {
        "tool": {
            "driver": {"name": "pipewarden", "version": __version__, "semanticVersion": __version__},
        },
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {
            "%SRCROOT%": {
                "uri": "file:///checkout/",
                "description": {"text": "The folder that pipewarden ran in."},
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": "bucket-plaintext-transport",
                "ruleIndex": 0,
                "level": "error",
                "message": {
                    "text": "absent: no\x1b[2J\n"
                    "For example: the role `arn:aws:iam::111122223333:role/pipeline` calls `s3:ListBucket` on"
                    " `arn:aws:s3:::artifacts`, over plain HTTP "
                    "(`aws:SecureTransport` = `false`)"
                },
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": ".", "uriBaseId": "%SRCROOT%"},
                            "region": {"startLine": 1},
                        },
                        "logicalLocations": [{"fullyQualifiedName": "aws_s3_bucket.this", "kind": "resource"}],
                    }
                ],
                "suppressions": [],
                "properties": {
                    "outcome": "absent",
                    "severity": "critical",
                    "resource": "aws_s3_bucket.this",
                    "counterexample": REQUEST,
                },
            },
            {
                "ruleId": "trail-missing",
                "ruleIndex": 2,
                "level": "error",
                "message": {"text": "absent: there is no CloudTrail trail"},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": "main.tf", "uriBaseId": "%SRCROOT%"},
                            "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 31},
                            "contextRegion": {
                                "startLine": 1,
                                "endLine": 2,
                                "snippet": {"text": 'resource "aws_kms_key" "this" {\n\tenable_key_rotation = false'},
                            },
                        },
                        "logicalLocations": [{"fullyQualifiedName": ".", "kind": "resource"}],
                    }
                ],
                "suppressions": [
                    {
                        "kind": "external",
                        "status": "accepted",
                        "justification": "central trail (until 2027-01-31)",
                    }
                ],
                "properties": {"outcome": "absent", "severity": "high", "resource": "."},
            },
            {
                "ruleId": "kms-rotation-disabled",
                "ruleIndex": 1,
                "level": "error",
                "message": {"text": "`enable_key_rotation` is `false`"},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": "main.tf", "uriBaseId": "%SRCROOT%"},
                            "region": {"startLine": 2, "startColumn": 24, "endLine": 2, "endColumn": 29},
                            "contextRegion": {
                                "startLine": 1,
                                "endLine": 3,
                                "snippet": {"text": SOURCE.removesuffix("\n")},
                            },
                        },
                        "logicalLocations": [{"fullyQualifiedName": "aws_kms_key.this", "kind": "resource"}],
                    }
                ],
                "codeFlows": [
                    {
                        "threadFlows": [
                            {
                                "locations": [
                                    _step("variables.tf", (3, 1, 9), "`var.rotate` is `false`"),
                                    _step("main.tf", (2, 24, 29), "`enable_key_rotation` is `false`"),
                                ]
                            }
                        ]
                    }
                ],
                "suppressions": [],
                "properties": {"outcome": "fail", "severity": "high", "resource": "aws_kms_key.this"},
            },
        ],
    }


def _step(file: str, at: tuple[int, int, int], text: str) -> dict[str, Any]:
    line, column, end = at
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": end}
    physical = {"artifactLocation": {"uri": file, "uriBaseId": "%SRCROOT%"}, "region": region}
    return {"location": {"physicalLocation": physical, "message": {"text": text}}}


def test_every_control_makes_a_valid_rule_with_help_and_severity() -> None:
    ids = [control.id for control in controls.catalogue()]
    findings = tuple(replace(ROTATION, control=name) for name in [*ids, PARSE_ERROR, "accept-unused"])
    rules = sarif(Report(findings, 1, 1, 1))["tool"]["driver"]["rules"]
    assert sorted(rule["id"] for rule in rules) == sorted([*ids, PARSE_ERROR, "accept-unused"])
    for rule in rules:
        assert rule["help"]["text"]
        assert rule["fullDescription"]["text"]
        control = controls.find(rule["id"])
        assert ("security-severity" in rule["properties"]) == (control is not None)
        if control:
            assert control.fix in rule["help"]["markdown"]


@pytest.mark.parametrize(
    ("severity", "level", "band"),
    [
        (Severity.CRITICAL, "error", (9.0, 10.0)),
        (Severity.HIGH, "error", (7.0, 8.9)),
        (Severity.MEDIUM, "warning", (4.0, 6.9)),
        (Severity.LOW, "note", (0.1, 3.9)),
    ],
)
def test_severities_are_in_the_bands_of_github(severity: Severity, level: str, band: tuple[float, float]) -> None:
    control = next(control for control in controls.catalogue() if control.severity is severity)
    run = sarif(Report((replace(ROTATION, control=control.id, severity=severity),), 1, 1, 0))
    (rule,) = run["tool"]["driver"]["rules"]
    assert band[0] <= float(rule["properties"]["security-severity"]) <= band[1]
    assert (rule["defaultConfiguration"]["level"], run["results"][0]["level"]) == (level, level)


def _prints(*findings: Finding) -> list[str]:
    results = sarif(Report(findings, 1, 1, 0))["results"]
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]


def test_fingerprints_survive_moved_lines_and_nothing_else() -> None:
    moved = replace(ROTATION, place=Place("main.tf", 90, 2, 91, 3))
    assert _prints(ROTATION) == _prints(moved)
    changes: list[dict[str, Any]] = [
        {"control": "trail-missing"},
        {"outcome": "unknown"},
        {"place": Place("other.tf", 2, 24, 2, 29)},
        {"resource": "aws_kms_key.that"},
        {"message": "another"},
    ]
    assert len({_prints(replace(ROTATION, **change))[0] for change in changes} | set(_prints(ROTATION))) == 6


def test_findings_with_the_same_texts_have_fingerprints_of_their_own() -> None:
    first, second = _prints(ROTATION, replace(ROTATION, place=Place("main.tf", 90, 2, 91, 3)))
    assert (first.rpartition(":")[0], first[-2:], second[-2:]) == (second.rpartition(":")[0], ":1", ":2")


def test_an_acceptance_in_the_code_is_told_from_one_in_the_configuration() -> None:
    accepted = replace(ACCEPTED, accepted=Acceptance("because", None, in_code=True))
    (result,) = sarif(Report((accepted,), 1, 1, 0))["results"]
    assert result["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "because"}]


def test_columns_count_code_points() -> None:
    line = 'a = "𝒳é" # here'
    place = Place("main.tf", 1, line.index("#") + 1, 1, len(line) + 1)
    (result,) = sarif(Report((replace(ROTATION, place=place, because=()),), 1, 1, 0), line)["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 10


def test_an_absolute_path_is_a_file_uri_and_steps_without_a_place_stay_in_the_message() -> None:
    finding = replace(ROTATION, place=Place("/ä b/m.tf", 1, 1, 1, 1), because=(Step(None, "it is so"),))
    (result,) = sarif(Report((finding,), 1, 1, 0))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///%C3%A4%20b/m.tf"}
    assert result["message"]["text"] == "`enable_key_rotation` is `false`\nBecause it is so"
    assert "codeFlows" not in result


def test_an_error_makes_the_run_unsuccessful_and_no_base_names_no_folder() -> None:
    run = sarif(Report((replace(ROTATION, control=PARSE_ERROR, outcome="error"),), 1, 1, 0), base=None)
    assert run["invocations"] == [{"executionSuccessful": False}]
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]


def test_text_of_the_user_is_no_link_and_no_placeholder() -> None:
    run = sarif(hostile(), HOSTILE)
    texts = [result["message"]["text"] for result in run["results"]]
    assert not any("[x](" in text.replace("\\[x\\](", "") or " {0}" in text for text in texts)
    uri = run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert urllib.parse.unquote(uri, errors="surrogateescape") == HOSTILE_FILE
