"""Personal data: what is found, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipewarden.aws.personal import personal_data


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("ask jane.doe@example.com", "an e-mail address", "jane.doe@example.com"),
        ("call +49 170 1234567 now", "a phone number", "+49 170 1234567"),
        ("(212) 555-0100", "a phone number", "(212) 555-0100"),
        ("212-555-0100", "a phone number", "212-555-0100"),
        ("4111 1111 1111 1111", "a payment card number", "4111 1111 1111 1111"),
        ("card 5500005555555559", "a payment card number", "5500005555555559"),
        ("AskHolderOf4111111111111111", "a payment card number", "4111111111111111"),
        ("orders-4111-1111-1111-1111", "a payment card number", "4111-1111-1111-1111"),
        ("ssn 078-05-1120", "a national id", "078-05-1120"),
        ("employee-078-05-1120", "a national id", "078-05-1120"),
        ("oncall-212-555-0100", "a phone number", "212-555-0100"),
        ("AB 12 34 56 C", "a national id", "AB 12 34 56 C"),
        ("DE89 3704 0044 0532 0130 00", "a bank account number", "DE89 3704 0044 0532 0130 00"),
    ],
)
def test_found(text: str, kind: str, part: str) -> None:
    assert [(found.kind, text[found.start : found.end]) for found in personal_data(text)] == [(kind, part)]


@pytest.mark.parametrize(
    "text",
    [
        "111122223333",
        "arn:aws:iam::111122223333:user/jane.doe@example.com",
        "4111 1111 1111 1112",
        "1.2.3-4.5.6-7.8.9",
        "10.20.0.0/16",
        "2027-01-31",
        "release-20261128150612",
        "1-212-555-01001",
        "v1.2.3",
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        "0000000000000000",
        "000-12-3456",
        "@team",
        "https://jane@git.example.com/app.git",
        "mirror of git@github.com:example/app.git",
        "minimal-artifacts-111122223333-eu-central-1",
    ],
)
def test_not_personal(text: str) -> None:
    assert personal_data(text) == ()


@given(st.text())
def test_any_text_is_searched_and_what_is_found_lies_in_it(text: str) -> None:
    for found in personal_data(text):
        assert 0 <= found.start < found.end <= len(text)
