"""An iterator that is remembered gives the same items to everyone, and the bound that it met to everyone too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipewarden.iam.remembered import Remembered
from pipewarden.iam.solving import SearchBoundError


def test_items_are_made_once_and_only_when_asked_for() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(3):
            made.append(number)
            yield number

    found = Remembered(items())
    assert next(iter(found)) == 0
    assert made == [0]
    assert (list(found), list(found), made) == ([0, 1, 2], [0, 1, 2], [0, 1, 2])


def test_a_bound_that_was_met_is_met_again_and_never_taken_for_the_end() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise SearchBoundError("too many")

    found = Remembered(items())
    for _ in range(2):
        with pytest.raises(SearchBoundError, match="too many"):
            list(found)
