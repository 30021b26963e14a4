"""A file that cannot be read says where and why, whatever it holds."""

from __future__ import annotations

import pytest

from pipewarden import hcl
from pipewarden.hcl import lalr
from pipewarden.hcl.ast import Body, File, Span, SyntaxProblem
from pipewarden.hcl.frame import MAX_DEPTH

TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels; split the expression into locals"


def test_a_problem_leaves_an_empty_file() -> None:
    problem = SyntaxProblem(
        "expected an expression on this line; start it here, or put it in parentheses", 2, 5, "b = "
    )
    empty = Body((), Span(0, 0, 1, 1, 1, 1))
    assert hcl.parse(b"a = 1\nb = \n") == File(empty, (), False, problem)


def test_a_problem_is_shown_with_its_line_and_a_caret() -> None:
    problem = hcl.parse("a {\n\tb = é c\n}\n".encode()).problem
    assert problem is not None
    assert hcl.render_problem(problem, "m/main.tf") == (
        "m/main.tf:2:8: expected a new line after the argument or block, not the name `c`; "
        "put it on a line of its own\n"
        "  \tb = é c\n"
        "  \t      ^"
    )


def test_a_long_line_is_cut_around_the_caret() -> None:
    problem = hcl.parse(b"a = [" + b"1, " * 100 + b";" + b" 1," * 100 + b"]").problem
    assert problem is not None
    _, line, caret = hcl.render_problem(problem, "main.tf").split("\n")
    assert (len(line), line[len(caret) - 1], line[2], line[-1]) == (204, ";", "…", "…")


def test_an_overlong_line_is_not_shown() -> None:
    problem = hcl.parse(b"a = [" + b"1, " * 1000 + b";").problem
    assert problem is not None and problem.source == ""
    assert hcl.render_problem(problem, "main.tf").startswith("main.tf:1:3006: `;` means nothing here")


def test_control_characters_do_not_reach_the_terminal() -> None:
    problem = hcl.parse(b'a = "\x1b[31m" \x07').problem
    assert problem is not None
    assert problem == SyntaxProblem(
        "the character U+0007 means nothing here; remove it", 1, 13, 'a = "\ufffd[31m" \ufffd'
    )


DATA = {
    "utf-16": ("a = 1\n".encode("utf-16"), "the file holds a NUL character, so it is not text; save it as UTF-8"),
    "latin-1 in a name": (b"caf\xe9 = 1", "`caf\ufffd` is not a name; a name has letters, digits, `_` and `-` only"),
    "latin-1 in a heredoc": (b"a = <<E\n\xe9\nE\n", "not UTF-8; save the file as UTF-8"),
    "too large": (b"#" * 5_000_001, "the file has 5,000,001 bytes, more than 5,000,000; split it"),
    "50 MB": (b"\n" * 50_000_000, "the file has 50,000,000 bytes, more than 5,000,000; split it"),
}


@pytest.mark.parametrize("name", DATA)
def test_data_that_is_no_text(name: str) -> None:
    data, message = DATA[name]
    problem = hcl.parse(data).problem
    assert problem is not None
    assert problem.message == message


DEEP = {
    "brackets": ("[", "]", ""),
    "objects": ("{ a = ", "}", "1"),
    "calls": ("f(", ")", ""),
    "signs": ("-", "", "1"),
    "sums": ("1 + ", "", "1"),
    "conditionals": ("a ? b : ", "", "c"),
    "indexes": ("", "[0]", "a"),
    "attributes": ("", ".b", "a"),
    "splats": ("", "[*]", "a"),
}


@pytest.mark.parametrize("name", DEEP)
def test_depth_has_a_limit(name: str) -> None:
    before, after, core = DEEP[name]
    least = f"a = {before * MAX_DEPTH}{core}{after * MAX_DEPTH}"
    assert hcl.parse(least.encode()).problem is None
    over = f"a = {before * 5000}{core}{after * 5000}"
    problem = hcl.parse(over.encode()).problem
    assert problem is not None
    assert problem.message == TOO_DEEP


@pytest.mark.parametrize("text", ['a = "${', "a = <<E\n${", "a {\n"])
def test_templates_and_blocks_have_the_same_limit(text: str) -> None:
    problem = hcl.parse((text + text.removeprefix("a = ") * 5000 + "\nE\n").encode()).problem
    assert problem is not None
    assert problem.message == TOO_DEEP


def test_directives_have_a_limit_of_their_own() -> None:
    text = 'a = "' + "%{ if b }" * 201 + "%{ endif }" * 201 + '"'
    problem = hcl.parse(text.encode()).problem
    assert problem is not None
    assert problem.message == "directives nested deeper than 200 levels; split the template"


def test_many_items_in_a_row_are_not_deep() -> None:
    text = "a = [" + "b[0].c + 1,\n" * 2000 + '"' + "${d}" * 2000 + '"]\n'
    assert hcl.parse(text.encode()).problem is None


def test_the_number_of_tokens_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lalr, "MAX_TOKENS", 11)
    assert hcl.parse(b"a = [1, 2, 3]\n").problem is None
    problem = hcl.parse(b"a = [\n  1, 2,\n  3, 4,\n]\n").problem
    assert problem is not None
    assert (problem.line, problem.column) == (4, 1)
    assert problem.message == "the file has more than 11 names, values and signs; split it"


def test_expressions_and_templates_raise() -> None:
    with pytest.raises(hcl.HclSyntaxError) as caught:
        hcl.parse_expression("a b")
    assert caught.value.problem == SyntaxProblem("expected the end of the expression, not the name `b`", 1, 3, "a b")
    with pytest.raises(hcl.HclSyntaxError) as caught:
        hcl.parse_template("x ${")
    assert caught.value.problem == SyntaxProblem("`${` is never closed; add the missing `}`", 1, 3, "x ${")
