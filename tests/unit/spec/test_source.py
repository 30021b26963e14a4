"""YAML as it is read: YAML 1.2, with places, and without what surprises."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipewarden.spec import SpecError
from pipewarden.spec.source import Data, read

SAFE = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"))
VALUES: st.SearchStrategy[Data] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | SAFE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SAFE, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(SAFE, VALUES, max_size=4))
def test_json_is_read_as_json(data: dict[str, Data]) -> None:
    assert read(json.dumps(data, ensure_ascii=False), "x.yaml").data == data


def test_truth_and_numbers_are_those_of_yaml_1_2() -> None:
    text = "a: yes\nb: true\nc: 0o17\nd: 1_000\ne: 2027-01-31\nf: 1.5\ng: ~\nh: off\ni: 0x1F\nj: 12:30:45\n"
    expected = {
        "a": "yes",
        "b": True,
        "c": 15,
        "d": 1000,
        "e": "2027-01-31",
        "f": 1.5,
        "g": None,
        "h": "off",
        "i": 31,
        "j": "12:30:45",
    }
    assert read(text, "x.yaml").data == expected


def test_truth_is_that_of_yaml_1_2_whatever_the_version_line_says() -> None:
    assert read("%YAML 1.1\n---\na: yes\nb: off\nc: true\n", "x.yaml").data == {"a": "yes", "b": "off", "c": True}


@pytest.mark.parametrize("letter", ["\x85", "\u2028", "\u2029"], ids=["NEL", "LS", "PS"])
def test_letters_that_ended_a_line_in_yaml_1_1_are_letters(letter: str) -> None:
    text = f'a: |\n  x{letter}y\nb{letter}: "x {letter} y"\n# {letter}c: 1\nd: \ue000{letter}\n'
    source = read(text, "x.yaml")
    assert source.data == {"a": f"x{letter}y\n", f"b{letter}": f"x {letter} y", "d": f"\ue000{letter}"}
    assert source.keys[("d",)] == (5, 1)


def test_each_key_and_value_has_its_place() -> None:
    source = read("a:\n  - b: 1\n    cc: [x, y]\n", "x.yaml")
    assert source.keys[("a", 0, "cc")] == (3, 5)
    assert source.values[("a", 0, "cc", 1)] == (3, 13)
    assert source.position(("a", 0, "missing")) == (2, 5)


BAD = {
    "repeated key": ("a: 1\nb: 2\na: 3\n", "3:1: a: the key is given twice (first on line 1); remove one"),
    "tag": ("a: !!python/name:os.system x\n", "has no meaning here; remove it"),
    "merge key": ("a: &a {x: 1}\nb:\n  <<: *a\n", "3:3: b: the key `<<` is not text; write it in quotes"),
    "number as key": ("1: 2\n", "1:1: the key `1` is not text; write it in quotes"),
    "list as key": ("[a]: 2\n", "1:1: the key `this` is not text; write it in quotes"),
    "two documents": ("a: 1\n---\nb: 2\n", "1:1: the file holds several documents; write one mapping"),
    "empty": ("", "1:1: the file is empty; write one mapping"),
    "unclosed": ("a: [1,\n", "this is not YAML"),
    "tab": ("a:\n\tb: 1\n", "cannot start any token; indent with spaces"),
    "leading zero": ("a: 012345678901\n", "1:1: a: `012345678901` could be a number or a text; write it in quotes"),
    "deep": ("a: " + "[" * 200 + "]" * 200, "nested or repeated too much"),
    "very deep": ("[" * 5000, "nested or repeated too much"),
    "control character": ('a: 1\nb: "\x01"\n', "2:5: holds the control character U+0001; remove it"),
    "version of the future": ("%YAML 1.3\n---\na: 1\n", "this is not YAML: version minor part can only be"),
    "large": ("a: " + "x" * 1_000_001, "larger than 1 MB"),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD.keys())
def test_refused(text: str, message: str) -> None:
    with pytest.raises(SpecError) as caught:
        read(text, "x.yaml")
    assert message in str(caught.value)
    assert str(caught.value).startswith("x.yaml:")


def test_aliases_that_expand_without_end_are_refused() -> None:
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    text += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
    with pytest.raises(SpecError, match="repeated too much"):
        read(text, "x.yaml")


def test_an_alias_is_read_where_it_stands() -> None:
    assert read("a: &x [1]\nb: *x\n", "x.yaml").data == {"a": [1], "b": [1]}
