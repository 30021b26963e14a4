"""The catalogue's questions over a hardened bucket policy and key policy, and over edits that only seem harmless."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from pipewarden.iam import questions
from pipewarden.iam.model import Policy, empty
from pipewarden.iam.prove import Counterexample, Outcome, Proved, Undecided
from pipewarden.iam.read import policy
from pipewarden.stack.values import Known, Unknown

_ACCOUNT = "111122223333"
_BUCKET = "arn:aws:s3:::artifacts"
_KEY = f"arn:aws:kms:us-east-1:{_ACCOUNT}:key/k"
_ROLE = f"arn:aws:iam::{_ACCOUNT}:role/pipeline"
_ALGORITHM = "s3:x-amz-server-side-encryption"
_BOTH = [_BUCKET, f"{_BUCKET}/*"]
_TRUSTED = questions.Trusted((_ACCOUNT,))


def _deny(condition: dict[str, Any], **changes: Any) -> dict[str, Any]:
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": _BOTH, "Condition": condition}
    return {**statement, **changes}


_TLS = _deny({"Bool": {"aws:SecureTransport": "false"}})
_ALLOW = {"Effect": "Allow", "Principal": {"AWS": _ROLE}, "Action": "s3:GetObject", "Resource": f"{_BUCKET}/*"}


def _policy(*statements: dict[str, Any], kind: Any = "resource") -> Policy:
    found = policy(Known(json.dumps({"Version": "2012-10-17", "Statement": list(statements)})), kind)
    assert found.invalid == ()
    return found


def _kind(outcome: Outcome) -> str:
    assert not isinstance(outcome, Undecided), outcome
    return "holds" if isinstance(outcome, Proved) else "unknown" if outcome.assuming else "broken"


@pytest.mark.parametrize(
    "statements",
    [
        [_TLS],
        [_deny({"BoolIfExists": {"aws:SecureTransport": "false"}})],
        [_deny({"StringEquals": {"AWS:securetransport": "false"}})],
        [_deny({"StringNotEquals": {"aws:SecureTransport": "true"}})],
        [_deny({"Bool": {"aws:SecureTransport": ["false", "true"]}})],
        [_deny({"Bool": {"aws:SecureTransport": "false"}}, Action="*", Resource="*")],
        [_deny({"Bool": {"aws:SecureTransport": "false"}}, Principal={"AWS": "*"}, Action="S3:*")],
        [_deny({"Bool": {"aws:SecureTransport": "false"}}, Resource=f"{_BUCKET}*")],
        [{**_TLS, "Resource": _BUCKET}, {**_TLS, "Resource": f"{_BUCKET}/*"}],
        [{**_TLS, "Action": "s3:GetObject"}, {**_deny(_TLS["Condition"], NotAction="s3:GetObject"), "Action": None}],
        [{**_TLS, "Condition": {**_TLS["Condition"], "Null": {"aws:SecureTransport": "false"}}}],
    ],
)
def test_plaintext_is_denied_in_whichever_words(statements: list[dict[str, Any]]) -> None:
    stripped = [{key: value for key, value in each.items() if value is not None} for each in statements]
    assert _kind(questions.plaintext_denied(_policy(*stripped), _BUCKET)) == "holds"


@pytest.mark.parametrize(
    ("edit", "resource"),
    [
        ({"Resource": f"{_BUCKET}/*"}, _BUCKET),
        ({"Resource": _BUCKET}, f"{_BUCKET}/"),
        ({"Resource": f"{_BUCKET}/*/*"}, _BUCKET),
        ({"Resource": [_BUCKET, f"{_BUCKET}/pipeline/*"]}, f"{_BUCKET}/"),
        ({"Resource": ["arn:aws:s3:::Artifacts", "arn:aws:s3:::Artifacts/*"]}, _BUCKET),
        ({"Action": ["s3:Get*", "s3:Put*", "s3:List*", "s3:Delete*"]}, _BUCKET),
        ({"Action": "s3:*Object*"}, _BUCKET),
        ({"Action": None, "NotAction": "s3:ListBucket"}, _BUCKET),
        ({"Principal": {"AWS": _ACCOUNT}}, _BUCKET),
        ({"Principal": None, "NotPrincipal": {"AWS": _ROLE}}, _BUCKET),
        ({"Effect": "Allow"}, _BUCKET),
        ({"Condition": {"Bool": {"aws:SecureTransport": "true"}}}, _BUCKET),
        ({"Condition": {"Bool": {"aws:SecureTranport": "false"}}}, _BUCKET),
        ({"Condition": {"Null": {"aws:SecureTransport": "true"}}}, _BUCKET),
        ({"Condition": {"NumericEquals": {"aws:SecureTransport": "0"}}}, _BUCKET),
        ({"Condition": {**_TLS["Condition"], "StringEquals": {"aws:PrincipalAccount": _ACCOUNT}}}, _BUCKET),
        ({"Condition": {**_TLS["Condition"], "ArnNotLike": {"aws:PrincipalArn": _ROLE}}}, _BUCKET),
        ({"Condition": {**_TLS["Condition"], "IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}, _BUCKET),
        ({"Condition": {**_TLS["Condition"], "NumericLessThan": {"s3:TlsVersion": "1.2"}}}, _BUCKET),
        ({"Condition": {**_TLS["Condition"], "StringLike": {"aws:UserAgent": "*"}}}, _BUCKET),
    ],
)
def test_an_edit_that_lets_plaintext_through_is_shown_by_a_request(edit: dict[str, Any], resource: str) -> None:
    edited = {key: value for key, value in {**_TLS, **edit}.items() if value is not None}
    outcome = questions.plaintext_denied(_policy(edited), _BUCKET)
    assert isinstance(outcome, Counterexample) and outcome.assuming == ()
    assert dict(outcome.request.context)["aws:SecureTransport"] == ("false",)
    assert outcome.request.resource.startswith(_BUCKET)
    assert outcome.request.resource.startswith(resource)


def test_without_a_policy_nothing_is_denied() -> None:
    assert _kind(questions.plaintext_denied(empty(), _BUCKET)) == "broken"


def test_a_question_about_nothing_has_no_answer() -> None:
    """A resource that no request can name would make every policy look right."""
    assert isinstance(questions.plaintext_denied(_policy(_TLS), "no-arn"), Undecided)


def test_an_invalid_policy_is_never_judged() -> None:
    refused = policy(Known('{"Statement": [{"Effect": "deny"}]}'), "resource")
    outcome = questions.plaintext_denied(refused, _BUCKET)
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
    assert _kind(questions.old_tls_denied(_policy(_deny(condition)), _BUCKET, minimum)) == kind


@pytest.mark.parametrize(
    ("question", "condition", "kind"),
    [
        ("algorithm", {"StringNotEqualsIfExists": {_ALGORITHM: ["aws:kms", "aws:kms:dsse"]}}, "holds"),
        ("algorithm", {"StringNotEquals": {_ALGORITHM: "aws:kms"}}, "holds"),
        ("algorithm", {"StringEquals": {_ALGORITHM: "AES256"}}, "broken"),
        ("algorithm", {"Null": {_ALGORITHM: "true"}}, "broken"),
        ("algorithm", {"StringNotLike": {_ALGORITHM: "*"}}, "broken"),
        ("key", {"StringNotEqualsIfExists": {f"{_ALGORITHM}-aws-kms-key-id": _KEY}}, "holds"),
        ("key", {"ArnNotEqualsIfExists": {f"{_ALGORITHM}-aws-kms-key-id": _KEY}}, "holds"),
        ("key", {"StringNotLikeIfExists": {f"{_ALGORITHM}-aws-kms-key-id": f"{_KEY[:-1]}*"}}, "broken"),
        ("customer", {"Null": {f"{_ALGORITHM}-customer-algorithm": "false"}}, "holds"),
        ("customer", {"StringEquals": {f"{_ALGORITHM}-customer-algorithm": "AES256"}}, "broken"),
    ],
)
def test_uploads_with_another_encryption_are_denied(question: str, condition: dict[str, Any], kind: str) -> None:
    read = _policy(_deny(condition, Action="s3:PutObject", Resource=f"{_BUCKET}/*"))
    ask: dict[str, Callable[[], Outcome]] = {
        "algorithm": lambda: questions.other_algorithm_denied(read, _BUCKET),
        "key": lambda: questions.other_key_denied(read, _BUCKET, _KEY),
        "customer": lambda: questions.customer_key_denied(read, _BUCKET),
    }
    assert _kind(ask[question]()) == kind


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        ({}, "holds"),
        ({"Principal": {"AWS": _ACCOUNT}}, "holds"),
        ({"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": _ACCOUNT}}}, "holds"),
        ({"Principal": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{_ACCOUNT}:*"}}}, "holds"),
        ({"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}, "broken"),
        ({"Principal": "*"}, "broken"),
        ({"Principal": {"AWS": "*"}}, "broken"),
        ({"Principal": {"AWS": ["444455556666"]}}, "broken"),
        ({"Principal": None, "NotPrincipal": {"AWS": _ROLE}}, "broken"),
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
                "Condition": {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudtrail:*:{_ACCOUNT}:trail/*"}},
            },
            "holds",
        ),
        (
            {
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Condition": {"StringEqualsIfExists": {"aws:SourceAccount": _ACCOUNT}},
            },
            "broken",
        ),
    ],
)
def test_outsiders_are_allowed_nothing(edit: dict[str, Any], kind: str) -> None:
    edited = {key: value for key, value in {**_ALLOW, **edit}.items() if value is not None}
    assert _kind(questions.nothing_to_outsiders(_policy(edited), _TRUSTED, services=True)) == kind


def test_an_organization_that_is_declared_is_no_outsider() -> None:
    read = _policy({**_ALLOW, "Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})
    trusted = questions.Trusted((_ACCOUNT,), organization="o-a1b2c3d4e5")
    assert _kind(questions.nothing_to_outsiders(read, trusted)) == "holds"


_KEY_POLICY = [
    {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{_ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"},
    {
        "Effect": "Allow",
        "Principal": {"AWS": _ROLE},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
        "Resource": "*",
    },
    {
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": "kms:GenerateDataKey*",
        "Resource": "*",
        "Condition": {"StringEquals": {"aws:SourceAccount": _ACCOUNT}},
    },
]


@pytest.mark.parametrize(
    ("at", "edit", "outsiders", "services"),
    [
        (0, {}, "holds", "holds"),
        (0, {"Principal": {"AWS": "444455556666"}}, "broken", "holds"),
        (1, {"Principal": "*", "Condition": {"StringEquals": {"kms:CallerAccount": _ACCOUNT}}}, "holds", "holds"),
        (
            1,
            {"Principal": "*", "Condition": {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}}},
            "broken",
            "broken",
        ),
        (2, {"Condition": {"StringEqualsIfExists": {"aws:SourceAccount": _ACCOUNT}}}, "holds", "broken"),
        (2, {"Condition": {"StringLike": {"aws:SourceArn": "arn:aws:cloudtrail:*"}}}, "holds", "broken"),
    ],
)
def test_a_key_is_open_to_nobody_else(at: int, edit: dict[str, Any], outsiders: str, services: str) -> None:
    statements = copy.deepcopy(_KEY_POLICY)
    statements[at].update(edit)
    read = _policy(*statements)
    assert _kind(questions.nothing_to_outsiders(read, _TRUSTED)) == outsiders
    assert _kind(questions.services_name_their_source(read, _TRUSTED)) == services


def test_delegation_to_the_account_gives_no_role_the_administration() -> None:
    administration = ("kms:PutKeyPolicy", "kms:ScheduleKeyDeletion")
    read = _policy(*_KEY_POLICY)
    assert _kind(questions.actions_refused([read], administration, principal=_ROLE)) == "broken"
    assert _kind(questions.actions_refused([read], administration, principal=_ROLE, delegation=False)) == "holds"


_APPROVE = {"Effect": "Allow", "Action": "codepipeline:*", "Resource": "*"}
_REFUSE = {**_APPROVE, "Effect": "Deny"}
_WITHOUT_MFA = {"aws:MultiFactorAuthPresent": "false"}


@pytest.mark.parametrize(
    ("statements", "kind"),
    [
        ([_APPROVE], "broken"),
        ([{**_APPROVE, "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}], "holds"),
        ([{**_APPROVE, "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}}], "broken"),
        (
            [_APPROVE, {**_APPROVE, "Effect": "Deny", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}}],
            "broken",
        ),
        (
            [
                _APPROVE,
                {**_APPROVE, "Effect": "Deny", "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}},
            ],
            "holds",
        ),
    ],
)
def test_an_approval_takes_mfa(statements: list[dict[str, Any]], kind: str) -> None:
    read = _policy(*statements, kind="identity")
    assert _kind(questions.mfa_required([read], ["codepipeline:PutApprovalResult"])) == kind


@pytest.mark.parametrize(
    ("action", "wild"),
    [
        ("*", True),
        ("s3:*", True),
        ("s3:**", True),
        ("*:*", True),
        ("s3:?*", True),
        ("s3:Get*", False),
        ("s3:GetObject", False),
    ],
)
def test_every_action_of_a_service_is_a_wildcard_in_whichever_words(action: str, wild: bool) -> None:
    read = _policy({"Effect": "Allow", "Action": action, "Resource": "*"}, kind="identity")
    assert bool(questions.wildcard_actions(read)) is wild


def test_all_but_some_actions_is_a_wildcard() -> None:
    read = _policy({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}, kind="identity")
    assert len(questions.wildcard_actions(read)) == 1


@pytest.mark.parametrize(
    ("action", "resource", "wild"),
    [
        ("s3:GetObject", "*", True),
        ("s3:GetObject", "arn:*:s3:::*", True),
        ("s3:GetObject", "arn:aws:s3:::artifacts/*", False),
        ("s3:ListAllMyBuckets", "*", False),
        ("ec2:DescribeVpcs", "*", False),
    ],
)
def test_resources_are_named_where_actions_take_them(action: str, resource: str, wild: bool) -> None:
    read = _policy({"Effect": "Allow", "Action": action, "Resource": resource}, kind="identity")
    assert bool(questions.wildcard_resources(read, ["s3", "kms"])) is wild


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        ({}, "broken"),
        ({"StringEquals": {"iam:PassedToService": "codebuild.amazonaws.com"}}, "holds"),
        ({"StringLike": {"iam:PassedToService": "*.amazonaws.com"}}, "broken"),
        ({"StringEqualsIfExists": {"iam:PassedToService": "codebuild.amazonaws.com"}}, "holds"),
    ],
)
def test_a_role_is_passed_to_named_services(condition: dict[str, Any], kind: str) -> None:
    statement = {"Effect": "Allow", "Action": "iam:PassRole", "Resource": _ROLE, "Condition": condition}
    assert _kind(questions.pass_role_confined([_policy(statement, kind="identity")])) == kind


def test_what_writes_policies_is_bounded() -> None:
    statement = {"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": _ROLE}
    bounded = {**statement, "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::1:policy/b"}}}
    assert _kind(questions.policy_writing_bounded([_policy(statement, kind="identity")])) == "broken"
    assert _kind(questions.policy_writing_bounded([_policy(bounded, kind="identity")])) == "holds"


_READ = questions.Required(_ROLE, "s3:GetObject", f"{_BUCKET}/x", (("aws:SecureTransport", "true"),))
_MAY_READ = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"{_BUCKET}/*"}


@pytest.mark.parametrize(
    ("identity", "resource", "kind"),
    [
        ([_MAY_READ], [_TLS], "holds"),
        ([], [_TLS, _ALLOW], "holds"),
        ([], [_TLS], "broken"),
        ([], [_TLS, {**_ALLOW, "Principal": {"AWS": _ACCOUNT}}], "broken"),
        ([_MAY_READ], [_deny({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}})], "broken"),
        ([{**_MAY_READ, "Resource": f"{_BUCKET}/y*"}], [_TLS], "broken"),
    ],
)
def test_a_required_request_passes_all_policies_on_its_way(identity: Any, resource: Any, kind: str) -> None:
    outcome = questions.allows(
        _READ, identity=[_policy(*identity, kind="identity")] if identity else [], resource=_policy(*resource)
    )
    assert _kind(outcome) == kind


def test_a_key_policy_must_allow_itself_or_leave_it_to_the_account() -> None:
    required = questions.Required(_ROLE, "kms:Decrypt", _KEY)
    identity = [_policy({"Effect": "Allow", "Action": "kms:Decrypt", "Resource": _KEY}, kind="identity")]
    account, use, service = (_policy(each) for each in _KEY_POLICY)
    assert _kind(questions.allows(required, identity=identity, resource=account, key=True)) == "holds"
    assert _kind(questions.allows(required, identity=[], resource=account, key=True)) == "broken"
    assert _kind(questions.allows(required, identity=[], resource=use, key=True)) == "holds"
    assert _kind(questions.allows(required, identity=identity, resource=service, key=True)) == "broken"


def test_an_endpoint_policy_is_a_gate_of_its_own() -> None:
    gate = _policy({"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": "*"})
    identity = [_policy(_MAY_READ, kind="identity")]
    assert _kind(questions.allows(_READ, identity=identity, gates=[gate])) == "broken"


def test_a_service_delivers_by_the_resource_policy_alone() -> None:
    required = questions.Required(
        "cloudtrail.amazonaws.com", "kms:GenerateDataKey", _KEY, (("aws:SourceAccount", _ACCOUNT),)
    )
    assert _kind(questions.allows(required, resource=_policy(*_KEY_POLICY), key=True)) == "holds"
    assert _kind(questions.allows(required, resource=_policy(*_KEY_POLICY[:2]), key=True)) == "broken"


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        ({}, "broken"),
        ({"StringEquals": {"sts:ExternalId": "x"}}, "holds"),
        ({"Bool": {"aws:MultiFactorAuthPresent": "true"}}, "holds"),
        ({"StringEqualsIfExists": {"sts:ExternalId": "x"}}, "broken"),
    ],
)
def test_another_account_assumes_a_role_under_a_condition(condition: dict[str, Any], kind: str) -> None:
    statement = {"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "sts:AssumeRole"}
    read = _policy({**statement, "Condition": condition}, kind="trust")
    assert _kind(questions.other_accounts_conditioned(read, _TRUSTED)) == kind


def test_a_request_with_an_unknown_part_is_undecided_for_its_reason() -> None:
    project = Unknown("`module.build` is not in the tree")

    outcome = questions.allows(questions.Required(_ROLE, "codebuild:StartBuild", project), identity=[])

    assert isinstance(outcome, Undecided)
    assert outcome.why.endswith("`module.build` is not in the tree")


def test_a_perimeter_refuses_what_comes_from_elsewhere() -> None:
    inside = {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "ArnNotLike": {"aws:PrincipalArn": _ROLE}}
    for condition, kind in [
        (inside, "holds"),
        ({**inside, "Bool": {"aws:PrincipalIsAWSService": "false"}}, "broken"),
        ({**inside, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}, "holds"),
        ({**inside, "StringNotEquals": {"aws:SourceVpce": ["vpce-1", "vpce-2"]}}, "broken"),
    ]:
        read = _policy(_deny(condition))
        outcome = questions.outside_perimeter_denied(read, _BUCKET, endpoints=["vpce-1"], roles=[_ROLE])
        assert _kind(outcome) == kind
