"""Patterns of strings, and the automaton that runs many of them side by side.

It is nondeterministic, and its states are the bits of an integer. The strings that no pattern can tell apart are those
that reach the same states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, takewhile
from typing import TypeAlias

from msgspec import Struct


class Chars(Struct, frozen=True, cache_hash=True):
    """A set of characters: those listed, or with `others` all but those listed.

    `tag` keeps apart patterns that match the same strings for different reasons: the holes of two texts.
    """

    listed: frozenset[str]
    others: bool = False
    tag: str = ""

    @property
    def universal(self) -> bool:
        """Whether every character is in it."""
        return self.others and not self.listed

    def __contains__(self, char: str) -> bool:
        return (char in self.listed) is not self.others


class Token(Struct, frozen=True, cache_hash=True):
    """One character of a set, or with `many` any number of them, none too."""

    chars: Chars
    many: bool = False


class Pattern(tuple[Token, ...]):
    """Tokens in a row. Patterns are looked up all the time, so each keeps its hash."""

    _hash: int

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            self._hash = super().__hash__()
            return self._hash


Group: TypeAlias = frozenset[Pattern]

ANY = Chars(frozenset(), others=True)
SEGMENT = Chars(frozenset(":/"), others=True)
PART = Chars(frozenset(":"), others=True)
STAR = Token(ANY, many=True)
NOTHING: Group = frozenset()
"""The group that no string matches."""
EVERYTHING: Group = frozenset({Pattern((STAR,))})

TEXT, ANY_CASE = "text ", "any case "
"""How the tags begin of holes that are compared as they are, and without case."""


@lru_cache(maxsize=8192)
def literal(text: str, *, ignore_case: bool = False) -> Pattern:
    """The pattern that matches this text alone."""
    return Pattern([_char(char, ignore_case) for char in text])


def many(chars: Chars, least: int = 0) -> Pattern:
    """At least so many characters of a set."""
    return Pattern((*[Token(chars)] * least, Token(chars, many=True)))


def joined(*pieces: Iterable[Token]) -> Pattern:
    """The pattern of several in a row."""
    return Pattern(chain.from_iterable(pieces))


@lru_cache(maxsize=8192)
def glob(text: str, *, star: Chars = ANY, ignore_case: bool = False) -> Pattern:
    """The pattern of a glob: `*` is any number of the characters of `star`, `?` is one of them."""
    tokens: list[Token] = []
    for char in text:
        if char == "*":
            token = Token(star, many=True)
            if not tokens or tokens[-1] != token:
                tokens.append(token)
        else:
            tokens.append(Token(star) if char == "?" else _char(char, ignore_case))
    return Pattern(tokens)


@lru_cache(maxsize=512)
def _char(char: str, ignore_case: bool) -> Token:
    """One character; the same object every time, so that patterns compare fast."""
    return Token(Chars(frozenset({char.lower(), char.upper()}) if ignore_case else frozenset({char})))


def constant(pattern: Pattern) -> str | None:
    """The one string that the pattern matches, None when there are more."""
    text, rest = _start(pattern)
    return None if rest else text


def matches(pattern: Pattern, text: str) -> bool:
    """Whether the pattern matches the whole text."""
    prefix, rest = _start(pattern)
    if not rest:
        return text == prefix
    if not text.startswith(prefix):
        return False
    if len(rest) == 1 and rest[0].many and rest[0].chars.universal:
        return True
    expression = _expression(pattern)
    if expression is not None:
        return expression.fullmatch(text) is not None
    machine = _machine(pattern)
    state = machine.start
    for char in text:
        state = machine.step(state, char)
        if not state:
            return False
    return bool(state & machine.accept[0])


@lru_cache(maxsize=8192)
def _start(pattern: Pattern) -> tuple[str, Pattern]:
    """The literal text at the start, and what follows it."""
    text = "".join(
        next(iter(token.chars.listed))
        for token in takewhile(lambda t: not t.many and not t.chars.others and len(t.chars.listed) == 1, pattern)
    )
    return text, Pattern(pattern[len(text) :])


def everything(group: Group) -> bool:
    """Whether some pattern of the group matches every string."""
    return any(len(pattern) == 1 and pattern[0].many and pattern[0].chars.universal for pattern in group)


_FEW = 3


@lru_cache(maxsize=8192)
def _expression(pattern: Pattern) -> re.Pattern[str] | None:
    """The pattern as a regular expression; None with many repetitions, where those are tried in every combination."""
    if sum(token.many for token in pattern) > _FEW:
        return None
    return re.compile("".join(map(_written, pattern)), re.DOTALL)


def _written(token: Token) -> str:
    listed = "".join(re.escape(char) for char in sorted(token.chars.listed))
    if not listed:
        chars = "." if token.chars.others else "(?!)"
    elif token.chars.others:
        chars = f"[^{listed}]"
    else:
        chars = listed if len(token.chars.listed) == 1 else f"[{listed}]"
    return chars + "*" * token.many


@lru_cache(maxsize=4096)
def _machine(pattern: Pattern) -> Machine:
    return Machine((frozenset({pattern}),))


def representatives(patterns: Iterable[Pattern]) -> list[str]:
    """One character of every kind that the patterns can tell apart."""
    return Machine((frozenset(patterns),)).letters()


def in_group(group: Group, text: str) -> bool:
    """Whether any pattern of the group matches the text."""
    if len(group) <= _FEW:
        return any(matches(pattern, text) for pattern in group)
    constants, others = _parted(group)
    return text in constants or any(matches(pattern, text) for pattern in others)


@lru_cache(maxsize=1024)
def _parted(group: Group) -> tuple[frozenset[str], Group]:
    """The strings that patterns of the group match alone, and the patterns that match more."""
    texts = {pattern: constant(pattern) for pattern in group}
    constants = frozenset(text for text in texts.values() if text is not None)
    return constants, frozenset(pattern for pattern, text in texts.items() if text is None)


class Machine:
    """The automaton of several groups: bit `i` of a state stands for a place in a pattern."""

    def __init__(self, groups: tuple[Group, ...]) -> None:
        self.start = 0
        self.accept: list[int] = []
        self.alive: list[int] = []
        self.forever: list[int] = []
        self.distance: list[int] = []
        self._steps: dict[Chars, int] = {}
        self._loops: dict[Chars, int] = {}
        self._masks: dict[str, tuple[int, int]] = {}
        for group in groups:
            self._add(group)

    def _add(self, group: Group) -> None:
        accept = alive = forever = 0
        for pattern in sorted(group, key=len):
            first = last = len(self.distance)
            loop: Chars | None = None
            for token in pattern:
                if token.many:
                    loop = _union(loop, token.chars)
                    continue
                self._note(self._loops, loop, last)
                self._note(self._steps, token.chars, last)
                loop = None
                last += 1
            self._note(self._loops, loop, last)
            self.start |= 1 << first
            accept |= 1 << last
            forever |= 1 << last if loop is not None and loop.universal else 0
            alive |= (1 << (last + 1)) - (1 << first)
            self.distance.extend(range(last - first, -1, -1))
        self.accept.append(accept)
        self.alive.append(alive)
        self.forever.append(forever)

    @staticmethod
    def _note(places: dict[Chars, int], chars: Chars | None, bit: int) -> None:
        if chars is not None:
            places[chars] = places.get(chars, 0) | 1 << bit

    def masks(self, char: str) -> tuple[int, int]:
        """The places that step forward on a character, and those that stay."""
        found = self._masks.get(char)
        if found is None:
            steps = loops = 0
            for chars, places in self._steps.items():
                steps |= places if char in chars else 0
            for chars, places in self._loops.items():
                loops |= places if char in chars else 0
            found = self._masks[char] = (steps, loops)
        return found

    def step(self, state: int, char: str) -> int:
        """The state after one more character."""
        steps, loops = self.masks(char)
        return ((state & steps) << 1) | (state & loops)

    def letters(self) -> list[str]:
        """One character of every kind that the patterns can tell apart, readable ones first."""
        sets = {**self._steps, **self._loops}
        single = {char for chars in sets if len(chars.listed) < 3 for char in chars.listed}
        wide = [chars for chars in sets if len(chars.listed) >= 3]
        listed = single.union(*(chars.listed for chars in wide))
        kinds: dict[tuple[bool, ...], str] = {}
        for char in (*_READABLE, *sorted(listed)):
            if char not in single:
                kinds.setdefault(tuple(char in chars for chars in wide), char)
        unlisted = next(chr(code) for code in range(0x78, 0x10FFFF) if chr(code) not in listed)
        kinds.setdefault(tuple(unlisted in chars for chars in wide), unlisted)
        return [*kinds.values(), *sorted(single)]

    def moves(self) -> list[tuple[str, int, int, int]]:
        """The letters with the places that step forward on each, those that stay, and both; one of every effect."""
        kinds: dict[tuple[int, int], str] = {}
        for letter in self.letters():
            kinds.setdefault(self.masks(letter), letter)
        return [(letter, steps, loops, steps | loops) for (steps, loops), letter in kinds.items()]

    def remaining(self, state: int, group: int) -> int:
        """How many characters at least the group needs before it matches."""
        places = state & self.alive[group]
        best = len(self.distance)
        while places:
            low = places & -places
            best = min(best, self.distance[low.bit_length() - 1])
            places ^= low
        return best


_READABLE = "abcdefghijklmnopqrstuvwxyz0123456789-/:.ABCDEFGHIJKLMNOPQRSTUVWXYZ_"


def _union(one: Chars | None, other: Chars) -> Chars:
    """Repetitions that stand side by side: the wider takes the place of both."""
    if one is None or one == other or other.universal:
        return other
    if one.universal:
        return one
    raise AssertionError("two different repetitions side by side")
