"""What was proved is known of equal statements elsewhere, and what was found is told of its own place."""

from __future__ import annotations

import json

import pytest

from pipewarden.hcl.ast import Location, Span
from pipewarden.iam import prove, questions
from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Counterexample, Outcome, Proved
from pipewarden.iam.read import policy
from pipewarden.stack.values import Known, Origin

TRUSTED = questions.Trusted(("111122223333",))


def _asked(file: str, account: str) -> Outcome:
    """Whether a policy of a file lets nobody but the trusted account in."""
    return questions.nothing_to_outsiders(_policy(file, account), TRUSTED)


def _policy(file: str, account: str) -> Policy:
    allow = {"Effect": "Allow", "Principal": {"AWS": account}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*"}
    place = Origin(Location(file, Span(0, 1, 1, 1, 1, 2)), "")
    return policy(Known(json.dumps({"Version": "2012-10-17", "Statement": [allow]}), place), "resource")


def test_a_proof_is_not_made_twice() -> None:
    first = _asked("a.tf", "111122223333")
    assert isinstance(first, Proved)
    assert _asked("b.tf", "111122223333") is first


def test_a_proof_says_nothing_of_other_statements() -> None:
    assert isinstance(_asked("a.tf", "111122223333"), Proved)
    assert isinstance(_asked("a.tf", "444455556666"), Counterexample)


def test_what_was_found_is_told_of_its_own_place() -> None:
    for file in ("a.tf", "b.tf"):
        found = _asked(file, "444455556666")
        assert isinstance(found, Counterexample)
        assert {because.location and because.location.file for because in found.because} == {file}


def test_no_more_proofs_are_kept_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prove, "_PROOFS_KEPT", 2)
    monkeypatch.setattr(prove, "_proved", {})
    for account in ("111122223333", "arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/b"):
        assert isinstance(_asked("a.tf", account), Proved)
        assert len(prove._proved) <= 2
