"""Resolves the escapes of a quoted string, as Terraform has them."""

from __future__ import annotations

import re

from pipewarden.hcl.ast import Span
from pipewarden.hcl.fault import Fault
from pipewarden.hcl.token import Token

_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|\$\$\{|%%\{")
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def quoted(token: Token) -> str:
    """What the literal text between quotes means; raises Fault at the escape that means nothing."""
    text = token.text
    if "\\" not in text and "{" not in text:
        return text
    return _ESCAPE.sub(lambda found: _resolve(found, token), text)


def _resolve(found: re.Match[str], token: Token) -> str:
    written = found.group()
    if written[0] != "\\":
        return written[1:]
    if written[1] in _SIMPLE:
        return _SIMPLE[written[1]]
    if written[1] in "uU" and len(written) > 2:
        code = int(written[2:], 16)
        if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
            return chr(code)
        raise Fault(f"`{written}` is no Unicode character; write the character itself", _place(found, token))
    if written[1] in "uU":
        digits = "four" if written[1] == "u" else "eight"
        raise Fault(f"`{written}` takes {digits} hexadecimal digits", _place(found, token))
    raise Fault(f"`{written}` is not an escape; write `\\{written}` for a backslash", _place(found, token))


def _place(found: re.Match[str], token: Token) -> Span:
    span = token.span
    start, end = found.span()
    return Span(span.start + start, span.start + end, span.line, span.column + start, span.line, span.column + end)
