"""Sets of characters in a pattern."""

from __future__ import annotations

import unicodedata
from typing import TypeAlias

from msgspec import Struct

from pipewarden.stack.re2.scripts import Script


class Category(Struct, frozen=True):
    """A Unicode general category, or one letter of it; `negated` for `\\P`."""

    name: str
    negated: bool

    def holds(self, char: str) -> bool:
        """Whether the character is in it."""
        return (self.name == "Any" or unicodedata.category(char).startswith(self.name)) != self.negated


class CharacterSet(Struct, frozen=True):
    """What one position of the text may be: ranges of code points, categories, scripts and other sets.

    `fold` also takes characters that differ in case only.
    """

    members: tuple[Member, ...]
    negated: bool = False
    fold: bool = False

    def holds(self, char: str) -> bool:
        """Whether the character is in the set."""
        found = self._has(char)
        if self.fold and not found:
            found = any(self._has(other) for other in _other_cases(char))
        return found != self.negated

    def _has(self, char: str) -> bool:
        code = ord(char)
        for member in self.members:
            if isinstance(member, tuple):
                if member[0] <= code <= member[1]:
                    return True
            elif member.holds(char):
                return True
        return False


Member: TypeAlias = "tuple[int, int] | Category | Script | CharacterSet"

_EXTRA = {"k": "\u212a", "s": "\u017f", "å": "\u212b"}


def _other_cases(char: str) -> set[str]:
    simple = {form for form in (char.lower(), char.upper(), char.title(), char.casefold()) if len(form) == 1}
    more = {form for item in simple for form in (item.lower(), item.upper()) if len(form) == 1}
    extra = {_EXTRA[item] for item in simple | more if item in _EXTRA}
    return (simple | more | extra) - {char}


def _ranges(*pairs: str) -> tuple[tuple[int, int], ...]:
    return tuple((ord(pair[0]), ord(pair[-1])) for pair in pairs)


DIGITS = _ranges("09")
SPACES = _ranges("\t\n", "\f\r", " ")
WORDS = _ranges("09", "AZ", "_", "az")
CLASSES: dict[str, tuple[tuple[int, int], ...]] = {
    "alnum": _ranges("09", "AZ", "az"),
    "alpha": _ranges("AZ", "az"),
    "ascii": _ranges("\x00\x7f"),
    "blank": _ranges("\t", " "),
    "cntrl": _ranges("\x00\x1f", "\x7f"),
    "digit": DIGITS,
    "graph": _ranges("!~"),
    "lower": _ranges("az"),
    "print": _ranges(" ~"),
    "punct": _ranges("!/", ":@", "[`", "{~"),
    "space": _ranges("\t\r", " "),
    "upper": _ranges("AZ"),
    "word": WORDS,
    "xdigit": _ranges("09", "AF", "af"),
}
_SUBCATEGORIES = {"C": "cfos", "L": "lmotu", "M": "cen", "N": "dlo", "P": "cdefios", "S": "ckmo", "Z": "lps"}
CATEGORIES = frozenset(
    {"Any", *_SUBCATEGORIES} | {letter + more for letter, all_ in _SUBCATEGORIES.items() for more in all_}
)


def is_word(char: str) -> bool:
    """Whether the character counts as part of a word for `\\b`."""
    return char.isascii() and (char.isalnum() or char == "_")
