"""One request is decided as AWS decides it: who a principal is, and what follows from it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipewarden.errors import PipewardenError
from pipewarden.iam.evaluate import Verdict, verdict
from pipewarden.iam.read import policy
from pipewarden.iam.request_text import request
from pipewarden.stack.values import Known

_ACCOUNT = "arn:aws:iam::111122223333"
_SESSION = "arn:aws:sts::111122223333:assumed-role/deploy/s"
_USER_SESSION = "arn:aws:sts::111122223333:federated-user/bob"


def _verdict(asked: dict[str, Any], **statement: Any) -> Verdict:
    whole = {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*", **statement}
    kept = {name: value for name, value in whole.items() if value is not None}
    read = policy(Known(json.dumps({"Version": "2012-10-17", "Statement": kept})), "resource")
    assert read.invalid == ()
    document = {"principal": "*", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", **asked}
    return verdict(read, request(json.dumps(document), "r.json"))


def _allowed(asked: dict[str, Any], **statement: Any) -> bool | None:
    decision = _verdict(asked, **statement).decision
    return None if decision is None else decision.allowed


@pytest.mark.parametrize(
    ("named", "who", "allowed"),
    [
        ("*", "*", True),
        ({"AWS": "*"}, "*", True),
        ({"AWS": "111122223333"}, "*", False),
        ({"AWS": "111122223333"}, {"AWS": _SESSION}, True),
        ({"AWS": "111122223333"}, {"AWS": "111122223333"}, True),
        ({"AWS": "111122223333"}, {"AWS": _USER_SESSION}, True),
        ({"AWS": f"{_ACCOUNT}:root"}, {"AWS": _USER_SESSION}, True),
        ({"AWS": "arn:aws-cn:iam::111122223333:root"}, {"AWS": _USER_SESSION}, False),
        ({"AWS": f"{_ACCOUNT}:root"}, {"AWS": f"{_ACCOUNT}:root"}, True),
        ({"AWS": f"{_ACCOUNT}:user/ann"}, {"AWS": f"{_ACCOUNT}:root"}, False),
        ({"AWS": f"{_ACCOUNT}:role/deploy"}, {"AWS": _SESSION}, True),
        ({"AWS": f"{_ACCOUNT}:role/team/deploy"}, {"AWS": _SESSION}, True),
        ({"AWS": f"{_ACCOUNT}:role/deploy/team"}, {"AWS": _SESSION}, False),
        ({"AWS": "arn:aws:iam::444455556666:role/deploy"}, {"AWS": _SESSION}, False),
        ({"AWS": _SESSION}, {"AWS": _SESSION}, True),
        ({"AWS": _SESSION}, {"AWS": _SESSION + "2"}, False),
        ({"AWS": _SESSION}, {"AWS": f"{_ACCOUNT}:role/deploy"}, False),
        ({"Service": "events.amazonaws.com"}, {"Service": "events.amazonaws.com"}, True),
        ({"Service": "events.amazonaws.com"}, {"Service": "config.amazonaws.com"}, False),
        ({"AWS": "*"}, {"Service": "config.amazonaws.com"}, True),
    ],
)
def test_whom_a_principal_names(named: Any, who: Any, allowed: bool) -> None:
    assert _allowed({"principal": who}, Principal=named) is allowed
    assert _allowed({"principal": who}, Principal=None, NotPrincipal=named) is not allowed


@pytest.mark.parametrize(
    ("conditions", "who", "allowed"),
    [
        ({"ArnEquals": {"aws:PrincipalArn": f"{_ACCOUNT}:role/deploy"}}, _SESSION, True),
        ({"StringEquals": {"aws:PrincipalAccount": "111122223333"}}, _SESSION, True),
        ({"Bool": {"aws:PrincipalIsAWSService": "false"}}, _SESSION, True),
        ({"StringEquals": {"aws:PrincipalType": "AssumedRole"}}, _SESSION, True),
        ({"StringEquals": {"aws:username": "ann"}}, f"{_ACCOUNT}:user/team/ann", True),
        ({"Null": {"aws:username": "true"}}, _SESSION, True),
        ({"StringEquals": {"aws:PrincipalType": "FederatedUser"}}, _USER_SESSION, True),
        ({"StringEquals": {"aws:PrincipalType": "Account"}}, "111122223333", True),
    ],
)
def test_what_follows_from_a_principal(conditions: dict[str, Any], who: str, allowed: bool) -> None:
    assert _allowed({"principal": {"AWS": who}}, Condition=conditions) is allowed


def test_the_path_of_a_session_s_role_is_not_guessed() -> None:
    sso = {"ArnLike": {"aws:PrincipalArn": f"{_ACCOUNT}:role/aws-reserved/sso.amazonaws.com/*"}}
    asked = {"principal": {"AWS": _SESSION}}
    undecided = _verdict(asked, Condition=sso)
    assert undecided.decision is None
    assert "give `aws:PrincipalArn`" in undecided.why
    for path, allowed in (("", False), ("aws-reserved/sso.amazonaws.com/", True)):
        arn = f"{_ACCOUNT}:role/{path}deploy"
        assert _allowed({**asked, "context": {"aws:PrincipalArn": arn}}, Condition=sso) is allowed


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "there is no text"),
        ("[]", 1, 1, "must be a JSON object"),
        ('{"Action": "s3:GetObject"}', 1, 12, "`Action` is no part of a request"),
        ('{"principal": "*", "principal": "*"}', 1, 33, "`principal` stands twice"),
        ('{\n "principal": "ann", "action": "s3:GetObject", "resource": "*"}', 2, 15, "`principal` must be"),
        ('{"principal": {"AWS": "ann"}, "action": "s3:GetObject", "resource": "*"}', 1, 15, "`ann` is no ARN"),
        ('{"principal": "*", "action": "s3:*", "resource": "*"}', 1, 30, "`s3:*` is no action"),
        ('{"principal": "*", "action": "s3:GetObject"}', 1, 1, "has no `resource`"),
        ('{"action": "s3:GetObject", "resource": "*", "context": [1]}', 1, 56, "`context` must be an object"),
        ('{"action": "s3:GetObject", "resource": "*", "context": {"a": null}}', 1, 56, "must be a list of strings"),
        ('{"action": "s3:GetObject", "resource": "*", "context": {"a:b": 1, "A:b": 2}}', 1, 56, "again"),
    ],
)
def test_a_text_that_is_no_request(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(PipewardenError) as caught:
        request(text, "r.json")
    assert (caught.value.file, caught.value.line, caught.value.column) == ("r.json", line, column)
    assert message in caught.value.message


def test_numbers_and_booleans_of_a_context_are_their_text() -> None:
    conditions = {"NumericLessThan": {"s3:max-keys": 10}, "Bool": {"aws:SecureTransport": True}}
    assert _allowed({"context": {"s3:max-keys": 9.5, "aws:SecureTransport": True}}, Condition=conditions) is True
