"""Every witness is a request that AWS's Service Authorization Reference has."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings

from oracles.policies import pairs
from oracles.real_requests import problems
from pipewarden.iam.cases import Case
from pipewarden.iam.diff import diff
from pipewarden.iam.prove import Counterexample, Proved, find
from pipewarden.iam.read import policy
from pipewarden.iam.universe import LATER
from pipewarden.stack.values import Known


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_a_witness_is_in_the_reference(pair: tuple[Any, Any]) -> None:
    read = [policy(Known(json.dumps(document)), "resource") for document in pair]
    outcome = diff(*read).outcome
    if isinstance(outcome, Counterexample) and not outcome.request.action.endswith(LATER):
        assert problems(outcome.request.to_json()) == []


def test_an_action_that_aws_may_add_brings_no_key_that_is_foreign_to_the_resource() -> None:
    statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*"}
    by_prefix = {**statement, "Condition": {"StringEquals": {"s3:prefix": "a"}}}
    [read] = policy(Known(json.dumps({"Version": "2012-10-17", "Statement": [by_prefix]})), "resource").statements
    assert isinstance(find([Case((read,), ())]), Proved)
