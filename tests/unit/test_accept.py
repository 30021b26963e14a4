"""Acceptances in comments: their form, what they cover, and what is wrong with a bad one."""

from __future__ import annotations

import datetime

import pytest

from pipewarden.accept import Acceptance, in_code
from pipewarden.hcl import parse
from pipewarden.stack.model import Stack
from pipewarden.stack.values import Mapping


def _acceptances(text: str) -> list[Acceptance]:
    comments = parse(text.encode()).comments
    stack = Stack(".", (), Mapping(()), (), (), (), (), (), None, ("main.tf",), (("main.tf", comments),))
    return list(in_code(stack))


def test_a_comment_covers_its_line_and_the_code_below() -> None:
    (acceptance,) = _acceptances(
        "# pipewarden: accept[kms-asymmetric] until 2027-01-31: a reason\n# more words\nlocals {\n}\n"
    )
    assert acceptance == Acceptance(
        "kms-asymmetric", "a reason", datetime.date(2027, 1, 31), "main.tf", 1, frozenset({1, 3}), 1, 64
    )


@pytest.mark.parametrize(
    "comment",
    [
        "# pipewarden: accept[kms-asymmetric]: a reason",
        "//pipewarden:accept[ kms-asymmetric ] :a reason",
        "/* pipewarden: accept[kms-asymmetric]: a reason */",
    ],
)
def test_the_date_is_optional_in_every_kind_of_comment(comment: str) -> None:
    (acceptance,) = _acceptances(f"locals {{ {comment}\n}}\n")
    assert (acceptance.control, acceptance.reason, acceptance.until) == ("kms-asymmetric", "a reason", None)


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("# pipewarden: accept[kms-asymmetric]", "the acceptance of `kms-asymmetric` gives no reason"),
        ("# pipewarden: accept[kms-asymmetric]:  ", "the acceptance of `kms-asymmetric` gives no reason"),
        ("# pipewarden: accept[kms-asymmetric] until 2027-01-31", "the acceptance of `kms-asymmetric` gives no reason"),
        ("# pipewarden: accept[]: a reason", "this acceptance names no control"),
        ("# pipewarden: accept: a reason", "this acceptance cannot be read"),
        ("# pipewarden: accept[kms-asymmetric] a reason", "this acceptance cannot be read"),
        ("# pipewarden: accept[kms-asymmetric] until tomorrow: a reason", "`tomorrow` is no date"),
        ("# pipewarden: accept[kms-asymmetric] until 2027-02-30: a reason", "`2027-02-30` is no date"),
        ("# pipewarden: accept[kms-asymmetric, kms-lockout]: a reason", "one acceptance excuses one control"),
    ],
)
def test_an_acceptance_that_cannot_be_read_says_what_is_wrong_and_covers_nothing(comment: str, problem: str) -> None:
    (acceptance,) = _acceptances(f"{comment}\n")
    assert ((acceptance.problem or "").partition(";")[0], acceptance.covers) == (problem, frozenset())


def test_the_last_day_still_counts() -> None:
    acceptance = Acceptance("a", "b", datetime.date(2027, 1, 31), "main.tf", 1)
    assert not acceptance.expired(datetime.date(2027, 1, 31))
    assert acceptance.expired(datetime.date(2027, 2, 1))
