"""A witness is a request that AWS could make; policies that no such request tells apart are equal."""

from __future__ import annotations

import json
from typing import Any

import pytest

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


def test_an_action_that_exists_comes_before_one_that_aws_may_add() -> None:
    listed = [action.name for action in table().services["s3"].actions]
    everything = _key(Action="*")
    witness = _witness([everything], [_key(Action=listed)])
    assert table().by_name[witness.action.lower()].name == witness.action
