"""No text makes the reader fail, hang or misplace what it found."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipewarden import hcl
from pipewarden.hcl import ast
from unit.hcl.shape import shape

SOUP = [
    *("a", "b", "for", "in", "if", "else", "endif", "null", "true", "1", "2.5", "1e3", "é"),
    *("=", "==", "=>", "+", "-", "*", "!", "&&", "?", ":", "::", ".", ",", "...", ".*", "[*]"),
    *("(", ")", "[", "]", "{", "}", "${", "%{", "~", "~}", '"', "\\", "$", "%", "<<E\n", "<<-E\n", "E\n"),
    *("\n", "\r\n", " ", "\t", "# c\n", "/* c */", "/*", "//", "\ufeff", "\x00", "\x1b"),
]
text_soup = st.lists(st.sampled_from(SOUP), max_size=40).map("".join)
json_soup = st.lists(
    st.sampled_from(
        ["{", "}", "[", "]", ",", ":", '"a"', '"${b}"', '"${"', '"\\n${c}"', '"//"', '"', "1", "null", " ", "\n"]
    ),
    max_size=30,
).map("".join)


@given(st.binary(max_size=200), st.booleans())
@settings(max_examples=100, deadline=None)
def test_random_bytes_never_raise(data: bytes, json: bool) -> None:
    _check_problem(hcl.parse(data, json=json), data)


@given(text_soup)
@settings(max_examples=200, deadline=None)
def test_random_tokens_never_raise(text: str) -> None:
    _check_problem(hcl.parse(text.encode()), text.encode())


@given(json_soup)
@settings(max_examples=150, deadline=None)
def test_random_json_never_raises(text: str) -> None:
    _check_problem(hcl.parse(text.encode(), json=True), text.encode())


def _check_problem(file: ast.File, data: bytes) -> None:
    if file.problem is None:
        return
    lines = data.decode("utf-8-sig", errors="surrogateescape").split("\n")
    assert 1 <= file.problem.line <= len(lines)
    assert 1 <= file.problem.column <= len(lines[file.problem.line - 1]) + 1
    assert hcl.render_problem(file.problem, "main.tf").encode().startswith(b"main.tf:")


names = st.sampled_from(["a", "b2", "c-d", "für", "if", "in"])
numbers = st.sampled_from(["0", "1.5", "1e3"])
plain = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).map(
    lambda text: text.replace("\\", "\\\\").replace('"', '\\"').replace("${", "$${").replace("%{", "%%{").rstrip("$%")
)


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||"])
    return st.one_of(
        st.tuples(inner, operators, inner).map(" ".join),
        inner.map("!{}".format),
        inner.map("({})".format),
        st.tuples(inner, names).map(lambda pair: f"({pair[0]}).{pair[1]}[0]"),
        st.tuples(inner, names).map(lambda pair: f"({pair[0]})[*].{pair[1]}"),
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(inner, max_size=3).map(lambda items: f"f({', '.join(items)})"),
        st.lists(st.tuples(names, inner), max_size=3).map(
            lambda entries: "{\n" + "".join(f"{name} = {value} # c\n" for name, value in entries) + "}"
        ),
        st.tuples(inner, inner, inner).map("{0[0]} ? {0[1]} : {0[2]}".format),
        st.tuples(inner, inner, inner).map("[for k, v in {0[0]} : {0[1]} if {0[2]}]".format),
        st.tuples(inner, inner, inner).map("{{for k, v in {0[0]} : {0[1]} => {0[2]}...}}".format),
        st.tuples(plain, inner, plain).map('"{0[0]}${{{0[1]}}}{0[2]}"'.format),
        st.tuples(plain, inner, plain).map('"%{{ if {0[1]} ~}}{0[0]}%{{ else }}{0[2]}%{{ endif }}"'.format),
    )


expressions = st.recursive(st.one_of(names, numbers, plain.map('"{}"'.format)), _grow, max_leaves=12)


@given(expressions)
@settings(max_examples=200, deadline=None)
def test_the_span_of_every_part_reads_back_as_that_part(text: str) -> None:
    whole = f"x = {text}\n"
    file = hcl.parse(whole.encode())
    assert file.problem is None
    for node in _expressions(file.body.attributes[0].expression):
        span = node.span
        assert whole[span.start : span.end].count("\n") == span.end_line - span.line
        assert span.column == span.start - (whole.rfind("\n", 0, span.start) + 1) + 1
        assert shape(hcl.parse_expression(whole[span.start : span.end])) == shape(node)


@given(expressions)
@settings(max_examples=100, deadline=None)
def test_packing_keeps_the_tree(text: str) -> None:
    file = hcl.parse(f"x = {text}\n".encode())
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(file), type=ast.File) == file


@given(expressions)
@settings(max_examples=100, deadline=None)
def test_space_and_comments_change_nothing(text: str) -> None:
    spaced = f"/* a */ ( # b\n\n{text} // c\n /* d\n */ )"
    assert shape(hcl.parse_expression(spaced)) == f"(() {shape(hcl.parse_expression(text))})"


def _expressions(node: object) -> Iterator[ast.Expression]:
    """Every expression in a tree that stands for itself: not the items of splats, nor the keys of objects."""
    if isinstance(node, ast.ObjectEntry):
        yield from _expressions(node.value)
    elif isinstance(node, ast.Splat):
        yield node
        yield from _expressions(node.source)
    elif isinstance(node, tuple):
        for item in node:
            yield from _expressions(item)
    elif isinstance(node, msgspec.Struct):
        if isinstance(node, ast.Expression) and not (isinstance(node, ast.Text) and _is_part(node)):
            yield node
        for name in node.__struct_fields__:
            yield from _expressions(getattr(node, name))


def _is_part(node: ast.Text) -> bool:
    """Whether a text is a stretch of a template, which has no quotes of its own to span."""
    return node.span.end - node.span.start < len(node.value) + 2


REPEATED = {
    "blocks": 'resource "a" "b" {\n  c = "d-${e}"\n  f = [1, { g = h.i }]\n}\n',
    "heredocs": "a = <<-E\n    x ${b}\n   y\n  E\n",
    "comments": "# a\n/* b */\n",
    "items": "a = [\n" + "b.c[0] + 1,\n" * 30 + "]\n",
    "parts": 'a = "' + "x${b}" * 30 + '"\n',
}


@pytest.mark.parametrize("name", REPEATED)
def test_the_work_grows_no_faster_than_the_text(name: str) -> None:
    """Calls are counted, not seconds."""
    hcl.parse(b"")
    few, many = (_calls(REPEATED[name].encode() * times) for times in (10, 80))
    assert few > 100
    assert many < few * 8.5


def _calls(data: bytes) -> int:
    count = 0

    def counting(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        file = hcl.parse(data)
    finally:
        sys.setprofile(before)
    assert file.problem is None
    return count
