"""Says where a pattern with holes matches no more than another, whatever the holes hide.

A hole is read as one character of its own, which only the same hole matches, or a repetition that takes any character.
What holds of such strings holds for every filling: `${v}` matches no more than `${v}*`, and no more than `${v}` in
any case.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pipewarden.iam.automaton import ANY_CASE, TEXT, Chars, Group, Pattern, Token, representatives

_LIMIT = 2_000


@lru_cache(maxsize=4096)
def left_out(group: Group, others: Group) -> Group:
    """The patterns of the group that may match something which no single pattern of the others does."""
    return frozenset(pattern for pattern in group - others if not any(within(pattern, other) for other in others))


@lru_cache(maxsize=8192)
def within(pattern: Pattern, other: Pattern) -> bool:
    """Whether the other has holes of the pattern, and matches whatever the pattern does; False too where that takes
    long to tell."""
    if pattern == other:
        return True
    own, foreign = _holes(pattern), _holes(other)
    if not foreign or not all(any(_same(tag, wanted) for tag in own) for wanted in foreign):
        return False
    letters = representatives((pattern, other))
    start = (0, _closed(other, {0}))
    seen, pending = {start}, [start]
    while pending:
        at, state = pending.pop()
        if at == len(pattern) and len(other) not in state:
            return False
        for following in _following(pattern, at, other, state, letters):
            if following not in seen:
                seen.add(following)
                pending.append(following)
        if len(seen) > _LIMIT:
            return False
    return True


def _holes(pattern: Pattern) -> frozenset[str]:
    return frozenset(token.chars.tag for token in pattern if token.chars.tag)


def _same(tag: str, wanted: str) -> bool:
    """Whether what the first hole hides always fits the second: it is the same, compared no more strictly."""
    return tag == wanted or (wanted.startswith(ANY_CASE) and tag == TEXT + wanted.removeprefix(ANY_CASE))


_Step = tuple[int, frozenset[int]]


def _following(pattern: Pattern, at: int, other: Pattern, state: frozenset[int], letters: list[str]) -> Iterator[_Step]:
    """The places in both after one more character of the pattern, or none where it may be left out."""
    if at == len(pattern):
        return
    token = pattern[at]
    if token.chars.tag:
        yield at + 1, _after(other, state, token.chars.tag, hole=True)
        return
    if token.many:
        yield at + 1, state
    for letter in letters:
        if letter in token.chars:
            yield at if token.many else at + 1, _after(other, state, letter)


def _after(other: Pattern, state: frozenset[int], letter: str, *, hole: bool = False) -> frozenset[int]:
    found: set[int] = set()
    for place in state:
        if place < len(other) and _takes(other[place], letter, hole):
            # A hole is over after its one character; any other repetition goes on.
            found.add(place if other[place].many and not other[place].chars.tag else place + 1)
    return _closed(other, found)


def _takes(token: Token, letter: str, hole: bool) -> bool:
    chars: Chars = token.chars
    if chars.tag:
        return hole and _same(letter, chars.tag)
    return token.many and chars.universal if hole else letter in chars


def _closed(other: Pattern, places: set[int]) -> frozenset[int]:
    """The places, and those behind repetitions that need not take anything."""
    found = set(places)
    for place in sorted(places):
        while place < len(other) and other[place].many and not other[place].chars.tag:
            place += 1
            found.add(place)
    return frozenset(found)
