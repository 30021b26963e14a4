"""What is not known of a policy is never proved harmless."""

from __future__ import annotations

import pytest

from pipewarden.iam import read
from pipewarden.iam.prove import Counterexample
from pipewarden.iam.questions import Trusted, nothing_to_outsiders
from pipewarden.iam.questions.trust import only_service
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Unknown, Value

WHY = Unknown("`var.policy` has no value")


def policy(statement: Value) -> Encoded:
    document = Mapping((("Statement", Sequence((statement,))), ("Version", Known("2012-10-17"))))
    return Encoded(document, Unknown("the text does not matter"))


UNKNOWN_EFFECT = Mapping(
    (
        ("Action", Known("sts:AssumeRole")),
        ("Effect", WHY),
        ("Principal", Mapping((("AWS", Known("arn:aws:iam::999988887777:root")),))),
    )
)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(WHY, id="the whole policy"),
        pytest.param(policy(WHY), id="a statement"),
        pytest.param(policy(UNKNOWN_EFFECT), id="the effect"),
    ],
)
def test_an_allow_that_cannot_be_seen_is_not_outweighed_by_a_deny_that_cannot_be_seen_either(value: Value) -> None:
    found = read.policy(value, "trust")
    for outcome in (
        nothing_to_outsiders(found, Trusted(("111122223333",))),
        only_service(found, "codepipeline.amazonaws.com"),
    ):
        assert isinstance(outcome, Counterexample)
        assert outcome.assuming == (f"what is not known lets it through ({WHY.why})",)


def test_parts_that_are_not_known_for_two_reasons_are_one_assumption() -> None:
    region, account = Unknown("`var.region` has no value"), Unknown("`var.account` has no value")
    allow = Mapping(
        (
            ("Effect", Known("Allow")),
            ("Principal", Mapping((("AWS", account),))),
            ("Action", Known("s3:GetObject")),
            ("Resource", region),
        )
    )
    outcome = nothing_to_outsiders(read.policy(policy(allow), "resource"), Trusted(("111122223333",)))
    assert isinstance(outcome, Counterexample)
    assert outcome.assuming == (f"what is not known lets it through ({account.why}; {region.why})",)
