"""Says in plain words what the parser expected where it met something else."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipewarden.hcl.fault import Fault, clip
from pipewarden.hcl.frame import Frame
from pipewarden.hcl.scan import Scanner
from pipewarden.hcl.scan_patterns import FOR_AHEAD
from pipewarden.hcl.token import Token

_SHOWN = {
    "RPAR": "`)`", "RSQB": "`]`", "RBRACE": "`}`", "COMMA": "`,`", "EQ": "`=`", "LBRACE": "`{`", "LPAR": "`(`",
    "COLON": "`:`", "IN": "`in`", "FOR_OBJECT_ARROW": "`=>`", "NEWLINE": "a new line",
}  # fmt: skip


def explain(token: Token, expected: Collection[str], scanner: Scanner) -> Fault:
    """The fault for `token`, which none of the `expected` terminals fits."""
    frame = scanner.frames[-1]
    found = _name(token)
    if token.type == "$END" and frame.opener is not None:
        return Fault(f"`{frame.opener.text}` is never closed; add the missing `{frame.closer}`", frame.opener.span)
    message = _in_body(token, expected, scanner, frame) if frame.kind in ("file", "block") else None
    if message is None:
        message = _in_expression(token, expected, scanner, frame)
    if message is None:
        wanted = [shown for name, shown in _SHOWN.items() if name in expected]
        message = f"expected {_list(wanted)}, not {found}" if wanted else f"{found} cannot stand here; remove it"
    return Fault(message + _opened(frame), token.span)


def _in_body(token: Token, expected: Collection[str], scanner: Scanner, frame: Frame) -> str | None:
    found, last = _name(token), scanner.last
    if last is None or last.type == "NEWLINE" or last is frame.opener:
        if token.type == "DBLQUOTE":
            return "expected the name of an argument or block; write it without quotes"
        return f"expected the name of an argument or block, not {found}"
    one_line = frame.opener is not None and _shares_line(frame.opener, scanner)
    if not frame.in_value and last.type != "RBRACE":
        if one_line and token.type == "LBRACE":
            return _ONE_LINE
        if token.type == "NEWLINE" and last.type == "DBLQUOTE":
            return "expected `{` on the same line as the block's type and labels"
        return f"expected `=` and a value, or a block in braces, after the name, not {found}"
    if "INT_LITERAL" in expected or ("LPAR" in expected and "QMARK" not in expected):
        return None
    if token.type == "NEWLINE" and "COLON" in expected:
        return "expected `:` and the other value of the conditional before the end of the line"
    if one_line:
        return _ONE_LINE
    if token.type == "COMMA":
        return "arguments are separated by new lines, not commas; put each on a line of its own"
    if token.type == "RBRACE":
        return "expected a new line before `}`; only a block on one line ends beside its argument"
    return f"expected a new line after the argument or block, not {found}; put it on a line of its own"


def _shares_line(opener: Token, scanner: Scanner) -> bool:
    """Whether something besides a comment follows a block's brace on its line: no new line has been taken there."""
    rest = scanner.text[opener.span.end :].partition("\n")[0].strip()
    return bool(rest) and not rest.startswith(("#", "//"))


_ONE_LINE = (
    "a block on one line holds one argument, and ends with `}` on that line; put each argument on a line of its own"
)


def _in_expression(token: Token, expected: Collection[str], scanner: Scanner, frame: Frame) -> str | None:
    found, last = _name(token), scanner.last
    if "INT_LITERAL" in expected:
        if token.type == "NEWLINE":
            return "expected an expression on this line; start it here, or put it in parentheses"
        if frame.kind == "template" and last is frame.opener:
            return f"expected an expression after `${{`, not {found}; write `$${{` for a literal `${{`"
        if token.text == "<" and last is not None and last.type != "LT":
            return "expected an expression; a heredoc begins with `<<` and a name, at the end of its line"
        return f"expected an expression, not {found}"
    if last is not None and last.type == "DIRECTIVE_START":
        return f"expected `if`, `else`, `endif`, `for` or `endfor`, not {found}; write `%%{{` for a literal `%{{`"
    if last is not None and last.type in ("DOT", "COLONS", "FOR"):
        return f"expected a name after `{last.text}`, not {found}"
    if "LPAR" in expected and "QMARK" not in expected:
        return f"expected `(` after the name of a function, not {found}"
    if frame.kind == "template" and "RBRACE" in expected:
        assert frame.opener is not None
        sign = frame.opener.text[0]
        return f"expected `}}` or an operator, not {found}; write `{sign}{sign}{{` for a literal `{sign}{{`"
    if frame.kind == "object" and not frame.in_value:
        return f"expected `=` and a value after the key, not {found}"
    if frame.kind == "object":
        return f"expected a new line, `,` or `}}` after the value, not {found}"
    if frame.kind != "group" or "QMARK" not in expected:
        return None
    if frame.opener is None:
        return f"expected the end of the expression, not {found}"
    if FOR_AHEAD.match(scanner.text, frame.opener.span.end) is not None:
        return f"expected an operator or the next part of the `for` expression, not {found}"
    return f"expected `,` or `{frame.closer}`, not {found}"


def _opened(frame: Frame) -> str:
    if frame.opener is None or frame.kind in ("template", "block"):
        return ""
    return f" (in the `{frame.opener.text}` of line {frame.opener.span.line}, column {frame.opener.span.column})"


def _name(token: Token) -> str:
    match token.type:
        case "NEWLINE":
            return "the end of the line"
        case "$END":
            return "the end"
        case "STRING_CHARS":
            return "text"
        case "HEREDOC_START":
            return "a heredoc"
        case "NAME":
            return f"the name `{clip(token.text)}`"
    return f"`{clip(token.text)}`"


def _list(words: Iterable[str]) -> str:
    *most, last = words
    return ", ".join(most) + " or " + last if most else last
