"""Requests in plain words."""

from __future__ import annotations

from typing import Any

import pytest

from pipewarden.report.requests import in_words


def request(principal: Any = "*", **context: list[str]) -> dict[str, Any]:
    keys = {key.replace("_", ":", 1): values for key, values in context.items()}
    return {"principal": principal, "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "context": keys}


ASKS = "calls `s3:GetObject` on `arn:aws:s3:::b/k`"


@pytest.mark.parametrize(
    ("principal", "words"),
    [
        ("*", "anyone, without signing in,"),
        ({"AWS": "*"}, "anyone, without signing in,"),
        ({"AWS": "arn:aws:iam::111122223333:role/a/b"}, "the role `arn:aws:iam::111122223333:role/a/b`"),
        ({"AWS": "arn:aws:iam::111122223333:user/eve"}, "the user `arn:aws:iam::111122223333:user/eve`"),
        ({"AWS": "arn:aws-cn:iam::111122223333:root"}, "the account `arn:aws-cn:iam::111122223333:root`"),
        ({"AWS": "arn:aws:sts::1:assumed-role/r/s"}, "the role session `arn:aws:sts::1:assumed-role/r/s`"),
        ({"AWS": "111122223333"}, "`111122223333`"),
        ({"Service": "s3.amazonaws.com"}, "the AWS service `s3.amazonaws.com`"),
        ({"Federated": "accounts.google.com"}, "somebody signed in through `accounts.google.com`"),
    ],
)
def test_who_asks(principal: Any, words: str) -> None:
    assert in_words(request(principal)) == f"{words} {ASKS}"


@pytest.mark.parametrize(
    ("context", "words"),
    [
        ({"aws_SecureTransport": ["false"]}, "over plain HTTP (`aws:SecureTransport` = `false`)"),
        ({"s3_TlsVersion": ["1.1"]}, "with TLS `1.1` (`s3:TlsVersion`)"),
        ({"aws_SourceIp": ["198.51.100.7"]}, "from the address `198.51.100.7` (`aws:SourceIp`)"),
        ({"aws_MultiFactorAuthPresent": ["false"]}, "without MFA (`aws:MultiFactorAuthPresent` = `false`)"),
        ({"aws_TagKeys": ["a", "b"]}, "with `aws:TagKeys` = `a`, `b`"),
        (
            {"aws_TagKeys": ["a"], "aws_SourceVpc": ["v"], "s3_x": ["1"]},
            "from the VPC `v` (`aws:SourceVpc`), with `aws:TagKeys` = `a` and `s3:x` = `1`",
        ),
        ({"aws_TagKeys": []}, "with `aws:TagKeys` = no value"),
    ],
)
def test_under_which_conditions(context: dict[str, list[str]], words: str) -> None:
    assert in_words(request(**context)) == f"anyone, without signing in, {ASKS}, {words}"
