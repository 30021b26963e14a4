"""What was proved is known of equal statements elsewhere, and what was found is told of its own place."""

from __future__ import annotations

import json

from pipewarden.hcl.ast import Location, Span
from pipewarden.iam import questions
from pipewarden.iam.model import Policy
from pipewarden.iam.proofs import Proofs
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


def test_no_more_proofs_are_kept_than_the_limit() -> None:
    proofs = Proofs[int]()
    for number in range(3 * Proofs.LIMIT // 2):
        assert proofs.keep(number, Proved(number)) == Proved(number)
    assert 0 < len(proofs) <= Proofs.LIMIT
    assert proofs.get(number) == Proved(number)


def test_a_request_that_works_is_asked_about_once() -> None:
    role = "arn:aws:iam::111122223333:role/a"
    required = questions.Required(role, "s3:GetObject", "arn:aws:s3:::a/b")
    first = questions.allows(required, resource=_policy("a.tf", role))
    assert isinstance(first, Proved)
    assert questions.allows(required, resource=_policy("b.tf", role)) is first
    assert isinstance(questions.allows(required, resource=_policy("a.tf", f"{role}b")), Counterexample)
    elsewhere = questions.allows(required, resource=_policy("a.tf", role), same_account=False)
    assert isinstance(elsewhere, Counterexample)
