"""Edits by span keep every other byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipewarden.errors import PipewardenError
from pipewarden.fix.edit import Edit, apply, clash
from pipewarden.fix.source import decode, encode


def test_edits_are_applied_wherever_they_stand() -> None:
    edits = [Edit("a", 4, 5, "X"), Edit("a", 0, 0, "<"), Edit("a", 8, 8, ">")]
    assert apply("0123456789", edits) == "<0123X567>89"


def test_the_same_edit_twice_is_one() -> None:
    assert apply("ab", [Edit("a", 0, 1, "X"), Edit("a", 0, 1, "X")]) == "Xb"


def test_edits_of_the_same_text_are_refused() -> None:
    with pytest.raises(PipewardenError, match="two mends are about the same text"):
        apply("abc", [Edit("a", 0, 2, "x"), Edit("a", 1, 3, "y")])


def test_whole_lines_at_one_place_do_not_clash() -> None:
    assert not clash(Edit("a", 3, 3, "\n  x"), Edit("a", 3, 3, "\r\n  y\r\n  z"))


@pytest.mark.parametrize("text", ["y", "\n  y\n", "\n  y\n  "])
def test_what_shares_a_line_clashes_with_its_neighbour(text: str) -> None:
    assert clash(Edit("a", 3, 3, "\n  x"), Edit("a", 3, 3, text))


def test_two_blocks_of_one_name_clash() -> None:
    one, other = (f'\n\nresource "aws_s3_bucket_policy" "a" {{\n  {text}\n}}' for text in ("x = 1", "y = 1"))
    assert clash(Edit("a", 3, 3, one), Edit("a", 3, 3, other))
    assert not clash(Edit("a", 3, 3, one), Edit("a", 3, 3, other.replace('"a"', '"b"')))
    assert clash(Edit("a", 1, 3, "x"), Edit("a", 2, 4, "y"))
    assert not clash(Edit("a", 1, 3, "x"), Edit("b", 1, 3, "y"))


def test_members_of_one_json_object_clash_where_they_have_one_name() -> None:
    one, other = (Edit("a", 3, 3, f',\n  "x": {{"{name}": 1}}') for name in "ab")
    assert clash(one, other)
    assert not clash(one, Edit("a", 3, 3, other.text.replace('"x"', '"y"')))


@given(st.text(), st.integers(0, 50), st.integers(0, 50), st.text())
def test_what_is_outside_of_an_edit_stays(text: str, one: int, other: int, new: str) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    changed = apply(text, [Edit("a", start, end, new)])
    assert changed == text[:start] + new + text[end:]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.booleans())
def test_a_byte_order_mark_is_kept(text: str, marked: bool) -> None:
    before = (("\ufeff" if marked else "") + text).encode()
    assert encode(decode(before), before) == before


@given(st.binary())
def test_bytes_that_are_no_text_are_kept(data: bytes) -> None:
    assert encode(decode(data), data) == data
