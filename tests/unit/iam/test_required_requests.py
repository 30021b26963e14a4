"""The catalogue's questions whether a request gets through all policies on its way, and from where."""

from __future__ import annotations

from typing import Any

import pytest

from pipewarden.iam import questions
from pipewarden.iam.prove import Undecided
from pipewarden.stack.values import Unknown
from policy_questions import ACCOUNT, ALLOW, BUCKET, KEY, KEY_POLICY, ROLE, TLS, deny, kind_of, policy_of

_TRUSTED = questions.Trusted((ACCOUNT,))
_READ = questions.Required(ROLE, "s3:GetObject", f"{BUCKET}/x", (("aws:SecureTransport", "true"),))
_MAY_READ = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"{BUCKET}/*"}


@pytest.mark.parametrize(
    ("identity", "resource", "kind"),
    [
        ([_MAY_READ], [TLS], "holds"),
        ([], [TLS, ALLOW], "holds"),
        ([], [TLS], "broken"),
        ([], [TLS, {**ALLOW, "Principal": {"AWS": ACCOUNT}}], "broken"),
        ([_MAY_READ], [deny({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}})], "broken"),
        ([{**_MAY_READ, "Resource": f"{BUCKET}/y*"}], [TLS], "broken"),
    ],
)
def test_a_required_request_passes_all_policies_on_its_way(identity: Any, resource: Any, kind: str) -> None:
    outcome = questions.allows(
        _READ, identity=[policy_of(*identity, kind="identity")] if identity else [], resource=policy_of(*resource)
    )
    assert kind_of(outcome) == kind


def test_a_key_policy_must_allow_itself_or_leave_it_to_the_account() -> None:
    required = questions.Required(ROLE, "kms:Decrypt", KEY)
    identity = [policy_of({"Effect": "Allow", "Action": "kms:Decrypt", "Resource": KEY}, kind="identity")]
    account, use, service = (policy_of(each) for each in KEY_POLICY)
    assert kind_of(questions.allows(required, identity=identity, resource=account, key=True)) == "holds"
    assert kind_of(questions.allows(required, identity=[], resource=account, key=True)) == "broken"
    assert kind_of(questions.allows(required, identity=[], resource=use, key=True)) == "holds"
    assert kind_of(questions.allows(required, identity=identity, resource=service, key=True)) == "broken"


def test_an_endpoint_policy_is_a_gate_of_its_own() -> None:
    gate = policy_of({"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": "*"})
    identity = [policy_of(_MAY_READ, kind="identity")]
    assert kind_of(questions.allows(_READ, identity=identity, gates=[gate])) == "broken"


def test_a_service_delivers_by_the_resource_policy_alone() -> None:
    required = questions.Required(
        "cloudtrail.amazonaws.com", "kms:GenerateDataKey", KEY, (("aws:SourceAccount", ACCOUNT),)
    )
    assert kind_of(questions.allows(required, resource=policy_of(*KEY_POLICY), key=True)) == "holds"
    assert kind_of(questions.allows(required, resource=policy_of(*KEY_POLICY[:2]), key=True)) == "broken"


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
    read = policy_of({**statement, "Condition": condition}, kind="trust")
    assert kind_of(questions.other_accounts_conditioned(read, _TRUSTED)) == kind


def test_a_request_with_an_unknown_part_is_undecided_for_its_reason() -> None:
    project = Unknown("`module.build` is not in the tree")

    outcome = questions.allows(questions.Required(ROLE, "codebuild:StartBuild", project), identity=[])

    assert isinstance(outcome, Undecided)
    assert outcome.why.endswith("`module.build` is not in the tree")


def test_a_perimeter_refuses_what_comes_from_elsewhere() -> None:
    inside = {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "ArnNotLike": {"aws:PrincipalArn": ROLE}}
    for condition, kind in [
        (inside, "holds"),
        ({**inside, "Bool": {"aws:PrincipalIsAWSService": "false"}}, "broken"),
        ({**inside, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}, "holds"),
        ({**inside, "StringNotEquals": {"aws:SourceVpce": ["vpce-1", "vpce-2"]}}, "broken"),
    ]:
        read = policy_of(deny(condition))
        outcome = questions.outside_perimeter_denied(read, BUCKET, endpoints=["vpce-1"], roles=[ROLE])
        assert kind_of(outcome) == kind
