"""Finds personal data in a text: e-mail addresses, phone numbers, payment cards and national ids.

Account ids (twelve digits), ARNs and the users of URLs are no personal data, so they are left out before anything is
looked for.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct


class Found(Struct, frozen=True):
    """`kind` in words ("an e-mail address"), and the part of the text from `start` to `end`."""

    kind: str
    start: int
    end: int


_NOT_PERSONAL = re.compile(r"arn:aws[a-z-]*:[^\s\"']+|[a-z][a-z0-9+.-]*://[^\s\"'/]*@|\bgit@[\w.-]+(?=:)")
"""ARNs, and what looks like an e-mail address before a host: the user of a URL, and `git@` of a repository."""
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_PHONE = re.compile(r"(?<![\w+.-])(?:\+|00)[1-9][\d ().\-/]{6,18}\d(?!\w)|(?<![\w.-])\(\d{3}\) ?\d{3}[-. ]\d{4}(?!\w)")
_PHONE_NORTH_AMERICA = re.compile(r"(?<![A-Za-z0-9.])(?<!\d[-_])[2-9]\d{2}[-. ][2-9]\d{2}[-. ]\d{4}(?![\w-])")
_CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")
_CARD_IN_A_NAME = re.compile(
    r"(?<![\d.])(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|6011|65\d\d)([-_]?)\d{4}\1\d{4}\1\d{4}(?!\d)|(?<![\d.])3[47]\d{13}(?!\d)"
)
"""A card as the large networks number them, with letters or dashes around it: a Sid takes nothing else."""
_SOCIAL_SECURITY = re.compile(r"(?<![A-Za-z0-9])(?<!\d[-_])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")
_NATIONAL_INSURANCE = re.compile(r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")


@lru_cache(maxsize=4096)
def personal_data(text: str) -> tuple[Found, ...]:
    """Every piece of personal data in `text`, in order."""
    blank = _NOT_PERSONAL.sub(lambda match: " " * len(match[0]), text)
    found = [Found("an e-mail address", *match.span()) for match in _EMAIL.finditer(blank)]
    found += [
        Found("a phone number", *match.span())
        for pattern in (_PHONE, _PHONE_NORTH_AMERICA)
        for match in pattern.finditer(blank)
        if 8 <= sum(letter.isdigit() for letter in match[0]) <= 15
    ]
    found += [
        Found("a payment card number", *span)
        for span in {m.span() for pattern in (_CARD, _CARD_IN_A_NAME) for m in pattern.finditer(blank) if _luhn(m[0])}
    ]
    for pattern in (_SOCIAL_SECURITY, _NATIONAL_INSURANCE):
        found += [Found("a national id", *match.span()) for match in pattern.finditer(blank)]
    found += [Found("a bank account number", *match.span()) for match in _IBAN.finditer(blank) if _iban(match[0])]
    widest = [item for item in found if not any(_inside(item, other) for other in found)]
    return tuple(sorted(widest, key=lambda item: (item.start, item.end, item.kind)))


def _inside(item: Found, other: Found) -> bool:
    """Whether `other` covers `item` and more: part of an account number looks like a phone number."""
    return other.start <= item.start and item.end <= other.end and other.end - other.start > item.end - item.start


def _luhn(text: str) -> bool:
    digits = [int(letter) for letter in text if letter.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return len(set(digits)) > 1 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _iban(text: str) -> bool:
    compact = text.replace(" ", "")
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1
