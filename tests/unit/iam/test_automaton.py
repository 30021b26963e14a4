"""The automaton finds a string exactly when there is one, and one that fits."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipewarden.iam.automaton import PART, SEGMENT, constant, glob, in_group, joined, literal, many, matches
from pipewarden.iam.solving import SearchBoundError, solve

_GLOBS = st.lists(st.text("ab*?", max_size=5), min_size=1, max_size=2)
_SHORT = ["".join(letters) for size in range(6) for letters in product("abc", repeat=size)]


def _by_regex(pattern: str, text: str) -> bool:
    expression = "".join({"*": ".*", "?": "."}.get(char, char) for char in pattern)
    return re.fullmatch(expression, text) is not None


@settings(max_examples=150, deadline=None)
@given(st.lists(_GLOBS, max_size=2), st.lists(_GLOBS, max_size=2))
def test_a_string_is_found_exactly_when_a_short_one_exists(wanted: list[list[str]], refused: list[list[str]]) -> None:
    def fits(text: str) -> bool:
        return all(any(_by_regex(g, text) for g in group) for group in wanted) and not any(
            _by_regex(g, text) for group in refused for g in group
        )

    found = solve(
        tuple(frozenset(map(glob, group)) for group in wanted), tuple(frozenset(map(glob, group)) for group in refused)
    )
    if found is None:
        assert [text for text in _SHORT if fits(text)] == []
    else:
        assert fits(found)


@settings(max_examples=150, deadline=None)
@given(st.text("ab*?", max_size=8), st.text("abc", max_size=8))
def test_matching_agrees_with_regular_expressions(pattern: str, text: str) -> None:
    assert matches(glob(pattern), text) is _by_regex(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        (joined(literal("arn:"), many(PART, 1), literal(":s3")), "arn:aws:s3", True),
        (joined(literal("arn:"), many(PART, 1), literal(":s3")), "arn:a:b:s3", False),
        (joined(many(SEGMENT, 1), literal("/"), many(SEGMENT, 1)), "a/b", True),
        (joined(many(SEGMENT, 1), literal("/"), many(SEGMENT, 1)), "a/b/c", False),
        (literal("Name", ignore_case=True), "nAME", True),
        (literal("Name"), "nAME", False),
    ],
)
def test_sets_of_characters_bound_what_a_repetition_takes(pattern: object, text: str, fits: bool) -> None:
    assert matches(pattern, text) is fits  # type: ignore[arg-type]


def test_twenty_globs_that_overlap_are_left_by_one_string() -> None:
    """Their classes are two to the twentieth; the search meets only those on its way."""
    globs = frozenset(glob(f"shared/*/team{number}-*.zip") for number in range(20))
    found = solve((frozenset({glob("shared/*/team?-*.zip")}),), (globs,))
    assert found is not None
    assert in_group(frozenset({glob("shared/*/team?-*.zip")}), found) and not in_group(globs, found)


def test_the_bound_ends_in_an_error_and_never_in_an_answer() -> None:
    tangled = tuple(frozenset({glob(f"*{letter * 9}*")}) for letter in "abcdefgh")
    with pytest.raises(SearchBoundError):
        solve(tangled, (frozenset({glob("*h*a*b*c*d*e*f*g*"), glob("*a*")}),), limit=50)


def test_strings_that_are_listed_are_tried_and_not_searched_for() -> None:
    """Whichever of the groups lists them: the bound of no state at all is not met."""
    wide, listed = frozenset({glob("*role/*")}), frozenset({literal("role/a"), literal("role/b"), literal("user/c")})
    assert solve((wide, listed), (frozenset({glob("*a")}),), limit=0) == "role/b"
    assert solve((wide, listed), (frozenset({glob("role/?")}),), limit=0) is None


def test_only_a_pattern_without_choice_is_constant() -> None:
    assert (constant(literal("ab")), constant(glob("a?")), constant(glob("a*")), constant(literal(""))) == (
        "ab",
        None,
        None,
        "",
    )


def test_a_pattern_with_a_hole_is_no_reason_to_match_what_it_is_known_not_to() -> None:
    pattern = glob("a*")
    assert solve((frozenset({pattern}),), (), same=frozenset({pattern})) is None
