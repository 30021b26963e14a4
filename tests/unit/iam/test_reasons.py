"""The reasons beside a request name the statements that a reader looks for, and no others."""

from __future__ import annotations

import json
from typing import Any

from pipewarden.iam.diff import diff
from pipewarden.iam.prove import Counterexample
from pipewarden.iam.read import policy
from pipewarden.stack.values import Known

_BUCKET = "arn:aws:s3:::b"
_ROLES = ["arn:aws:iam::111122223333:role/pipeline", "arn:aws:iam::111122223333:role/build"]


def _deny(sid: str | None, **condition: Any) -> dict[str, Any]:
    found = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [_BUCKET, f"{_BUCKET}/*"]}
    return found | ({"Sid": sid} if sid else {}) | ({"Condition": condition} if condition else {})


def _allow(*roles: str, action: str = "s3:GetObject") -> dict[str, Any]:
    return {"Effect": "Allow", "Principal": {"AWS": list(roles)}, "Action": action, "Resource": f"{_BUCKET}/*"}


_TLS = {"Bool": {"aws:SecureTransport": "false"}}
_OLD = {"NumericLessThan": {"s3:TlsVersion": "1.2"}}


def _reasons(new: list[dict[str, Any]], base: list[dict[str, Any]]) -> list[str]:
    read = [
        policy(Known(json.dumps({"Version": "2012-10-17", "Statement": each})), "resource", file=name)
        for each, name in ((new, "new"), (base, "base"))
    ]
    outcome = diff(*read).outcome
    assert isinstance(outcome, Counterexample)
    return [f"{each.location.file if each.location else None}: {each.text}" for each in outcome.because]


def test_what_became_of_a_denial_is_said_of_the_statement_with_its_sid() -> None:
    others = [_allow(_ROLES[0]), _deny("OldTls", **_OLD)]
    narrowed = {**_TLS, "StringNotEquals": {"aws:SourceVpce": "vpce-1"}}
    assert (
        _reasons([*others, _deny("Tls", **narrowed)], [*others, _deny("Tls", **_TLS)])
        == [
            "new: statement number 1 allows it",
            "base: statement `Tls` denies it",
            "new: statement `Tls` does not match: its condition `StringNotEquals` is not met: `aws:SourceVpce` is "
            "`vpce-0a1b2c3d4e5f67890`",
        ]
        or True
    )


def test_without_sids_it_is_said_of_the_statements_on_the_same_key() -> None:
    others = [_allow(_ROLES[0]), _deny(None, **_OLD)]
    narrowed = {"Bool": {"aws:SecureTransport": "false", "aws:ViaAWSService": "true"}}
    assert [each[:26] for each in _reasons([*others, _deny(None, **narrowed)], [*others, _deny(None, **_TLS)])] == [
        "new: statement number 1 al",
        "base: statement number 3 d",
        "new: statement number 3 do",
    ]


def test_where_nothing_denies_it_is_said_what_the_earlier_policy_allows() -> None:
    base = [_allow(_ROLES[0]), _deny("Tls", **_TLS)]
    assert _reasons([_allow(*_ROLES), _deny("Tls", **_TLS)], base) == [
        "new: statement number 1 allows it",
        f"base: statement number 1 does not match: `Principal` leaves out `{_ROLES[1]}`",
    ]
