"""Reads what a text holds in Base64: an encoding hides nothing."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

_TOKEN = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}={0,2}(?![A-Za-z0-9+/_=-])")


def decoded(text: str) -> Iterator[str]:
    """The printable texts that parts of `text` decode to."""
    for match in _TOKEN.finditer(text):
        token = match[0].rstrip("=").translate(str.maketrans("-_", "+/"))
        try:
            inner = base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
        if inner.strip().isprintable():
            yield inner.strip()
