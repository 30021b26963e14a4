"""References are identities: equal to themselves, and perhaps to a text that a policy writes out."""

from __future__ import annotations

from typing import Any

import pytest

from pipewarden.iam import questions
from pipewarden.iam.names import Names
from pipewarden.iam.prove import Counterexample, Outcome, Proved
from pipewarden.iam.read import policy
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Template, Unknown, Value

_BUCKET = Symbol("module.bucket.aws_s3_bucket.this", ("arn",))
_NAME = Symbol("module.bucket.aws_s3_bucket.this", ("id",))
_OTHER = Symbol("aws_s3_bucket.logs", ("arn",))
_LOOKED_UP = Symbol("data.aws_s3_bucket.given", ("arn",))
_ACCOUNT = Symbol("data.aws_caller_identity.current", ("account_id",))
_PARTITION = Symbol("data.aws_partition.current", ("partition",))
_ROLE = Symbol("aws_iam_role.pipeline", ("arn",))
_UNKNOWN = Unknown("`var.given` has no value")


def _value(document: Any) -> Value:
    if isinstance(document, dict):
        return Mapping(tuple((key, _value(value)) for key, value in document.items()))
    if isinstance(document, list):
        return Sequence(tuple(map(_value, document)))
    return Known(document) if isinstance(document, str) else document


def _text(*parts: Any) -> Template:
    return Template(parts)


def _read(statement: dict[str, Any], names: Names) -> Any:
    document = {"Version": "2012-10-17", "Statement": [statement]}
    found = policy(Encoded(_value(document), Known("")), "resource", names)
    assert found.invalid == ()
    return found


def _kind(outcome: Outcome) -> str:
    if isinstance(outcome, Counterexample):
        return "unknown" if outcome.assuming else "broken"
    return "holds" if isinstance(outcome, Proved) else "undecided"


def _tls(resources: list[Any], **changes: Any) -> dict[str, Any]:
    condition = {"Bool": {"aws:SecureTransport": "false"}}
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": resources, "Condition": condition}
    return {**statement, **changes}


@pytest.mark.parametrize(
    ("resources", "kind"),
    [
        ([_BUCKET, _text(_BUCKET, "/*")], "holds"),
        ([_text("arn:aws:s3:::", _NAME), _text("arn:aws:s3:::", _NAME, "/*")], "holds"),
        ([_text("arn:", _PARTITION, ":s3:::", _NAME), _text(_BUCKET, "/*")], "holds"),
        ([_text("arn:aws-cn:s3:::", _NAME), _text("arn:aws-cn:s3:::", _NAME, "/*")], "holds"),
        (["*"], "holds"),
        ([_text(_BUCKET, "/*")], "broken"),
        ([_BUCKET, _text(_BUCKET, "/pipeline/*")], "broken"),
        ([_OTHER, _text(_OTHER, "/*")], "broken"),
        ([_LOOKED_UP, _text(_LOOKED_UP, "/*")], "unknown"),
        (["arn:aws:s3:::artifacts", "arn:aws:s3:::artifacts/*"], "unknown"),
        (["arn:aws:s3:::artifacts/*"], "broken"),
        ([_UNKNOWN], "unknown"),
        ([_BUCKET, _text(_BUCKET, "/*"), _UNKNOWN], "holds"),
        ([_BUCKET, _text(_BUCKET, "/", _UNKNOWN)], "unknown"),
        ([_text(_BUCKET, "/*"), _text("arn:aws:iam::", _UNKNOWN)], "broken"),
    ],
)
def test_a_bucket_is_named_by_reference(resources: list[Any], kind: str) -> None:
    names = Names()
    assert _kind(questions.plaintext_denied(_read(_tls(resources), names), _BUCKET, names)) == kind


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"Principal": _UNKNOWN}, "unknown"),
        ({"Action": _UNKNOWN}, "unknown"),
        ({"Condition": _UNKNOWN}, "unknown"),
        ({"Condition": {"Bool": {"aws:SecureTransport": _UNKNOWN}}}, "unknown"),
        ({"Condition": {"Bool": _UNKNOWN}}, "unknown"),
        ({"Effect": _UNKNOWN}, "unknown"),
        ({"Sid": _UNKNOWN}, "holds"),
    ],
)
def test_what_is_unknown_leaves_the_question_open(changes: dict[str, Any], kind: str) -> None:
    names = Names()
    read = _read(_tls([_BUCKET, _text(_BUCKET, "/*")], **changes), names)
    outcome = questions.plaintext_denied(read, _BUCKET, names)
    assert _kind(outcome) == kind
    if isinstance(outcome, Counterexample):
        assert any("`var.given` has no value" in each for each in outcome.assuming)


@pytest.mark.parametrize(
    ("principal", "kind"),
    [
        ({"AWS": _ROLE}, "holds"),
        ({"AWS": _ACCOUNT}, "holds"),
        ({"AWS": _text("arn:aws:iam::", _ACCOUNT, ":root")}, "holds"),
        ({"AWS": _text("arn:", _PARTITION, ":iam::", _ACCOUNT, ":role/", _UNKNOWN)}, "holds"),
        ({"AWS": "999988887777"}, "unknown"),
        ({"AWS": ["999988887777", "222233334444"]}, "broken"),
        ({"AWS": _UNKNOWN}, "unknown"),
        ("*", "broken"),
    ],
)
def test_the_stacks_own_account_is_no_outsider(principal: Any, kind: str) -> None:
    names = Names()
    allow = {"Effect": "Allow", "Principal": principal, "Action": "s3:GetObject", "Resource": _text(_BUCKET, "/*")}
    outcome = questions.nothing_to_outsiders(_read(allow, names), questions.Trusted((_ACCOUNT,)), names)
    assert _kind(outcome) == kind


def test_an_account_that_is_given_decides_what_a_reference_leaves_open() -> None:
    allow = {"Effect": "Allow", "Principal": {"AWS": "999988887777"}, "Action": "s3:GetObject", "Resource": "*"}
    for account, kind in (("999988887777", "holds"), ("111122223333", "broken")):
        names = Names(account=account)
        outcome = questions.nothing_to_outsiders(_read(allow, names), questions.Trusted((_ACCOUNT,)), names)
        assert _kind(outcome) == kind


def test_a_coincidence_is_named() -> None:
    names = Names()
    read = _read(_tls(["arn:aws:s3:::artifacts", "arn:aws:s3:::artifacts/*"]), names)
    outcome = questions.plaintext_denied(read, _BUCKET, names)
    assert isinstance(outcome, Counterexample)
    assert outcome.assuming == ("`module.bucket.aws_s3_bucket.this.bucket` is not `artifacts`",)


def test_a_required_request_between_references_is_allowed() -> None:
    names = Names()
    allow = {"Effect": "Allow", "Principal": {"AWS": _ROLE}, "Action": "s3:GetObject", "Resource": _text(_BUCKET, "/*")}
    required = questions.Required(_ROLE, "s3:GetObject", _text(_BUCKET, "/source.zip"))
    assert _kind(questions.allows(required, resource=_read(allow, names), names=names)) == "holds"
    other = {**allow, "Principal": {"AWS": Symbol("aws_iam_role.build", ("arn",))}}
    assert _kind(questions.allows(required, resource=_read(other, names), names=names)) == "broken"
    unknown = {**allow, "Resource": _UNKNOWN}
    assert _kind(questions.allows(required, resource=_read(unknown, names), names=names)) == "unknown"
