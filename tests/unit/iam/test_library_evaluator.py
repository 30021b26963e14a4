"""One request is decided as the evaluator of a library decides it, as far as that knows the language."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from oracles import library_evaluator, policy_evaluator
from oracles.policies import policies, requests
from pipewarden.iam.diff import diff
from pipewarden.iam.evaluate import evaluate
from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Counterexample
from pipewarden.iam.read import policy
from pipewarden.iam.request import from_json
from pipewarden.stack.values import Known

_SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def _known_policies(draw: st.DrawFn) -> dict[str, Any]:
    """A policy of statements that the library knows in full."""
    document: dict[str, Any] = draw(policies())
    left = [statement for statement in document["Statement"] if library_evaluator.speaks_of(statement)]
    assume(left)
    return {**document, "Statement": left}


def _read(document: dict[str, Any]) -> Policy:
    found = policy(Known(json.dumps(document)), "resource")
    assert found.invalid == ()
    return found


@_SLOW
@given(_known_policies(), st.randoms(use_true_random=False))
def test_one_request_is_decided_as_the_library_decides_it(document: dict[str, Any], random: Any) -> None:
    read = _read(document)
    asked = requests(document)
    for request in random.sample(asked, min(40, len(asked))):
        theirs = library_evaluator.decision(document, request)
        assert (evaluate(read, from_json(request)).effect, policy_evaluator.decision(document, request)) == (
            theirs,
            theirs,
        ), request


@_SLOW
@given(_known_policies(), _known_policies())
def test_the_library_confirms_every_witness(new: dict[str, Any], base: dict[str, Any]) -> None:
    found = diff(_read(new), _read(base))
    if isinstance(found.outcome, Counterexample):
        request = found.outcome.request.to_json()
        decided = (library_evaluator.decision(new, request), library_evaluator.decision(base, request))
        if found.kind == "allowed":
            assert decided[0] == "allowed" != decided[1]
        else:
            assert decided[0] != "denied" == decided[1]
