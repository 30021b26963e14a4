"""Arguments, blocks, labels and comments of a file."""

from __future__ import annotations

import pytest

from pipewarden import hcl
from pipewarden.hcl.ast import Block, Comment, Span
from unit.hcl.shape import shape

CASES = {
    "": "",
    "\n# only a comment": "",
    "a = 1": "a=1",
    "\ufeffa = 1\r\nb = 2\r\n": "a=1; b=2",
    "a = 1\na = 2\n": "a=1; a=2",
    "for = 1\nnull = 2\nin {}\n": "for=1; null=2; in {}",
    'b "x" y "z\\n$${}" {}': "b 'x' 'y' 'z\\n${}' {}",
    "b { a = [\n1\n] } # why\nc {\n}\n": "b {a=[1]}; c {}",
    "b { # why\n  c {\n    d = {\n      e = 1\n    }\n  }\n}": "b {c {d={'e'=1}}}",
    "a = 1 /* x\n y */\n\n\nb = 2": "a=1; b=2",
}


@pytest.mark.parametrize("text", CASES)
def test_body(text: str) -> None:
    file = hcl.parse(text.encode())
    assert (shape(file), file.problem) == (CASES[text], None)


def test_spans_of_a_block_lead_to_its_parts() -> None:
    text = '# é\nresource "a" "b" {\n  c = { d = 1 }\n}\n'
    block = hcl.parse(text.encode()).body.items[0]
    assert isinstance(block, Block)
    attribute = block.body.attributes[0]
    spans = [block.span, block.header, block.labels[1].span, block.body.span, attribute.span, attribute.name_span]
    assert [text[span.start : span.end] for span in spans] == [
        'resource "a" "b" {\n  c = { d = 1 }\n}',
        'resource "a" "b"',
        '"b"',
        "\n  c = { d = 1 }\n",
        "c = { d = 1 }",
        "c",
    ]
    assert block.span == Span(4, 40, 2, 1, 4, 2)
    assert attribute.expression.span == Span(29, 38, 3, 7, 3, 16)


def test_comments_keep_their_text_and_place() -> None:
    file = hcl.parse(b"# a\r\nb = [ // c\n/* d\n e */ 1]\n# caf\xe9")
    assert file.comments == (
        Comment("# a", Span(0, 3, 1, 1, 1, 4)),
        Comment("// c", Span(11, 15, 2, 7, 2, 11)),
        Comment("/* d\n e */", Span(16, 26, 3, 1, 4, 6)),
        Comment("# caf\ufffd", Span(30, 36, 5, 1, 5, 7)),
    )
    assert file.problem is None
