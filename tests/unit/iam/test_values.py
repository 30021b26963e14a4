"""The values of one key: of several types, missing, and several at once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipewarden.iam.diff import newly_allowed
from pipewarden.iam.prove import Counterexample, Proved
from pipewarden.iam.read import policy
from pipewarden.stack.values import Known

_ALLOW = {"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*"}
_Values = tuple[str, ...] | None


def _value(key: str, new: dict[str, Any], base: dict[str, Any] | None = None) -> _Values | str:
    """The value of the key in a request that the first conditions let through and the second do not; `none` if none."""
    left, right = (
        policy(Known(json.dumps({"Version": "2012-10-17", "Statement": [{**_ALLOW, "Condition": each}]})), "resource")
        for each in (new, base or {"Null": {"aws:SourceVpc": ["x"]}})
    )
    outcome = newly_allowed(left, right)
    if isinstance(outcome, Proved):
        return "none"
    assert isinstance(outcome, Counterexample) and outcome.assuming == ()
    return dict(outcome.request.context).get(key)


def test_two_demands_of_any_value_are_met_by_two_values() -> None:
    new = {"ForAnyValue:StringEquals": {"aws:TagKeys": "x"}, "ForAnyValue:StringLike": {"aws:TagKeys": "y*"}}
    assert _value("aws:TagKeys", new) == ("x", "yexample")


def test_a_demand_of_all_values_binds_the_one_that_is_demanded() -> None:
    both = {"ForAnyValue:StringLike": {"aws:TagKeys": "x*"}, "ForAllValues:StringNotLike": {"aws:TagKeys": "*y"}}
    found = _value("aws:TagKeys", {**both, "ForAnyValue:StringNotEquals": {"aws:TagKeys": "x"}})
    assert found is not None and not any(value.endswith("y") for value in found)
    assert any(value.startswith("x") for value in found)
    nothing = {"ForAnyValue:StringEquals": {"aws:TagKeys": "y"}, "ForAllValues:StringNotLike": {"aws:TagKeys": "*y"}}
    assert _value("aws:TagKeys", nothing) == "none"


def test_a_key_with_one_value_cannot_have_two() -> None:
    new = {"ForAnyValue:StringEquals": {"aws:SourceVpce": "x"}, "ForAnyValue:StringLike": {"aws:SourceVpce": "y*"}}
    assert _value("aws:SourceVpce", new) == "none"


@pytest.mark.parametrize(
    ("key", "new", "base", "value"),
    [
        ("aws:MultiFactorAuthAge", {"NumericLessThan": 101}, {"NumericLessThanEquals": 100}, "none"),
        ("aws:MultiFactorAuthAge", {"NumericLessThan": 102}, {"NumericLessThanEquals": 100}, ("101",)),
        ("s3:TlsVersion", {"NumericGreaterThan": "1.1"}, {"StringEquals": ["1.2", "1.3"]}, "none"),
        ("s3:TlsVersion", {"NumericGreaterThan": "1.0"}, {"StringEquals": ["1.2", "1.3"]}, ("1.1",)),
        ("aws:SourceIp", {"IpAddress": "10.0.0.0/8"}, {"IpAddress": ["10.0.0.0/9", "10.128.0.0/9"]}, "none"),
        ("aws:SourceIp", {"IpAddress": "10.0.0.0/8"}, {"IpAddress": ["10.0.0.0/9", "10.128.0.0/10"]}, ("10.192.0.0",)),
        ("aws:SourceIp", {"IpAddress": "2001:db8::/32"}, {"IpAddress": "0.0.0.0/0"}, ("2001:db8::",)),
        ("aws:CurrentTime", {"DateLessThan": "2026-06-02"}, {"DateLessThan": "2026-06-02T00:00:00Z"}, "none"),
        (
            "aws:CurrentTime",
            {"DateLessThanEquals": "2026-06-02"},
            {"DateLessThan": "2026-06-02"},
            ("2026-06-02T00:00:00Z",),
        ),
        ("aws:MultiFactorAuthPresent", {"BoolIfExists": "true"}, {"Bool": "true"}, None),
        ("aws:MultiFactorAuthPresent", {"StringNotEquals": "false"}, {"BoolIfExists": "true"}, "none"),
        ("aws:PrincipalTag/t", {"StringEqualsIgnoreCase": "a"}, {"StringEquals": ["a", "A"]}, "none"),
        ("aws:PrincipalTag/t", {"StringEqualsIgnoreCase": "a"}, {"StringEquals": "a"}, ("A",)),
        ("aws:PrincipalTag/t", {"StringLike": "a?"}, {"StringLike": "a*"}, "none"),
        ("aws:PrincipalTag/t", {"StringLike": "a*"}, {"StringLike": "a?*"}, ("a",)),
        ("aws:PrincipalTag/t", {"BinaryEquals": "YQ=="}, {"StringEquals": "YQ=="}, "none"),
        ("aws:SourceArn", {"ArnLike": "arn:aws:s3:::b*"}, {"StringLike": "arn:aws:s3:::b*"}, "none"),
        ("aws:SourceArn", {"ArnLike": "arn:aws:*:*:1:x"}, {"StringLike": "arn:aws:*:1:x"}, "none"),
    ],
)
def test_comparisons_meet_at_their_edges(key: str, new: dict[str, Any], base: dict[str, Any], value: object) -> None:
    left, right = ({operator: {key: values} for operator, values in each.items()} for each in (new, base))
    assert _value(key, left, right) == value


def test_wildcards_of_an_arn_stay_within_its_parts() -> None:
    new, base = {"StringLike": {"aws:SourceArn": "arn:aws:*:x"}}, {"ArnLike": {"aws:SourceArn": "arn:aws:*:*:*:x"}}
    found = _value("aws:SourceArn", new, base)
    assert isinstance(found, tuple) and found[0].startswith("arn:aws:") and found[0].endswith(":x")


def test_a_word_in_any_case_is_no_address() -> None:
    tag = "aws:PrincipalTag/team"
    word = {"StringEqualsIgnoreCase": {tag: ["true", "red"]}}
    assert _value(tag, {**word, "IpAddress": {tag: "10.0.0.0/8"}}) == "none"
    assert _value(tag, {**word, "Bool": {tag: "true"}}) in (("true",), ("TRUE",))
    assert _value(tag, {**word, "NumericLessThan": {tag: "1"}}) == "none"
