"""Texts that are no policy are refused with what is wrong and what to do; odd ones that AWS takes are not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipewarden.iam.model import Kind
from pipewarden.iam.read import policy
from pipewarden.stack.values import Known

_STATEMENT = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}


def _problems(text: str, kind: Kind | None = "resource") -> list[tuple[int, int, str]]:
    found = policy(Known(text), kind, file="p.json").invalid
    return [(each.location.span.line, each.location.span.column, each.message) for each in found if each.location]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "there is no text; write a JSON object"),
        ("\n ", 2, 2, "there is no text; write a JSON object"),
        ('data "aws_iam_policy_document" "x" {\n}', 1, 1, "this looks like Terraform"),
        ("Version: 2012-10-17\nStatement: []", 1, 1, "this looks like YAML; write it as JSON"),
        ('{"Version": "2012-10-17",}', 1, 26, "remove the comma before `}`"),
        ('{"Statement": [1,]}', 1, 18, "remove the comma before `]`"),
        ("{'Version': 1}", 1, 2, "in double quotes"),
        ("{\"Version\": '2012'}", 1, 13, "in double quotes"),
        ('{\n  // all\n  "Version": 1}', 2, 3, "JSON has no comments; remove it"),
        ('{"Statement": [', 1, 16, "the text ends before its last bracket is closed"),
        ('{"Statement": 1', 1, 16, "the text ends before its last bracket is closed"),
        ('{"Id": "\\x"}', 1, 11, "`\\x` is no escape of a JSON string"),
        ('{"Id": "\\ud800"}', 1, 15, "half a character"),
        ('{"Id": 1e999999999}', 1, 8, "the number is too large"),
        ('{"Id": ' + "1" * 5000 + "}", 1, 8, "the number is too large"),
        ("[" * 100_000, 1, 201, "nested too deeply"),
        ("{} {}", 1, 4, "text after the end"),
    ],
)
def test_text_that_is_no_json(text: str, line: int, column: int, message: str) -> None:
    [(at_line, at_column, found)] = _problems(text)
    assert message in found
    assert (at_line, at_column) == (line, column)


def _with(**changes: Any) -> dict[str, Any]:
    found = {**_STATEMENT, **changes}
    return {"Version": "2012-10-17", "Statement": {key: value for key, value in found.items() if value is not None}}


@pytest.mark.parametrize(
    ("document", "kind", "message"),
    [
        (_with() | {"Version": 2012}, "resource", "`Version` must be a string"),
        (_with() | {"Version": None}, "resource", "`Version` must be a string"),
        (_with() | {"Id": 1}, "resource", "`Id` must be a string"),
        (_with(Effect=["Allow"]), "resource", "`Effect` is a list; write `Allow` or `Deny`"),
        (_with(Effect=True), "resource", "`Effect` is `true`"),
        (_with(Principal={"Service": "*"}), "resource", "`Service` takes no `*`"),
        (_with(Resource=""), "resource", "is no ARN"),
        (_with(Resource="arn:aws:s3"), "resource", "it has 3 parts of 6"),
        (_with(Resource="arn:amazon:s3:::b"), "resource", "`amazon` is no partition"),
        (_with(Resource="arn:aws:*:::b"), "resource", "AWS takes none there"),
        ({"Statement": [_STATEMENT, {**_STATEMENT, "Resource": None}]}, "resource", "neither `Resource`"),
        (_with(Sid="a b", Principal={"AWS": "1" * 12}, Resource=None), "trust", "may have letters and digits only"),
        (
            _with(Condition={"Bool": {"aws:SecureTransport": "true", "AWS:securetransport": "false"}}),
            "resource",
            "`AWS:securetransport` is `aws:SecureTransport` again",
        ),
    ],
)
def test_a_policy_that_aws_would_refuse(document: dict[str, Any], kind: Kind, message: str) -> None:
    statements = document["Statement"]
    if isinstance(statements, list):
        document = {"Statement": [{k: v for k, v in each.items() if v is not None} for each in statements]}
    assert any(message in found for _, _, found in _problems(json.dumps(document), kind))


def test_a_type_of_principals_that_stands_twice() -> None:
    text = json.dumps(_with(Principal="P")).replace('"P"', '{"AWS": "*", "AWS": "111122223333"}')
    assert [message for _, _, message in _problems(text)] == ["`AWS` stands twice; keep one, with a list"]


@pytest.mark.parametrize(
    "document",
    [
        _with(Sid=""),
        {"Statement": [{**_STATEMENT, "Sid": ""}, {**_STATEMENT, "Sid": "", "Effect": "Deny"}]},
        _with(Sid="Enable IAM user permissions") | {"Id": "key policy"},
        _with(Action="*:*"),
        _with(Action=["nobody:Knows", "s3:Frobnicate"]),
        _with(Resource="*"),
        _with(Resource="arn:*:s3:::b/${aws:username}/${*}"),
        _with(Resource="arn:aws-iso-b:s3*"),
        _with(Principal={"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE"}),
        _with(Principal={"AWS": "arn:aws:sts::111122223333:federated-user/bob"}),
        _with(Principal={"Service": "ec2.amazonaws.com.cn"}, Resource=None, Action="ecr:BatchGetImage"),
        _with(Condition={}),
        _with(Condition={"stringequals": {"nobody:knows": ["a", 1, True]}}),
        _with(Condition={"Bool": {"aws:SecureTransport": "no"}, "IpAddress": {"aws:SourceIp": "example.com"}}),
    ],
)
def test_an_odd_policy_that_aws_takes(document: dict[str, Any]) -> None:
    assert _problems(json.dumps(document)) == []
