"""The table is made of python-hcl2's grammar and holds data only, and every rule of it has an action."""

from __future__ import annotations

import msgspec
import pytest

from pipewarden.hcl.build import Builder, stands_for_its_part
from pipewarden.hcl.grammar import compile_grammar, load_grammar
from pipewarden.hcl.scan_patterns import CLOSERS, KEYWORDS, OPERATORS, SPLATS

TABLE = compile_grammar()
NEVER_FED = {"TEMPLATE_STRING", "HEREDOC_TEMPLATE_TRIM", "FOR_EACH", "ESCAPED_INTERPOLATION"}
NEVER_FED |= {"ESCAPED_DIRECTIVE"}
"""Terminals of python-hcl2's lexer that our scanner has no use for: it gives their parts, or a name."""


def test_the_table_is_plain_data() -> None:
    assert set(msgspec.msgpack.decode(TABLE)) == {"data", "memo"}


def test_a_table_cut_short_is_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        load_grammar(TABLE[:-1])


def test_every_rule_that_can_be_reached_has_an_action() -> None:
    missing = set()
    for rule in load_grammar(TABLE).rules:
        name = rule.alias or rule.origin.name
        spliced = name.startswith("_") or (rule.options.expand1 and len(rule.expansion) == 1 and not rule.alias)
        spliced |= len(rule.expansion) == 1 and stands_for_its_part(name, rule.expansion[0].name)
        dead = any(symbol.name.removeprefix("hcl2__") in NEVER_FED for symbol in rule.expansion)
        if not spliced and not dead and not hasattr(Builder, name):
            missing.add(name)
    assert missing == set()


def test_every_terminal_of_the_grammar_is_one_that_the_scanner_gives() -> None:
    rules = load_grammar(TABLE).rules
    terminals = {symbol.name.removeprefix("hcl2__") for rule in rules for symbol in rule.expansion if symbol.is_term}
    given = {*OPERATORS.values(), *SPLATS.values(), *CLOSERS.values(), *KEYWORDS.values(), "LPAR", "LSQB", "LBRACE"}
    given |= {"NAME", "NEWLINE", "INT_LITERAL", "FLOAT_LITERAL", "DBLQUOTE", "STRING_CHARS", "INTERP_START"}
    given |= {"DIRECTIVE_START", "HEREDOC_START", "HEREDOC_END"}
    assert terminals == given | NEVER_FED
