"""Words that several formats share: counts, requests in plain English, and text that is safe to print."""

from __future__ import annotations

import unicodedata
from typing import Any


def counted(number: int, noun: str) -> str:
    """`1 control`, `2 controls`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def printable(text: str) -> str:
    """The text with control and format characters escaped, so that no terminal obeys what a file says."""
    return "".join(
        character if character == " " or unicodedata.category(character)[0] != "C" else f"\\u{ord(character):04x}"
        for character in text
    )


def request_in_words(request: dict[str, Any]) -> str:
    """One sentence about a request of the JSON report."""
    principal = request["principal"]
    who = principal if isinstance(principal, str) else next(iter(principal.values()))
    who = "anyone" if who == "*" else f"`{who}`"
    context = sorted((request.get("context") or {}).items())
    keys = [f"`{key}` = {', '.join(f'`{value}`' for value in values)}" for key, values in context]
    under = f" with {', '.join(keys)}" if keys else ""
    return printable(f"request: {who} calls `{request['action']}` on `{request['resource']}`{under}")
