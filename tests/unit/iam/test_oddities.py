"""`explain` says in plain words what a policy grants, and finds what is odd about it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipewarden.iam.oddities import oddities
from pipewarden.iam.phrases import sentence
from pipewarden.iam.read import policy
from pipewarden.stack.values import Known

_B = "arn:aws:s3:::b"
_ALLOW = {"Sid": "Read", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject"}
_READ = {**_ALLOW, "Resource": f"{_B}/*"}
_DENY = {"Sid": "Stop", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [_B, f"{_B}/*"]}

_READ_WITHOUT_PRINCIPAL = {name: value for name, value in _READ.items() if name != "Principal"}


def _odd(*statements: dict[str, Any], version: str = "2012-10-17") -> list[tuple[str, str]]:
    found = policy(Known(json.dumps({"Version": version, "Statement": list(statements)})), "resource")
    assert found.invalid == ()
    return [(each.statement, each.text) for each in oddities(found)]


@pytest.mark.parametrize(
    ("statements", "statement", "text"),
    [
        ([_READ, _DENY], "`Read`", "it allows nothing: whatever it allows is denied by statement `Stop`"),
        ([{**_READ, "Resource": _B}], "`Read`", "none of its actions takes a resource of the kind that it names"),
        ([{**_READ, "Action": "s3:GetObjcts"}], "`Read`", "did you mean `s3:GetObject`?"),
        (
            [{**_DENY, "Condition": {"Bool": {"aws:SecureTranport": "false"}}}],
            "`Stop`",
            "no condition key `aws:SecureTranport`; did you mean `aws:SecureTransport`?",
        ),
        ([{**_READ, "Condition": {"StringEquals": {"s3:prefix": "a"}}}], "`Read`", "the condition on `s3:prefix`"),
        (
            [{**_READ, "Condition": {"NumericEquals": {"aws:SourceIp": "1"}}}],
            "`Read`",
            "`NumericEquals` compares another type than `aws:SourceIp` has (IPAddress)",
        ),
        (
            [{**_READ, "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/64"}}}],
            "`Read`",
            "cannot read `10.0.0.0/64`",
        ),
        (
            [{**_READ, "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}}],
            "`Read`",
            "lets a request through that has no `aws:TagKeys` at all",
        ),
        (
            [{**_READ, "Condition": {"ForAnyValue:StringEquals": {"aws:PrincipalOrgID": "o-a"}}}],
            "`Read`",
            "is for keys with several values",
        ),
        (
            [{**_READ, "Sid": "All", "Action": "s3:*"}, _READ],
            "`Read`",
            "it says nothing that statement `All` does not say already",
        ),
        (
            [{**_READ, "Resource": _B + "/${aws:user}/*"}],
            "`Read`",
            "the policy variable `aws:user` is no condition key",
        ),
        (
            [{**_READ, "Resource": _B + "/${username}/*"}],
            "`Read`",
            "it allows nothing, for no request matches it: the policy variable `username` never has a value",
        ),
        ([{**_READ, "Resource": _B + "/${aws:username"}], "`Read`", "begins no policy variable"),
        (
            [{**_DENY, "Condition": {"Null": {"aws:SecureTransport": "true"}}}],
            "`Stop`",
            "it denies nothing, for no request matches it: the condition on `aws:SecureTransport` is never met",
        ),
        (
            [{**_READ, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-*"}}}],
            "`Read`",
            "takes the `*` in `o-*` for a star; wildcards need `StringLike`",
        ),
        (
            [{**_READ, "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3*"}}}],
            "`Read`",
            "`arn:aws:s3*` has fewer than the six parts of an ARN",
        ),
        (
            [{**_READ, "Condition": {"Bool": {"aws:SecureTransport": ["true", "false"]}}}],
            "`Read`",
            "does not tell requests apart",
        ),
        (
            [{**_READ_WITHOUT_PRINCIPAL, "NotPrincipal": {"AWS": "111122223333"}}],
            "`Read`",
            "`NotPrincipal` under Allow lets everyone else through",
        ),
        (
            [
                {
                    **_READ,
                    "Condition": {"StringEquals": {"aws:SourceVpce": "a"}, "StringLike": {"aws:SourceVpce": "b*"}},
                },
            ],
            "`Read`",
            "its conditions exclude each other",
        ),
        (
            [{**_READ, "Condition": {"NumericEquals": {"aws:SourceIp": "1"}, "Null": {"aws:SecureTransport": "true"}}}],
            "`Read`",
            "the condition on `aws:SourceIp` is never met",
        ),
    ],
)
def test_what_is_odd_is_found(statements: list[dict[str, Any]], statement: str, text: str) -> None:
    found = _odd(*statements)
    assert any(label == statement and text in each for label, each in found), found


def test_a_variable_in_the_version_of_2008_is_odd() -> None:
    found = _odd({**_READ, "Resource": _B + "/${aws:username}/*"}, version="2008-10-17")
    assert any("the version `2008-10-17` has none" in text for _, text in found)


def test_of_two_statements_that_say_the_same_one_is_odd() -> None:
    assert [label for label, _ in _odd(_READ, {**_READ, "Sid": "Again"})] == ["`Again`"]


def test_a_role_that_is_named_beside_its_whole_account_is_not_odd() -> None:
    """The account only may decide; the role has the right whatever its own policies say."""
    role = {"AWS": "arn:aws:iam::111122223333:role/a"}
    assert _odd(_READ, {**_READ, "Sid": "Role", "Principal": role}) == []
    assert [label for label, _ in _odd(_READ | {"Principal": "*"}, {**_READ, "Sid": "Role"})] == ["`Role`"]


@pytest.mark.parametrize(
    "statement",
    [
        _READ,
        {**_DENY, "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
        {**_READ, "Condition": {"StringEquals": {"aws:PrincipalTag/team": "a"}}},
        {**_READ, "Condition": {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/a"}}},
        {**_READ, "Resource": _B + "/${aws:username}/*"},
    ],
)
def test_a_plain_statement_is_not_odd(statement: dict[str, Any]) -> None:
    assert _odd(statement) == []


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        (_READ, f"every principal of the account `111122223333` may do `s3:GetObject` on `{_B}/*`"),
        (
            {**_DENY, "Condition": {"BoolIfExists": {"aws:SecureTransport": "false"}}},
            f"anyone at all is denied `s3:*` on `{_B}` and `{_B}/*`, "
            "when `aws:SecureTransport` is `false` (or is missing)",
        ),
        (
            {
                "Effect": "Deny",
                "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:role/a", "Service": "logs.amazonaws.com"},
                "NotAction": ["s3:Get*"],
                "NotResource": "arn:aws:s3:::c",
                "Condition": {"Null": {"aws:SourceVpce": "true"}, "NumericLessThan": {"s3:TlsVersion": "1.2"}},
            },
            "everyone but the role `arn:aws:iam::111122223333:role/a` and the service `logs.amazonaws.com` is denied "
            "everything but `s3:Get*` on everything but `arn:aws:s3:::c`, when `aws:SourceVpce` is missing and "
            "`s3:TlsVersion` is less than `1.2`",
        ),
        (
            {**_READ, "Condition": {"StringNotEquals": {"aws:SourceVpce": ["a", "b"]}}},
            f"every principal of the account `111122223333` may do `s3:GetObject` on `{_B}/*`, "
            "when `aws:SourceVpce` is not `a` nor `b` (or is missing)",
        ),
        (
            {
                **_READ,
                "Condition": {
                    "ArnLike": {"aws:SourceArn": "arn:aws:s3:::c"},
                    "StringNotLike": {"aws:SourceAccount": ["1*", "2"]},
                },
            },
            f"every principal of the account `111122223333` may do `s3:GetObject` on `{_B}/*`, when `aws:SourceArn` is "
            "`arn:aws:s3:::c` and `aws:SourceAccount` is not like `1*` nor `2` (or is missing)",
        ),
    ],
)
def test_a_statement_in_one_line(statement: dict[str, Any], text: str) -> None:
    [read] = policy(Known(json.dumps({"Version": "2012-10-17", "Statement": [statement]})), "resource").statements
    assert sentence(read) == text
