"""Policy variables without a value are equal to nothing and like nothing (IAM user guide, *Policy variables*)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from oracles.policy_evaluator import decision
from pipewarden.iam.diff import diff
from pipewarden.iam.evaluate import evaluate
from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Counterexample, Proved
from pipewarden.iam.read import policy
from pipewarden.iam.request import from_json
from pipewarden.stack.values import Known

_OBJECTS = "arn:aws:s3:::b/*"
_ROLE = {"AWS": "arn:aws:iam::111122223333:role/deploy"}


def _document(**statement: Any) -> dict[str, Any]:
    whole = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": _OBJECTS, **statement}
    return {"Version": "2012-10-17", "Statement": [{key: value for key, value in whole.items() if value is not None}]}


def _read(document: dict[str, Any]) -> Policy:
    found = policy(Known(json.dumps(document)), "resource")
    assert found.invalid == ()
    return found


_TEAM = {"s3:ExistingObjectTag/Team": "${aws:PrincipalTag/Team}"}
_CASES = [
    pytest.param(_document(Condition={"StringNotEquals": _TEAM}), "denied", id="negated operator matches"),
    pytest.param(_document(Condition={"StringEquals": _TEAM}), "silent", id="positive operator does not"),
    pytest.param(
        _document(Condition={"StringLike": {"s3:ExistingObjectTag/Team": ["${aws:PrincipalTag/Team}", "r*"]}}),
        "denied",
        id="another value of the list still matches",
    ),
    pytest.param(_document(Resource="arn:aws:s3:::b/${aws:username}"), "silent", id="resource"),
    pytest.param(_document(Resource=["arn:aws:s3:::b/${aws:username}", "*"]), "denied", id="resource in a list"),
    pytest.param(
        _document(Resource=None, NotResource="arn:aws:s3:::b/${aws:username}"),
        "denied",
        id="NotResource leaves nothing out",
    ),
    pytest.param(_document(Resource="arn:aws:s3:::b/${aws:username, 'k'}"), "denied", id="default"),
]


@pytest.mark.parametrize(("document", "effect"), _CASES)
def test_a_role_without_tags_is_decided_as_the_guide_says(document: dict[str, Any], effect: str) -> None:
    context = {"s3:ExistingObjectTag/Team": ["red"]}
    request = {"principal": _ROLE, "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "context": context}
    assert evaluate(_read(document), from_json(request)).effect == effect
    assert decision(document, request) == effect


def test_a_negated_variable_denies_more_than_one_with_an_alternative() -> None:
    strict = _document(Condition={"StringNotEquals": _TEAM})
    lax = _document(Condition={"StringNotEquals": {"s3:ExistingObjectTag/Team": ["${aws:PrincipalTag/Team}", "any"]}})
    assert isinstance(diff(_read(strict), _read(lax)).outcome, Proved)
    outcome = diff(_read(lax), _read(strict)).outcome
    assert isinstance(outcome, Counterexample)
    assert outcome.request.values()["s3:existingobjecttag/team"] == ("any",)
