"""What is inserted stands as `terraform fmt` would have put it: the formatter itself is the oracle."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.fix import insert
from pipewarden.fix.edit import apply
from pipewarden.fix.source import Source
from pipewarden.hcl import parse
from terraform_fixtures import OfflineTerraform

BLOCKS = {
    "empty": 'resource "a" "b" {\n}\n',
    "empty on one line": 'resource "a" "b" {}\n',
    "one line": 'resource "a" "b" { x = 1 }\n',
    "one argument": 'resource "a" "b" {\n  x = 1\n}\n',
    "a wide group": 'resource "a" "b" {\n  x                         = 1\n  a_name_wider_than_the_new = 2\n}\n',
    "a comment behind": 'resource "a" "b" {\n  x = 1 # why\n}\n',
    "a comment below": 'resource "a" "b" {\n  x = 1\n  # why\n}\n',
    "meta-arguments": 'resource "a" "b" {\n  count = 2\n\n  x = 1\n\n  depends_on = [c.d]\n}\n',
    "nested blocks": 'resource "a" "b" {\n  x = 1\n\n  rule {\n    y = 1\n  }\n\n  rule {\n  }\n}\n',
    "nested blocks only": 'resource "a" "b" {\n  rule {\n    y = 1\n  }\n}\n',
    "a value of many lines": 'resource "a" "b" {\n  x = {\n    y = 1\n  }\n}\n',
    "a heredoc": 'resource "a" "b" {\n  x = <<EOT\ntext\nEOT\n}\n',
    "only depends_on": 'resource "a" "b" {\n  depends_on = [c.d]\n}\n',
}


def source(text: str) -> Source:
    return Source("a.tf", text, parse(text.encode()))


def inserted(text: str, what: str) -> str:
    made = source(text)
    (block,) = made.tree.body.blocks
    if what == "argument":
        edits = (insert.argument(made, block, "inserted_argument", "true"),)
    elif what == "block":
        edits = insert.nested_block(made, block, ["inserted {", "  one   = 1", "  other = 2", "}"])
    else:
        edits = insert.after_block(made, block, ['resource "c" "d" {', "  one = 1", "}"])
    return apply(text, edits)


@pytest.mark.parametrize("what", ["argument", "block", "resource"])
@pytest.mark.parametrize("name", BLOCKS)
def test_an_insertion_is_in_order(name: str, what: str, terraform: OfflineTerraform, tmp_path: Path) -> None:
    text = BLOCKS[name]
    changed = inserted(text, what)
    (tmp_path / "before.tf").write_text(text)
    (tmp_path / "after.tf").write_text(changed)
    assert terraform.ok(tmp_path, "fmt", "-diff") == ""
    assert parse(changed.encode()).problem is None
    kept = [line for line in text.splitlines() if line.strip()]
    there = iter(changed.splitlines())
    if "one line" not in name:
        assert all(line in there for line in kept)


def test_an_inserted_argument_is_in_the_block() -> None:
    for text in BLOCKS.values():
        (block,) = parse(inserted(text, "argument").encode()).body.blocks
        assert block.body.attribute("inserted_argument") is not None


def test_windows_line_ends_are_kept() -> None:
    text = BLOCKS["nested blocks"].replace("\n", "\r\n")
    for what in ("argument", "block", "resource"):
        changed = inserted(text, what)
        assert changed.count("\n") == changed.count("\r\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('resource "a" "b" {\n  count = 0\n\n  x = 1\n}\n', 'resource "a" "b" {\n  x = 1\n}\n'),
        ('resource "a" "b" {\n  x     = 1\n  count = 0\n}\n', 'resource "a" "b" {\n  x     = 1\n}\n'),
        ('resource "a" "b" {\n  count = 0\n}\n', 'resource "a" "b" {\n}\n'),
    ],
    ids=["first", "last", "alone"],
)
def test_a_line_is_taken_out(text: str, expected: str) -> None:
    made = source(text)
    count = made.tree.body.blocks[0].body.attribute("count")
    assert count is not None
    assert apply(text, [insert.without_line(made, count.span)]) == expected
