"""Text that is safe to show: characters that a reader would obey, or cannot see, stand as escapes."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """The text with control, format and line-breaking characters escaped, so that no reader obeys what a file says."""
    return "".join(map(shown, text))


def shown(character: str) -> str:
    """One character as `printable` shows it."""
    kind = unicodedata.category(character)
    if kind[0] != "C" and kind not in ("Zl", "Zp"):
        return character
    return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"
