"""What is read in one step is what the grammar makes of the same text, token by token."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipewarden.hcl.fault import Fault
from pipewarden.hcl.lalr import Driver
from pipewarden.hcl.parser import build, parser
from pipewarden.hcl.scan_whole import WholeScanner
from pipewarden.hcl.token import Token
from pipewarden.hcl.whole import NotPlainError
from terraform_fixtures import TESTS

FILES = sorted([*(TESTS / "corpus/ok").iterdir(), *(TESTS.parent / "modules").rglob("*.tf")])

BLANK = st.sampled_from(["", " ", "\t "])
NAMES = st.sampled_from(["a", "B2", "_c", "d-e", "für", "ä", "true", "null", "for", "in", "if"])
REFERENCES = st.lists(NAMES, min_size=1, max_size=4).map(".".join)
NUMBERS = st.sampled_from(["0", "12", "08", "1.5", "1e3", "1.", "-1"])
PIECES = st.sampled_from(
    ["x", " ", "ü", "$", "%", "$$", "$${", "%%{", "%{ if a }", "%{ endif }", "\\n", "\\", "#", "'", "\r", "\udce4"]
)
INTERPOLATIONS = st.tuples(
    st.sampled_from(["${", "${~", "${ "]), REFERENCES, st.sampled_from(["}", " }", "~}", "[0]}"])
)
STRINGS = st.lists(st.one_of(PIECES, INTERPOLATIONS.map("".join)), max_size=5).map(lambda parts: f'"{"".join(parts)}"')
ITEMS = st.one_of(REFERENCES, NUMBERS, STRINGS)
AFTER = st.sampled_from(
    ["", "[0]", ".0", "[*].a", ".*.a", "...", " == a", " ? a : b", "(1)", "::a()", " . b", "[0]. a.b"]
)
VALUES = st.one_of(
    ITEMS,
    st.tuples(ITEMS, AFTER).map("".join),
    st.lists(st.tuples(BLANK, ITEMS, BLANK).map("".join), max_size=3).map(lambda items: f"[{','.join(items)}]"),
    st.sampled_from(
        ["[1,]", "[a, ]", "[ ]", "[,]", "[a b]", '["a" "b"]', "[for a in b.c : a.d]", "{ a = b.c }", "f(a.b)"]
    ),
)
KEYS = st.one_of(NAMES, st.sampled_from(['"a"', '"${a.b}"', "(a.b)", "a.b"]))
ENDS = st.sampled_from(["\n", "\r\n", " \n\n", "\t\n \n", " # c\n", " // c\r\n", "", "\r"])
LINES = st.tuples(BLANK, KEYS, BLANK, st.sampled_from(["=", "=", "==", ":", ""]), BLANK, VALUES, ENDS).map("".join)
BODIES = st.lists(LINES, max_size=4).map("".join)


@given(st.sampled_from(["{0}", "b {{\n{0}}}\n", "a = {{\n{0}}}\n", 'b "c" "${{d.e}}" {{\n{0}}}\n']), BODIES)
@example("{0}", "a = true.b\n")
@example("{0}", 'a = "${null.b}${true}"\n')
@example("{0}", "a = b[0]. c.d\n")
@settings(max_examples=500, deadline=None)
def test_lines_mean_the_same_whole_and_by_tokens(around: str, body: str) -> None:
    text = around.format(body)
    assert _outcome(text, whole=True) == _outcome(text, whole=False)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TESTS.parent)))
def test_files_mean_the_same_whole_and_by_tokens(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="surrogateescape")
    assert _outcome(text, whole=True) == _outcome(text, whole=False)


def test_a_whole_line_takes_two_steps() -> None:
    taken = _taken('b {\n  a = [b.c, "${d.e}"]\n  f = 1\n\n  g = {\n    h = true\n  }\n}\n')
    lines = ["attribute", "NEWLINE", "attribute", "NEWLINE"]
    opened, closed = ["NAME", "LBRACE", "NEWLINE"], ["RBRACE", "NEWLINE"]
    inner = ["NAME", "EQ", "LBRACE", "NEWLINE", "object_elem", "NEWLINE"]
    assert taken == [*opened, *lines, *inner, *closed, *closed, "$END"]


def test_labels_and_values_are_taken_whole() -> None:
    taken = _taken('b "c" {}\na = f(b.c, "${d}")\n')
    block = ["NAME", "string", "LBRACE", "RBRACE", "NEWLINE"]
    assert taken == [*block, "NAME", "EQ", "NAME", "LPAR", "expr_term", "COMMA", "string", "RPAR", "NEWLINE", "$END"]


def test_what_only_looks_plain_is_read_by_its_tokens() -> None:
    with pytest.raises(NotPlainError):
        _taken("a = for\n")


def _outcome(text: str, *, whole: bool) -> object:
    try:
        return build(text, "file", place=None if whole else lambda span: span)
    except Fault as fault:
        return fault.message, fault.at


def _taken(text: str) -> list[str]:
    """The names of what the parser takes of a text, in turn."""
    driver, taken = Driver(parser(), "file"), list[str]()

    def take(kind: str, value: object) -> object:
        taken.append(kind)
        return driver.take(kind, value)

    def feed(token: Token) -> object:
        return take(token.type, token)

    WholeScanner(text, feed, driver.expected, "file", take).run()
    return taken
