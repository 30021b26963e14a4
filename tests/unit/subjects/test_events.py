"""What an event pattern lets through."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipewarden.stack.values import Known, Mapping, Sequence, Symbol, Unknown, Value
from pipewarden.subjects.events import waits_for

REPOSITORY = Known("app")


def value(data: Any) -> Value:
    """The value that a JSON structure is."""
    if isinstance(data, dict):
        return Mapping(tuple(sorted((name, value(item)) for name, item in data.items())))
    if isinstance(data, list):
        return Sequence(tuple(value(item) for item in data))
    return data if isinstance(data, Symbol | Unknown) else Known(data)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (["app"], True),
        (["apps", "app"], True),
        (["apps"], False),
        ([], False),
        (["arn:aws:codecommit:eu-west-1:111122223333:app"], True),
        (["arn:aws:codecommit:eu-west-1:111122223333:apps"], False),
        ([{"prefix": "ap"}], True),
        ([{"prefix": "b"}], False),
        ([{"suffix": "pp"}], True),
        ([{"equals-ignore-case": "APP"}], True),
        ([{"wildcard": "a*p"}], True),
        ([{"wildcard": "a?p"}], False),
        ([{"anything-but": ["app"]}], False),
        ([{"anything-but": "other"}], True),
        ([{"exists": True}], None),
        ([Unknown("why")], None),
        ([Unknown("why"), "app"], True),
        ("app", None),
    ],
)
def test_a_field_lets_an_event_through(field: Any, expected: bool | None) -> None:
    pattern = value({"detail": {"repositoryName": field}})
    assert isinstance(pattern, Mapping)
    assert waits_for(pattern, ("detail", "repositoryName"), REPOSITORY) is expected


def test_a_field_that_is_not_named_may_be_anything() -> None:
    assert waits_for(Mapping(()), ("detail", "event"), Known("referenceUpdated")) is True


@given(st.text("ab*?[", max_size=6), st.text("ab*?[", max_size=6))
def test_a_wildcard_is_a_star_and_nothing_else(wildcard: str, name: str) -> None:
    pattern = value({"source": [{"wildcard": wildcard}]})
    assert isinstance(pattern, Mapping)
    assert waits_for(pattern, ("source",), Known(name)) is _star_matches(wildcard, name)


def _star_matches(wildcard: str, name: str) -> bool:
    if not wildcard:
        return not name
    if wildcard[0] == "*":
        return any(_star_matches(wildcard[1:], name[at:]) for at in range(len(name) + 1))
    return name[:1] == wildcard[0] and _star_matches(wildcard[1:], name[1:])
