"""Messages put values in backticks; here they come apart."""

from __future__ import annotations


def pieces(text: str) -> list[tuple[str, bool]]:
    """The parts of a text in order, and whether each stood in backticks; a last backtick without a partner is text."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        parts[-2:] = ["`".join(parts[-2:])]
    return [(part, index % 2 == 1) for index, part in enumerate(parts) if part]
