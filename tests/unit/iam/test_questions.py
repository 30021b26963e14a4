"""The catalogue's questions over a hardened bucket policy and key policy, and over edits that only seem harmless."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from pipewarden.iam import questions
from pipewarden.iam.model import empty
from pipewarden.iam.prove import Counterexample, Outcome, Undecided
from pipewarden.iam.read import policy
from pipewarden.stack.values import Known
from policy_questions import ACCOUNT, ALLOW, BUCKET, KEY, KEY_POLICY, ROLE, TLS, deny, kind_of, policy_of

_ALGORITHM = "s3:x-amz-server-side-encryption"
_BOTH = [BUCKET, f"{BUCKET}/*"]
_TRUSTED = questions.Trusted((ACCOUNT,))


@pytest.mark.parametrize(
    "statements",
    [
        [TLS],
        [deny({"BoolIfExists": {"aws:SecureTransport": "false"}})],
        [deny({"StringEquals": {"AWS:securetransport": "false"}})],
        [deny({"StringNotEquals": {"aws:SecureTransport": "true"}})],
        [deny({"Bool": {"aws:SecureTransport": ["false", "true"]}})],
        [deny({"Bool": {"aws:SecureTransport": "false"}}, Action="*", Resource="*")],
        [deny({"Bool": {"aws:SecureTransport": "false"}}, Principal={"AWS": "*"}, Action="S3:*")],
        [deny({"Bool": {"aws:SecureTransport": "false"}}, Resource=f"{BUCKET}*")],
        [{**TLS, "Resource": BUCKET}, {**TLS, "Resource": f"{BUCKET}/*"}],
        [{**TLS, "Action": "s3:GetObject"}, {**deny(TLS["Condition"], NotAction="s3:GetObject"), "Action": None}],
        [{**TLS, "Condition": {**TLS["Condition"], "Null": {"aws:SecureTransport": "false"}}}],
    ],
)
def test_plaintext_is_denied_in_whichever_words(statements: list[dict[str, Any]]) -> None:
    stripped = [{key: value for key, value in each.items() if value is not None} for each in statements]
    assert kind_of(questions.plaintext_denied(policy_of(*stripped), BUCKET)) == "holds"


@pytest.mark.parametrize(
    ("edit", "resource"),
    [
        ({"Resource": f"{BUCKET}/*"}, BUCKET),
        ({"Resource": BUCKET}, f"{BUCKET}/"),
        ({"Resource": f"{BUCKET}/*/*"}, BUCKET),
        ({"Resource": [BUCKET, f"{BUCKET}/pipeline/*"]}, f"{BUCKET}/"),
        ({"Resource": ["arn:aws:s3:::Artifacts", "arn:aws:s3:::Artifacts/*"]}, BUCKET),
        ({"Action": ["s3:Get*", "s3:Put*", "s3:List*", "s3:Delete*"]}, BUCKET),
        ({"Action": "s3:*Object*"}, BUCKET),
        ({"Action": None, "NotAction": "s3:ListBucket"}, BUCKET),
        ({"Principal": {"AWS": ACCOUNT}}, BUCKET),
        ({"Principal": None, "NotPrincipal": {"AWS": ROLE}}, BUCKET),
        ({"Effect": "Allow"}, BUCKET),
        ({"Condition": {"Bool": {"aws:SecureTransport": "true"}}}, BUCKET),
        ({"Condition": {"Bool": {"aws:SecureTranport": "false"}}}, BUCKET),
        ({"Condition": {"Null": {"aws:SecureTransport": "true"}}}, BUCKET),
        ({"Condition": {"NumericEquals": {"aws:SecureTransport": "0"}}}, BUCKET),
        ({"Condition": {**TLS["Condition"], "StringEquals": {"aws:PrincipalAccount": ACCOUNT}}}, BUCKET),
        ({"Condition": {**TLS["Condition"], "ArnNotLike": {"aws:PrincipalArn": ROLE}}}, BUCKET),
        ({"Condition": {**TLS["Condition"], "IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}, BUCKET),
        ({"Condition": {**TLS["Condition"], "NumericLessThan": {"s3:TlsVersion": "1.2"}}}, BUCKET),
        ({"Condition": {**TLS["Condition"], "StringLike": {"aws:UserAgent": "*"}}}, BUCKET),
    ],
)
def test_an_edit_that_lets_plaintext_through_is_shown_by_a_request(edit: dict[str, Any], resource: str) -> None:
    edited = {key: value for key, value in {**TLS, **edit}.items() if value is not None}
    outcome = questions.plaintext_denied(policy_of(edited), BUCKET)
    assert isinstance(outcome, Counterexample) and outcome.assuming == ()
    assert dict(outcome.request.context)["aws:SecureTransport"] == ("false",)
    assert outcome.request.resource.startswith(BUCKET)
    assert outcome.request.resource.startswith(resource)


def test_without_a_policy_nothing_is_denied() -> None:
    assert kind_of(questions.plaintext_denied(empty(), BUCKET)) == "broken"


def test_a_question_about_nothing_has_no_answer() -> None:
    """A resource that no request can name would make every policy look right."""
    assert isinstance(questions.plaintext_denied(policy_of(TLS), "no-arn"), Undecided)


def test_an_invalid_policy_is_never_judged() -> None:
    refused = policy(Known('{"Statement": [{"Effect": "deny"}]}'), "resource")
    outcome = questions.plaintext_denied(refused, BUCKET)
    assert isinstance(outcome, Undecided) and "AWS would refuse" in outcome.why


@pytest.mark.parametrize(
    ("condition", "minimum", "kind"),
    [
        ({"NumericLessThan": {"s3:TlsVersion": "1.2"}}, "1.2", "holds"),
        ({"NumericLessThan": {"s3:TlsVersion": 1.3}}, "1.2", "holds"),
        ({"NumericLessThanIfExists": {"s3:TlsVersion": "1.2"}}, "1.2", "holds"),
        ({"StringNotEquals": {"s3:TlsVersion": ["1.2", "1.3"]}}, "1.2", "holds"),
        ({"NumericLessThanEquals": {"s3:TlsVersion": "1.1"}}, "1.2", "holds"),
        ({"NumericLessThan": {"s3:TlsVersion": "1.2"}}, "1.3", "broken"),
        ({"NumericLessThan": {"s3:TlsVersion": "1.1"}}, "1.2", "broken"),
        ({"NumericEquals": {"s3:TlsVersion": "1.1"}}, "1.2", "broken"),
        ({"StringEquals": {"s3:TlsVersion": "1.0"}}, "1.2", "broken"),
    ],
)
def test_old_tls_is_denied(condition: dict[str, Any], minimum: str, kind: str) -> None:
    assert kind_of(questions.old_tls_denied(policy_of(deny(condition)), BUCKET, minimum)) == kind


@pytest.mark.parametrize(
    ("question", "condition", "kind"),
    [
        ("algorithm", {"StringNotEqualsIfExists": {_ALGORITHM: ["aws:kms", "aws:kms:dsse"]}}, "holds"),
        ("algorithm", {"StringNotEquals": {_ALGORITHM: "aws:kms"}}, "holds"),
        ("algorithm", {"StringEquals": {_ALGORITHM: "AES256"}}, "broken"),
        ("algorithm", {"Null": {_ALGORITHM: "true"}}, "broken"),
        ("algorithm", {"StringNotLike": {_ALGORITHM: "*"}}, "broken"),
        ("key", {"StringNotEqualsIfExists": {f"{_ALGORITHM}-aws-kms-key-id": KEY}}, "holds"),
        ("key", {"ArnNotEqualsIfExists": {f"{_ALGORITHM}-aws-kms-key-id": KEY}}, "holds"),
        ("key", {"StringNotLikeIfExists": {f"{_ALGORITHM}-aws-kms-key-id": f"{KEY[:-1]}*"}}, "broken"),
        ("customer", {"Null": {f"{_ALGORITHM}-customer-algorithm": "false"}}, "holds"),
        ("customer", {"StringEquals": {f"{_ALGORITHM}-customer-algorithm": "AES256"}}, "broken"),
    ],
)
def test_uploads_with_another_encryption_are_denied(question: str, condition: dict[str, Any], kind: str) -> None:
    read = policy_of(deny(condition, Action="s3:PutObject", Resource=f"{BUCKET}/*"))
    ask: dict[str, Callable[[], Outcome]] = {
        "algorithm": lambda: questions.other_algorithm_denied(read, BUCKET),
        "key": lambda: questions.other_key_denied(read, BUCKET, KEY),
        "customer": lambda: questions.customer_key_denied(read, BUCKET),
    }
    assert kind_of(ask[question]()) == kind


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        ({}, "holds"),
        ({"Principal": {"AWS": ACCOUNT}}, "holds"),
        ({"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": ACCOUNT}}}, "holds"),
        ({"Principal": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:*"}}}, "holds"),
        ({"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}, "broken"),
        ({"Principal": "*"}, "broken"),
        ({"Principal": {"AWS": "*"}}, "broken"),
        ({"Principal": {"AWS": ["444455556666"]}}, "broken"),
        ({"Principal": None, "NotPrincipal": {"AWS": ROLE}}, "broken"),
        ({"Principal": "*", "Condition": {"StringLike": {"aws:PrincipalArn": "*"}}}, "broken"),
        ({"Principal": "*", "Condition": {"StringLike": {"aws:PrincipalAccount": "1*"}}}, "broken"),
        ({"Principal": "*", "Condition": {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-x"}}}, "broken"),
        ({"Principal": "*", "Condition": {"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-x"}}}, "broken"),
        ({"Principal": "*", "Condition": {"StringNotEquals": {"aws:PrincipalAccount": "444455556666"}}}, "broken"),
        ({"Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}, "broken"),
        ({"Principal": "*", "Condition": {"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}}}, "broken"),
        ({"Principal": {"CanonicalUser": "79a59df900b949e55d96"}}, "unknown"),
        ({"Principal": {"Service": "cloudtrail.amazonaws.com"}}, "broken"),
        (
            {
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Condition": {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"}},
            },
            "holds",
        ),
        (
            {
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Condition": {"StringEqualsIfExists": {"aws:SourceAccount": ACCOUNT}},
            },
            "broken",
        ),
    ],
)
def test_outsiders_are_allowed_nothing(edit: dict[str, Any], kind: str) -> None:
    edited = {key: value for key, value in {**ALLOW, **edit}.items() if value is not None}
    assert kind_of(questions.nothing_to_outsiders(policy_of(edited), _TRUSTED, services=True)) == kind


def test_an_organization_that_is_declared_is_no_outsider() -> None:
    read = policy_of({**ALLOW, "Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})
    trusted = questions.Trusted((ACCOUNT,), organization="o-a1b2c3d4e5")
    assert kind_of(questions.nothing_to_outsiders(read, trusted)) == "holds"


@pytest.mark.parametrize(
    ("at", "edit", "outsiders", "services"),
    [
        (0, {}, "holds", "holds"),
        (0, {"Principal": {"AWS": "444455556666"}}, "broken", "holds"),
        (1, {"Principal": "*", "Condition": {"StringEquals": {"kms:CallerAccount": ACCOUNT}}}, "holds", "holds"),
        (
            1,
            {"Principal": "*", "Condition": {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}}},
            "broken",
            "broken",
        ),
        (2, {"Condition": {"StringEqualsIfExists": {"aws:SourceAccount": ACCOUNT}}}, "holds", "broken"),
        (2, {"Condition": {"StringLike": {"aws:SourceArn": "arn:aws:cloudtrail:*"}}}, "holds", "broken"),
    ],
)
def test_a_key_is_open_to_nobody_else(at: int, edit: dict[str, Any], outsiders: str, services: str) -> None:
    statements = copy.deepcopy(KEY_POLICY)
    statements[at].update(edit)
    read = policy_of(*statements)
    assert kind_of(questions.nothing_to_outsiders(read, _TRUSTED)) == outsiders
    assert kind_of(questions.services_name_their_source(read, _TRUSTED)) == services


def test_delegation_to_the_account_gives_no_role_the_administration() -> None:
    administration = ("kms:PutKeyPolicy", "kms:ScheduleKeyDeletion")
    read = policy_of(*KEY_POLICY)
    assert kind_of(questions.actions_refused([read], administration, principal=ROLE)) == "broken"
    assert kind_of(questions.actions_refused([read], administration, principal=ROLE, delegation=False)) == "holds"
