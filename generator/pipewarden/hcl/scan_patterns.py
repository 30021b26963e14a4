"""What Terraform's tokens look like, and what the grammar calls them."""

from __future__ import annotations

import re

_TOKEN = r"""
        (?P<name> [^\W\d] (?: [\w-] | [^\x00-\x7f] )*+ )
      | (?P<newline> \r?\n (?: [ \t]*+ \r?\n )*+ )
      | (?P<comment> \#[^\n]*+ | //[^\n]*+ | /\*(?s:.*?)\*/ )
      | (?P<number> [0-9] (?: (?: [0-9.] | [eE][-+]?[0-9] )* (?: [0-9] | [eE][-+]?[0-9] ) )? )
      | (?P<heredoc> <<-? [^\W\d] (?: [\w-] | [^\x00-\x7f] )*+ \r?\n )
      | (?P<open> [({] | \[ (?! [ \t]*+ \* [ \t]*+ \] ) )
      | (?P<close> [)}\]] | ~} )
      | (?P<operator> [=!<>]= | => | && | \|\| | :: | \.\.\. | \. [ \t]*+ \* | \[ [ \t]*+ \* [ \t]*+ \]
                    | [-+*/%<>!?:=.,] )
      | (?P<quote> " )
    """

CODE = re.compile(rf"[ \t]*+ (?: {_TOKEN} )?+", re.VERBOSE)
"""One token of code after any spaces; matches the spaces alone where no token follows.

A number is what Terraform's scanner takes for one, `1.2.3` too: it is refused afterwards, not cut in two.
"""

NAME = "[A-Za-z_][A-Za-z0-9_-]*+"
"""A name as most are; Terraform takes the letters of every script. Like those below it needs `re.VERBOSE`."""
REFERENCE = rf"{NAME} (?: \. {NAME} ){{0,20}}+"
CHARACTERS = r"(?: [^\"\\$%\r\n\ud800-\udfff]++ | [$%](?![$%{]) )++"
"""Text in a string that means itself."""
STRING = rf'" (?: {CHARACTERS} | \$\{{ [ \t]*+ {REFERENCE} [ \t]*+ \}} )*+ "'

WHOLE_CODE = re.compile(
    rf"""
    [ \t]*+
    (?: (?P<steps> (?<!\.) {NAME} (?: \. {NAME} ){{1,20}}+ (?! [^\x00-\x7f] ) )
      | (?P<string> {STRING} )
      | {_TOKEN}
    )?+
    """,
    re.VERBOSE,
)
"""The same, but a plain string and a reference of several names are one."""

_ITEM = rf"(?: {STRING} | {REFERENCE} | [0-9]++ ) [ \t]*+"

WHOLE_LINE = re.compile(
    rf"""
    [ \t]*+ (?P<name> {NAME}) [ \t]*+ = [ \t]*+
    (?P<value> {_ITEM} | \[ [ \t]*+ (?: {_ITEM} (?: , [ \t]*+ {_ITEM} )*+ (?: , [ \t]*+ )?+ )?+ \] [ \t]*+ )
    (?P<newline> \r?\n (?: [ \t]*+ \r?\n )*+ )
    """,
    re.VERBOSE,
)
"""An argument, or an entry of an object, that has its line for itself, and the new lines behind it.

Its value is one plain item, or a list of them.
"""

WHOLE_ITEM = re.compile(rf"(?P<string> {STRING} ) | (?P<reference> {REFERENCE} ) | (?P<number> [0-9]++ )", re.VERBOSE)
"""One item of such a value."""

WHOLE_PIECE = re.compile(
    rf"(?P<text> {CHARACTERS} ) | \$\{{ [ \t]*+ (?P<reference> {REFERENCE} ) [ \t]*+ \}}", re.VERBOSE
)
"""One part of a plain string."""

NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")

FOR_AHEAD = re.compile(r"(?> [ \t\r\n]++ | \#[^\n]*+ | //[^\n]*+ | /\*(?s:.*?)\*/ )*+ for (?! [\w-] )", re.VERBOSE)
"""Whether `{` opens a `for` expression, in which new lines mean nothing."""

QUOTED_TEXT = re.compile(r'(?: [^"\\$%\r\n\ud800-\udfff]++ | \\[^\r\n] | \$\$\{ | %%\{ | [$%](?!\{) )*+', re.VERBOSE)
"""The literal text of a quoted string, up to its end, an interpolation or a directive."""

BARE_TEXT = re.compile(r"(?: [^$%\r\ud800-\udfff]++ | \r(?=\n) | \$\$\{ | %%\{ | [$%](?!\{) )*+", re.VERBOSE)
"""The literal text of a heredoc or of a template file; a carriage return alone is none."""


def heredoc_end(marker: str) -> re.Pattern[str]:
    """The line that ends a heredoc."""
    return re.compile(rf"^[^\S\r\n]*+{re.escape(marker)}[^\S\r\n]*+\r?\n", re.MULTILINE)


OPERATORS = {
    "==": "DOUBLE_EQ", "!=": "NEQ", "<": "LT", ">": "GT", "<=": "LEQ", ">=": "GEQ", "-": "MINUS", "*": "ASTERISK",
    "/": "SLASH", "%": "PERCENT", "&&": "DOUBLE_AMP", "||": "DOUBLE_PIPE", "+": "PLUS", "!": "NOT", "?": "QMARK",
    "=": "EQ", ":": "COLON", "::": "COLONS", ",": "COMMA", ".": "DOT", "=>": "FOR_OBJECT_ARROW", "...": "ELLIPSIS",
}  # fmt: skip
SPLATS = {".": "ATTR_SPLAT", "[": "FULL_SPLAT_START"}
"""Two signs that may hold spaces, by their first character."""

BRACKETS = {"(": ("LPAR", ")"), "[": ("LSQB", "]"), "{": ("LBRACE", "}")}
CLOSERS = {")": "RPAR", "]": "RSQB", "}": "RBRACE"}

KEYWORDS = {
    "if": "IF", "in": "IN", "for": "FOR", "else": "ELSE", "endif": "ENDIF", "endfor": "ENDFOR",
    "null": "NULL", "true": "TRUE", "false": "FALSE",
}  # fmt: skip
"""Words that mean something where the grammar takes them, and are names elsewhere."""

FLAT = frozenset({"COMMA", "COLON", "COLONS", "EQ", "FOR_OBJECT_ARROW", "ELLIPSIS"})
"""Operators that do not nest what they join."""


def is_identifier(name: str) -> bool:
    """Whether Terraform takes `name` for one identifier: Unicode's, with dashes."""
    return name.replace("-", "_").isidentifier()
