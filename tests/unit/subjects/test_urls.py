"""URLs: what they carry, and where they lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipewarden.stack.values import Known, Symbol, Template, Unknown, Value
from pipewarden.subjects.texts import Text, shown_text
from pipewarden.subjects.urls import carried_credential, plain_urls, unknown_user


def text(value: Value) -> Text:
    return Text(("location",), shown_text(value) or "", value)


TOKEN = Unknown("`var.github_token` has no value")
USER = Unknown("`var.user` has no value")


@pytest.mark.parametrize(
    "value",
    [
        Known("https://jane:hunter22@example.com/x"),
        Known("git clone https://$GITHUB_TOKEN@github.com/x.git && make"),
        Known("git clone https://${GITHUB_TOKEN}@github.com/x.git"),
        Template(("https://jane:", USER, "@example.com")),
        Template(("https://", TOKEN, "@example.com")),
        Template(("https://", Symbol("random_password.token", ("result",)), "@example.com")),
        Template(("https://example.com/?sig=", USER)),
    ],
)
def test_carries_a_credential(value: Value) -> None:
    assert carried_credential(text(value))


@pytest.mark.parametrize(
    "value",
    [
        Known("https://example.com/x"),
        Known("https://$USER@example.com/x"),
        Known("mail jane@example.com"),
        Template(("https://", USER, "/x")),
        Template(("https://", USER, "@example.com")),
    ],
)
def test_carries_none_for_sure(value: Value) -> None:
    assert carried_credential(text(value)) is None


def test_a_user_that_is_not_known_may_be_a_credential() -> None:
    assert unknown_user(text(Template(("https://", USER, "@example.com")))) == USER
    assert unknown_user(text(Template(("https://", USER, "/x")))) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("http://example.com/x?y=z", ["http://example.com"]),
        ("HTTP://jane:hunter22@example.com:8080/x", ["http://example.com:8080"]),
        ('{"a": "http://one.example.com", "b": "https://two.example.com"}', ["http://one.example.com"]),
        ("http://localhost:8080", []),
        ("http://127.0.0.1/x", []),
        ("http://169.254.169.254/latest/meta-data", []),
        ("http://[::1]/x", []),
        ("http://10.1.2.3/x", []),
        ("http://nexus.corp.internal/x", []),
        ("https://example.com", []),
        ("http://8.8.8.8/x", ["http://8.8.8.8"]),
    ],
)
def test_plain_urls_that_leave_the_machine(written: str, expected: list[str]) -> None:
    assert list(plain_urls(written)) == expected


@given(st.text())
def test_any_text_can_be_read(written: str) -> None:
    carried_credential(text(Known(written)))
    assert all(url.startswith("http://") for url in plain_urls(written))
