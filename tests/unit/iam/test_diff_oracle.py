"""`diff` agrees with a plain evaluator over a small world: proofs are kept by every request, witnesses are real."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oracles.policies import pairs, policies, requests
from oracles.policy_evaluator import decision
from pipewarden.iam.diff import diff, newly_allowed, no_longer_denied
from pipewarden.iam.evaluate import evaluate
from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Counterexample, Proved
from pipewarden.iam.read import policy
from pipewarden.iam.request import from_json
from pipewarden.stack.values import Known

_SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def _read(document: dict[str, Any]) -> Policy:
    found = policy(Known(json.dumps(document)), "resource")
    assert found.invalid == ()
    return found


@_SLOW
@given(policies(), st.randoms(use_true_random=False))
def test_one_request_is_decided_as_the_plain_evaluator_decides_it(document: dict[str, Any], random: Any) -> None:
    read = _read(document)
    asked = requests(document)
    for request in random.sample(asked, min(60, len(asked))):
        assert evaluate(read, from_json(request)).effect == decision(document, request), request


@_SLOW
@given(pairs())
def test_what_is_proved_not_to_be_newly_allowed_no_request_refutes(pair: tuple[Any, Any]) -> None:
    new, base = pair
    outcome = newly_allowed(_read(new), _read(base))
    if isinstance(outcome, Proved):
        slips = [each for each in requests(new, base) if decision(new, each) == "allowed" != decision(base, each)]
        assert slips == []
    elif isinstance(outcome, Counterexample):
        request = outcome.request.to_json()
        assert outcome.assuming == ()
        assert (decision(new, request), decision(base, request) != "allowed") == ("allowed", True)


@_SLOW
@given(pairs())
def test_what_is_proved_to_be_denied_still_no_request_refutes(pair: tuple[Any, Any]) -> None:
    new, base = pair
    outcome = no_longer_denied(_read(new), _read(base))
    if isinstance(outcome, Proved):
        slips = [each for each in requests(new, base) if decision(base, each) == "denied" != decision(new, each)]
        assert slips == []
    elif isinstance(outcome, Counterexample):
        request = outcome.request.to_json()
        assert outcome.assuming == ()
        assert (decision(base, request), decision(new, request) != "denied") == ("denied", True)


def _kind(new: dict[str, Any], base: dict[str, Any], request: dict[str, Any]) -> str:
    after, before = (decision(each, request, to_the_letter=True) for each in (new, base))
    if after == "allowed" != before:
        return "allowed"
    return "undenied" if before == "denied" != after else f"{before}, then {after}"


@_SLOW
@given(pairs())
def test_who_takes_a_witness_by_the_letter_comes_to_the_same_decision(pair: tuple[Any, Any]) -> None:
    new, base = pair
    found = diff(_read(new), _read(base))
    if isinstance(found.outcome, Counterexample):
        request = found.outcome.request.to_json()
        assert _kind(new, base, request) == found.kind, request


def test_a_witness_has_the_transport_that_only_an_unrelated_statement_asks_for() -> None:
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}
    never = {**deny, "Effect": "Allow", "Condition": {"Null": {"aws:SecureTransport": "true"}}}
    new, base = {"Statement": [never]}, {"Statement": [never, deny]}
    found = diff(_read(new), _read(base))
    assert isinstance(found.outcome, Counterexample)
    assert _kind(new, base, found.outcome.request.to_json()) == found.kind == "undenied"


@_SLOW
@given(policies())
def test_a_policy_is_no_more_permissive_than_itself_with_its_lists_turned_round(document: dict[str, Any]) -> None:
    turned = json.loads(json.dumps(document))
    turned["Statement"].reverse()
    for statement in turned["Statement"]:
        for name in ("Action", "NotAction", "Resource", "NotResource"):
            if name in statement:
                statement[name].reverse()
    assert isinstance(newly_allowed(_read(turned), _read(document)), Proved)
    assert isinstance(no_longer_denied(_read(turned), _read(document)), Proved)


@pytest.mark.parametrize("check", [newly_allowed, no_longer_denied])
def test_a_hundred_statements_compare_with_themselves_in_another_order(check: Any) -> None:
    statements = [
        {
            "Effect": "Deny" if number % 2 else "Allow",
            "Principal": {"AWS": f"arn:aws:iam::111122223333:role/team{number}"},
            "Action": ["s3:GetObject", "s3:Put*"],
            "Resource": f"arn:aws:s3:::shared/*/team{number}-*.zip",
            "Condition": {"StringNotLike": {"aws:SourceVpce": f"vpce-{number}*"}},
        }
        for number in range(100)
    ]
    policy_one = _read({"Version": "2012-10-17", "Statement": statements})
    policy_two = _read({"Version": "2012-10-17", "Statement": statements[::-1]})
    assert isinstance(check(policy_one, policy_two), Proved)
