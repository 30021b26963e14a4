"""Functions over regular expressions."""

from __future__ import annotations

from pipewarden.stack.errors import undecided


def replace_matches(pattern: str, text: str, replacement: str) -> str:
    """The text with every match replaced."""
    raise undecided("regular expressions")
