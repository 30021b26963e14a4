"""What a policy grants by wildcard, also where a part of it is not known."""

from __future__ import annotations

import json

import pytest

from pipewarden.iam import questions, read
from pipewarden.iam.model import Policy
from pipewarden.iam.names import Names
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Template, Unknown, Value

_HIDDEN = Unknown("`var.x` has no value")


def _policy(**elements: object) -> Policy:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **elements}]}
    return read.policy(Known(json.dumps(document)), "identity", Names())


def _policy_of(action: Value, resource: Value) -> Policy:
    statement = Mapping((("Action", action), ("Effect", Known("Allow")), ("Resource", resource)))
    document = Mapping((("Statement", Sequence((statement,))), ("Version", Known("2012-10-17"))))
    return read.policy(Encoded(document, _HIDDEN), "identity", Names())


@pytest.mark.parametrize(
    ("action", "resource", "whole"),
    [
        ("kms:Decrypt", "*", True),
        ("kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/*", True),
        ("kms:Decrypt", "arn:aws:kms:*:*:*", True),
        ("kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/12*", False),
        ("s3:GetObject", "arn:aws:s3:::*", True),
        ("s3:GetObject", "arn:aws:s3:::*/*", True),
        ("s3:GetObject", "arn:aws:s3:::artifacts/*", False),
        ("s3:ListAllMyBuckets", "*", False),
        ("logs:PutLogEvents", "arn:aws:logs:*:*:log-group:/aws/codebuild/*", False),
        ("logs:PutLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:*", True),
    ],
)
def test_every_resource_of_a_type_counts_within_an_account_and_a_region_too(
    action: str, resource: str, whole: bool
) -> None:
    policy = _policy(Action=action, Resource=["arn:aws:s3:::one/file", resource])

    assert bool(questions.wildcard_resources(policy, ("s3", "kms", "logs"))) is whole


def test_all_resources_but_some_are_too_many() -> None:
    policy = _policy(Action="kms:Decrypt", NotResource="arn:aws:kms:eu-west-1:111122223333:key/1")

    assert [grant.text for grant in questions.wildcard_resources(policy, ("kms",))] == [
        "`kms:Decrypt` is granted on every resource of its type"
    ]


@pytest.mark.parametrize(
    ("resource", "why"),
    [
        (_HIDDEN, "`var.x` has no value"),
        (Template(("arn:aws:kms:eu-west-1:111122223333:key/", _HIDDEN)), "`var.x` has no value"),
        (Template(("arn:aws:kms:eu-west-1:111122223333:key/1-", _HIDDEN)), None),
    ],
)
def test_what_is_not_known_may_be_a_wildcard_where_that_makes_it_whole(resource: Value, why: str | None) -> None:
    policy = _policy_of(Known("kms:Decrypt"), resource)

    assert questions.wildcard_resources(policy, ("kms",)) == ()
    assert [grant.assuming for grant in questions.wildcard_resources(policy, ("kms",), bold=True)] == (
        [why] if why else []
    )


@pytest.mark.parametrize(
    ("action", "why"),
    [
        (_HIDDEN, "`var.x` has no value"),
        (Template(("s3:", _HIDDEN)), "`var.x` has no value"),
        (Template(("s3:Get", _HIDDEN)), None),
    ],
)
def test_an_action_that_is_not_known_may_be_every_one(action: Value, why: str | None) -> None:
    policy = _policy_of(action, Known("arn:aws:s3:::one/*"))

    assert questions.wildcard_actions(policy) == ()
    assert [grant.assuming for grant in questions.wildcard_actions(policy, bold=True)] == ([why] if why else [])
