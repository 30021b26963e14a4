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


def _slips(new: dict[str, Any], base: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The context of the request that tells the policies apart; the plain evaluator confirms it."""
    found = diff(_read(new), _read(base))
    assert isinstance(found.outcome, Counterexample)
    request = found.outcome.request
    wanted = ("allowed", False) if found.kind == "allowed" else ("denied", False)
    first, second = (new, base) if found.kind == "allowed" else (base, new)
    decided = decision(first, request.to_json())
    assert (decided, decision(second, request.to_json()) == decided) == wanted
    return {**request.values(), "resource": (request.resource,)}


_TAG = "aws:ResourceTag/team"


@pytest.mark.parametrize(
    ("new", "base"),
    [
        pytest.param({"StringEqualsIgnoreCase": {_TAG: "${aws:PrincipalTag/team}"}},
                     {"StringEquals": {_TAG: "${aws:PrincipalTag/team}"}}, id="case"),
        pytest.param({"StringLike": {_TAG: "${aws:PrincipalTag/team}*"}},
                     {"StringLike": {_TAG: "${aws:PrincipalTag/team}${aws:PrincipalTag/team}*"}}, id="twice"),
        pytest.param({"StringLike": {"aws:SourceArn": "arn:*:s3:::*${aws:PrincipalTag/team}"}},
                     {"ArnLike": {"aws:SourceArn": "arn:*:s3:::*${aws:PrincipalTag/team}"}}, id="parts of an ARN"),
        pytest.param({"StringEquals": {_TAG: "${aws:PrincipalTag/team, 'none'}"}},
                     {"StringEquals": {_TAG: "${aws:PrincipalTag/team}"}}, id="default"),
        pytest.param({"StringEquals": {_TAG: "${aws:PrincipalTag/team}"}},
                     {"StringEquals": {_TAG: "${aws:PrincipalTag/group}"}}, id="another variable"),
    ],
)  # fmt: skip
def test_one_variable_under_two_comparisons_tells_requests_apart(new: dict[str, Any], base: dict[str, Any]) -> None:
    _slips(_document(Effect="Allow", Condition=new), _document(Effect="Allow", Condition=base))


def test_a_default_matters_where_the_variable_leaves_out_resources() -> None:
    base = _document(Resource=None, NotResource="arn:aws:s3:::b/${aws:username}/*")
    new = _document(Resource=None, NotResource="arn:aws:s3:::b/${aws:username, 'shared'}/*")
    assert _slips(new, base)["resource"][0].startswith("arn:aws:s3:::b/shared/")


def _not_more(new: dict[str, Any], base: dict[str, Any]) -> None:
    assert isinstance(diff(_read(new), _read(base)).outcome, Proved)


def test_a_role_has_no_user_name_that_leaves_out_resources() -> None:
    role = {"Principal": _ROLE, "Action": "s3:GetObject"}
    by_name = _document(**role, Resource=None, NotResource=["arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::b/a"])
    by_team = _document(
        **role, Resource=None, NotResource=["arn:aws:s3:::b/${aws:PrincipalTag/team}/*", "arn:aws:s3:::b/a"]
    )
    _not_more(by_name, _document(**role, Resource=None, NotResource="arn:aws:s3:::b/a"))
    _not_more(by_name, by_team)


def test_a_default_says_what_is_said_without_one_and_for_requests_without_the_key() -> None:
    own = "arn:aws:s3:::b/${aws:PrincipalTag/team}/*"
    with_default = _document(Effect="Allow", Resource="arn:aws:s3:::b/${aws:PrincipalTag/team, 'none'}/*")
    _not_more(with_default, _document(Effect="Allow", Resource=[own, "arn:aws:s3:::b/none/*"]))
    _not_more(_document(Effect="Allow", Resource=own), with_default)


def test_an_empty_value_is_a_value() -> None:
    document = _document(Resource="arn:aws:s3:::b/${aws:PrincipalTag/team}k")
    context = {"aws:PrincipalTag/team": [""]}
    request = {"principal": _ROLE, "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "context": context}
    assert evaluate(_read(document), from_json(request)).effect == decision(document, request) == "denied"


_TEAM_NAME = "${aws:PrincipalTag/team}"


@pytest.mark.parametrize(
    ("new", "base"),
    [
        pytest.param({"StringEquals": {_TAG: "a-${aws:PrincipalTag/team}"}},
                     {"StringEqualsIgnoreCase": {_TAG: "A-${aws:PrincipalTag/team}"}}, id="in any case"),
        pytest.param({"StringEqualsIgnoreCase": {_TAG: "${aws:PrincipalTag/team, 'none'}"}},
                     {"StringEqualsIgnoreCase": {_TAG: "${aws:PrincipalTag/Team, 'none'}"}}, id="the key in any case"),
        pytest.param({"StringEquals": {_TAG: "${aws:PrincipalTag/team}"}},
                     {"StringLike": {_TAG: "*${aws:PrincipalTag/team}"}}, id="with more around it"),
        pytest.param({"StringLike": {_TAG: "${aws:PrincipalTag/team}-?*"}},
                     {"StringLike": {_TAG: "${aws:PrincipalTag/team}*"}}, id="a narrower pattern"),
        pytest.param({"StringEquals": {"aws:SourceArn": "arn:aws:s3:::${aws:PrincipalTag/team}"}},
                     {"ArnLike": {"aws:SourceArn": "arn:*:s3:::${aws:PrincipalTag/team}*"}}, id="in an ARN"),
        pytest.param({"ForAllValues:StringEquals": {"aws:TagKeys": _TEAM_NAME}},
                     {"ForAllValues:StringEqualsIgnoreCase": {"aws:TagKeys": _TEAM_NAME}}, id="all values"),
        pytest.param({"ForAnyValue:StringEquals": {"aws:TagKeys": _TEAM_NAME}},
                     {"ForAnyValue:StringEqualsIgnoreCase": {"aws:TagKeys": _TEAM_NAME}}, id="any value"),
    ],
)  # fmt: skip
def test_a_comparison_allows_no_more_than_a_wider_one_of_the_same_variable(
    new: dict[str, Any], base: dict[str, Any]
) -> None:
    action = {"Action": "s3:*"}
    _not_more(_document(Effect="Allow", Condition=new, **action), _document(Effect="Allow", Condition=base, **action))
    both = [_document(Condition=each)["Statement"] for each in (new, base)]
    wide, narrow = ({"Version": "2012-10-17", "Statement": statements} for statements in both)
    _not_more(narrow, wide)
    if "IgnoreCase" not in str(new):
        _slips(wide, narrow)


def test_a_pattern_of_fewer_parts_than_an_arn_leaves_open_what_it_matches() -> None:
    """A star alone too: AWS says that each of the six parts is compared, and nothing of patterns that lack them."""
    star = _document(Effect="Allow", Condition={"ArnLike": {"aws:PrincipalArn": "*"}})
    role = _document(Effect="Allow", Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/a"}})
    for new, base in ((star, role), (role, star)):
        outcome = diff(_read(new), _read(base)).outcome
        assert isinstance(outcome, Counterexample)
        assert "AWS does not say what `*`" in outcome.assuming[0]
    _not_more(star, star)
    _not_more(star, _document(Effect="Allow", Condition={"Null": {"aws:PrincipalArn": "false"}}))


def test_a_deny_of_a_star_alone_under_an_arn_operator_counts_for_nothing_certain() -> None:
    everything = _document(Effect="Allow")["Statement"]
    denied = _document(Condition={"ArnLike": {"aws:PrincipalArn": "*"}})["Statement"]
    roots = _document(Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}})["Statement"]
    new, base = ({"Version": "2012-10-17", "Statement": [*everything, *deny]} for deny in (denied, roots))
    outcome = diff(_read(new), _read(base)).outcome
    assert isinstance(outcome, Counterexample)
    assert outcome.assuming != ()
