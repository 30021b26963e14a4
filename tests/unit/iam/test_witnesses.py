"""A witness is a request that AWS could make; policies that no such request tells apart are equal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from oracles.real_requests import problems
from pipewarden.aws.actions import table
from pipewarden.iam.diff import diff
from pipewarden.iam.prove import Counterexample, Outcome, Proved
from pipewarden.iam.read import policy
from pipewarden.iam.request import Request
from pipewarden.stack.values import Known

_ROLE = {"AWS": "arn:aws:iam::111122223333:role/deploy"}
_EVERYONE = "*"


def _outcome(new: list[dict[str, Any]], base: list[dict[str, Any]]) -> Outcome:
    read = [
        policy(Known(json.dumps({"Version": "2012-10-17", "Statement": statements})), "resource")
        for statements in (new, base)
    ]
    assert [found.invalid for found in read] == [(), ()]
    return diff(*read).outcome


def _witness(new: list[dict[str, Any]], base: list[dict[str, Any]]) -> Request:
    outcome = _outcome(new, base)
    assert isinstance(outcome, Counterexample)
    assert outcome.assuming == ()
    return outcome.request


def _key(effect: str = "Allow", **others: Any) -> dict[str, Any]:
    return {"Effect": effect, "Principal": _EVERYONE, "Action": "kms:*", "Resource": "*", **others}


def _objects(effect: str = "Allow", **others: Any) -> dict[str, Any]:
    return _key(effect, Action="s3:GetObject", Resource="arn:aws:s3:::b/*") | others


@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov"])
def test_an_account_id_names_the_same_principals_as_its_root(partition: str) -> None:
    by_id = [_key(Principal={"AWS": "111122223333"})]
    by_root = [_key(Principal={"AWS": f"arn:{partition}:iam::111122223333:root"})]
    assert isinstance(_outcome(by_id, by_root), Proved)
    assert isinstance(_outcome(by_root, by_id), Proved)


def test_a_wildcard_for_the_partition_means_no_more_than_the_one_that_is_there() -> None:
    anywhere = _objects(Condition={"ArnLike": {"aws:PrincipalArn": "arn:*:iam::1*:role/r"}})
    here = _objects(Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::1*:role/r"}})
    assert isinstance(_outcome([anywhere], [here]), Proved)


def test_a_resource_of_another_partition_is_another_resource() -> None:
    deny = _objects("Deny", Resource="arn:aws-cn:s3:::b/*")
    assert _witness([_objects(), deny], [_objects(), _objects("Deny")]).resource == "arn:aws:s3:::b/source.zip"


def test_a_key_policy_is_shown_with_requests_to_the_key() -> None:
    base = _key(
        "Deny", Action=None, NotAction="kms:DescribeKey", Condition={"StringNotEquals": {"kms:CallerAccount": "1"}}
    )
    base = {name: value for name, value in base.items() if value is not None}
    narrower = {**base["Condition"], "Bool": {"kms:GrantIsForAWSResource": "false"}}
    assert _witness([{**base, "Condition": narrower}], [base]).action == "kms:Decrypt"


@pytest.mark.parametrize(
    ("resource", "shown"),
    [
        ("arn:aws:s3:::b/logs/*", "arn:aws:s3:::b/logs/source.zip"),
        ("arn:aws:s3:::b/*/report-*.pdf", "arn:aws:s3:::b/pipeline/report-pipeline.pdf"),
        ("arn:*:s3:::b/?", "arn:aws:s3:::b/x"),
    ],
)
def test_wildcards_of_a_resource_are_filled_with_names(resource: str, shown: str) -> None:
    assert _witness([_objects(Resource=resource)], [_objects(Resource="arn:aws:s3:::other/*")]).resource == shown


def test_wildcards_of_a_key_arn_are_filled_with_a_region_and_a_key_id() -> None:
    keys = _key(Resource="arn:aws:kms:*:444455556666:key/*")
    other = _key("Deny")
    expected = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    assert _witness([keys], [other, keys]).resource == expected


def test_a_service_that_no_policy_names_is_one_that_exists() -> None:
    witness = _witness(
        [_objects()], [_objects(Principal={"AWS": "*"}, Condition={"Null": {"aws:PrincipalArn": "false"}})]
    )
    assert witness.principal.to_json() == {"Service": "events.amazonaws.com"}


_AGE = "aws:MultiFactorAuthAge"
_NEVER = _objects(Condition={"Null": {_AGE: "true"}})


def test_a_number_lies_on_one_side_of_a_threshold_or_the_other() -> None:
    below = _objects("Deny", Condition={"NumericLessThan": {_AGE: "10"}})
    above = _objects("Deny", Condition={"NumericGreaterThanEquals": {_AGE: "10"}})
    assert isinstance(_outcome([_objects(), below, above], [_NEVER]), Proved)


def test_a_number_that_must_be_there_and_outside_both_bounds_does_not_exist() -> None:
    there = {"Null": {_AGE: "false"}}
    between = {"NumericGreaterThanIfExists": {_AGE: "3600"}, "NumericLessThanIfExists": {_AGE: "300.5"}}
    assert isinstance(_outcome([_objects(Condition={**there, **between})], [_NEVER]), Proved)


def test_an_address_is_of_one_version_or_the_other() -> None:
    outside = _objects(Condition={"NotIpAddress": {"aws:SourceIp": ["0.0.0.0/0", "::/0"]}})
    assert isinstance(_outcome([outside], [_objects(Condition={"Null": {"aws:SourceIp": "true"}})]), Proved)


def test_epoch_time_is_a_number_of_seconds() -> None:
    late = _objects(Condition={"DateGreaterThan": {"aws:EpochTime": "2023-11-14T22:13:20Z"}})
    after = _objects(Condition={"NumericGreaterThanEquals": {"aws:EpochTime": "1700000001"}})
    assert isinstance(_outcome([late], [after]), Proved)
    assert isinstance(_outcome([after], [late]), Proved)
    never = _objects(Condition={"NumericLessThan": {"aws:EpochTime": "0"}})
    assert _witness([late], [never]).values()["aws:epochtime"] == ("1767225600",)


def test_a_user_is_the_user_of_that_name() -> None:
    ann = {"AWS": "arn:aws:iam::111122223333:user/ann"}
    itself = {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/${aws:username}"}}
    assert isinstance(_outcome([_objects(Principal=ann, Condition=itself)], [_objects(Principal=_ROLE)]), Proved)


_LISTED = [action.name for action in table().services["s3"].actions]
_EVERYWHERE = {"Resource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]}


def test_an_action_that_exists_comes_before_one_that_aws_may_add() -> None:
    everything = _key(Action="*")
    witness = _witness([everything], [_key(Action=_LISTED)])
    assert table().by_name[witness.action.lower()].name == witness.action


def test_an_action_that_exists_is_shown_though_one_that_aws_may_add_is_nearer() -> None:
    untagged = {"StringNotEquals": {"aws:PrincipalTag/team": "red"}}
    deny = _objects("Deny", Action=_LISTED, Condition=untagged, **_EVERYWHERE)
    witness = _witness([_objects(Action="s3:*", **_EVERYWHERE), deny], [_objects("Deny", **_EVERYWHERE)])
    assert (witness.action, witness.values()["aws:principaltag/team"]) == ("s3:GetObject", ("red",))


@pytest.mark.parametrize(
    ("new", "base", "action", "word"),
    [
        ("s3:*", _LISTED, "s3:ActionOfTheFuture", "no action that `s3` has today is such a case"),
        ("s3:GetObjekt", "s3:GetObject", "s3:GetObjekt", "AWS documents no action `s3:GetObjekt`"),
        (["s3:GetObjekt", "s3:PutObject"], "s3:GetObject", "s3:PutObject", None),
    ],
)
def test_what_an_action_is_that_aws_does_not_have_is_said_in_words(
    new: Any, base: Any, action: str, word: str | None
) -> None:
    outcome = _outcome([_objects(Action=new, **_EVERYWHERE)], [_objects(Action=base, **_EVERYWHERE)])
    assert isinstance(outcome, Counterexample)
    assert outcome.request.action == action
    assert (word is not None) is (len(outcome.because) == 3)
    assert word is None or outcome.because[2].text.startswith(word)


def test_an_action_of_a_service_that_is_not_looked_up_is_one_that_exists() -> None:
    services = [f"{name}:*" for name in table().services]
    [new, base] = (
        policy(Known(json.dumps({"Version": "2012-10-17", "Statement": statement})), "identity")
        for statement in ({"Effect": "Allow", "Action": action, "Resource": "*"} for action in ("*", services))
    )
    outcome = diff(new, base).outcome
    assert isinstance(outcome, Counterexample)
    assert problems(outcome.request.to_json()) == []


def test_services_are_told_apart_by_any_of_the_names_that_a_condition_lists() -> None:
    """A star under `StringEquals` is no service's name; the next in the list is."""
    two = {"StringEquals": {"aws:PrincipalServiceName": ["*", "cloudtrail.amazonaws.com"]}}
    one = {"StringEquals": {"aws:PrincipalServiceName": "*"}}
    witness = _witness([_objects(Condition=two)], [_objects(Condition=one)])
    assert witness.principal.to_json() == {"Service": "cloudtrail.amazonaws.com"}


def test_a_service_is_found_between_the_names_that_conditions_leave_out() -> None:
    deny = {"StringNotLike": {"aws:PrincipalServiceName": "*.logs.amazonaws.com"}}
    but = _objects("Deny", Condition={"StringLike": {"aws:PrincipalServiceName": "delivery.*"}})
    by_service = {"Bool": {"aws:PrincipalIsAWSService": "true"}}
    found = _witness(
        [_objects(Condition=by_service), _objects("Deny", Condition=deny), but], [_objects(Principal=_ROLE)]
    )
    assert found.principal.type == "Service"
    assert found.principal.id.endswith(".logs.amazonaws.com") and not found.principal.id.startswith("delivery.")


def test_an_account_that_is_compared_as_a_number_is_the_account_with_these_digits() -> None:
    by_number = _objects(Condition={"NumericEquals": {"aws:PrincipalAccount": "111122223333"}})
    by_text = _objects(Condition={"StringEquals": {"aws:PrincipalAccount": "111122223333"}})
    assert isinstance(_outcome([by_number], [by_text]), Proved)
    assert isinstance(_outcome([by_text], [by_number]), Proved)
    assert _witness([_objects()], [by_number]).principal.account != "111122223333"
