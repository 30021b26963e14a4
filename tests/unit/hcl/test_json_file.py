"""A file of the JSON syntax becomes the same tree as one of the native syntax."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipewarden import hcl
from pipewarden.hcl.ast import Block, Comment, GetAttribute, Interpolation, Span, Template
from terraform_fixtures import OfflineTerraform
from unit.hcl.shape import shape

CASES = {
    "two labels": (
        '{"resource": {"a": {"b": {"c": 1.50, "d": [true, null, {}]}}}}',
        "resource 'a' 'b' {c=1.50; d=[true null {}]}",
    ),
    "one label and none": (
        '{"module": {"m": {"source": "./m"}}, "locals": {"x": {"y": -1e3}}, "terraform": {}}',
        "module 'm' {source='./m'}; locals {x={'y'=-1e3}}; terraform {}",
    ),
    "arrays at every level": (
        '{"resource": [{"a": [{"b": [{"c": 1}, {"c": 2}]}, {"d": {}}]}], "locals": [{"x": 1}, {"y": 2}]}',
        "resource 'a' 'b' {c=1}; resource 'a' 'b' {c=2}; resource 'a' 'd' {}; locals {x=1}; locals {y=2}",
    ),
    "an array of files": ('[{"locals": {"x": 1}}, {"locals": {"y": 2}}]', "locals {x=1}; locals {y=2}"),
    "null is no block": ('{"locals": null, "moved": [null]}', ""),
    "repeated keys": ('{"locals": {"x": 1, "x": 2}, "locals": {}}', "locals {x=1; x=2}; locals {}"),
    "other properties": ('{"nonsense": {"a": 1}}', "nonsense={'a'=1}"),
    "templates": (
        '{"locals": {"a": "${b.c}", "d": "x${e}%{ if f }y%{ endif }", "g": "$${h}", "i": {"j${k}": "l"}}}',
        "locals {a=<${(. b c)}>; d=<'x' ${e} %if(f 'y' | )>; g='${h}'; i={<'j' ${k}>='l'}}",
    ),
    "escapes": (
        '{"locals": {"a": "\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\\ud83d", "b": "${f(\\"x\\\\n\\")}\\n"}}',
        r"""locals {a='"\\/\x08\x0c\n\r\té😀�'; b=<${(f 'x\n')} '\n'>}""",
    ),
    "a default is plain": (
        '{"variable": {"v": {"default": {"a": "${nope", "b": "%{x}"}, "type": "any"}}}',
        "variable 'v' {default={'a'='${nope' 'b'='%{x}'}; type='any'}",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_json(name: str) -> None:
    text, expected = CASES[name]
    file = hcl.parse(text.encode(), json=True)
    assert (shape(file), file.problem, file.json) == (expected, None, True)


def test_comments_are_properties_of_bodies_only() -> None:
    text = '{"//": "why ${", "locals": {"//": ["a", {"b": "${"}], "x": {"//": 1}}}'
    file = hcl.parse(text.encode(), json=True)
    assert (shape(file), file.problem) == ("locals {x={'//'=1}}", None)
    assert file.comments == (
        Comment('"why ${"', Span(7, 15, 1, 8, 1, 16)),
        Comment('["a", {"b": "${"}]', Span(34, 52, 1, 35, 1, 53)),
    )


def test_spans_lead_into_the_json_text() -> None:
    text = '{\n "output": {"o": {\n  "value": "\\u00e9\\"${f(\\"x\\").arn}/*"\n }}\n}'
    file = hcl.parse(text.encode(), json=True)
    block = file.body.items[0]
    assert isinstance(block, Block)
    attribute = block.body.attributes[0]
    template = attribute.expression
    assert isinstance(template, Template)
    part = template.parts[1]
    assert isinstance(part, Interpolation) and isinstance(part.expression, GetAttribute)
    spans = [block.header, block.labels[0].span, attribute.span, template.span, part.span, part.expression.source.span]
    assert [text[span.start : span.end] for span in spans] == [
        '"o"',
        '"o"',
        '"value": "\\u00e9\\"${f(\\"x\\").arn}/*"',
        '"\\u00e9\\"${f(\\"x\\").arn}/*"',
        '${f(\\"x\\").arn}',
        'f(\\"x\\")',
    ]
    assert part.span == Span(41, 56, 3, 21, 3, 36)


FAULTS = {
    '{"locals": {"x": 1,}}': (1, 20, "expected a key in double quotes, not `}`"),
    '{"locals": {"x": 1 "y": 2}}': (1, 20, 'expected `,` or `}`, not `"y"`'),
    '{"locals": {"x" 1}}': (1, 17, "expected `:`, not `1`"),
    '{"locals": {\n  "x": [1, 2': (2, 8, "`[` is never closed; add the missing `]`"),
    '{"locals": {"x": "a\nb"}}': (
        1,
        18,
        "the string is not closed on its line, or holds an escape or a character that JSON does not allow",
    ),
    '{"locals": {}} // x': (1, 16, 'JSON has no comments; use a property named `"//"`'),
    "{'a': 1}": (1, 2, "`'` begins no JSON value; put text in double quotes"),
    "{} {}": (1, 4, "expected the end of the file after the value, not `{`"),
    "": (1, 1, "expected a value, not the end of the file"),
    '"x"': (1, 1, "expected an object for the file; put its properties in `{ }`"),
    '{"resource": {"a": "b"}}': (1, 20, "expected an object for `resource`; put its properties in `{ }`"),
    '{"locals": {"x": "\\u00e9${f(}"}}': (1, 29, "`}` where `)` is expected, to close the `(` of line 1, column 28"),
    '{"locals": {"x": "a${}"}}': (1, 22, "expected an expression after `${`, not `}`; write `$${` for a literal `${`"),
    '{"locals": {"x": 01}}': (1, 18, "`0` begins no JSON value; put text in double quotes"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_fault(text: str) -> None:
    problem = hcl.parse(text.encode(), json=True).problem
    assert problem is not None
    assert (problem.line, problem.column, problem.message) == FAULTS[text]


def test_terraform_takes_the_same_strings_for_templates(tmp_path: Path, terraform: OfflineTerraform) -> None:
    config = {
        "//": "${",
        "variable": {"v": {"default": "${x} %{y} $${z}"}},
        "output": [
            {"plain": {"value": "${var.v}"}},
            {"key": {"value": {"a${1 + 1}": '$${b}\n\t"\u00e9\\n'}}},
            {"number": {"value": "${1 + 1}"}},
        ],
    }
    text = json.dumps(config)
    (tmp_path / "main.tf.json").write_text(text, encoding="utf-8")
    terraform.ok(tmp_path, "plan", "-out=plan")
    outputs = json.loads(terraform.ok(tmp_path, "show", "-json", "plan"))["planned_values"]["outputs"]
    assert {name: output["value"] for name, output in outputs.items()} == {
        "plain": "${x} %{y} $${z}",
        "key": {"a2": '${b}\n\t"\u00e9\\n'},
        "number": 2,
    }
    assert shape(hcl.parse(text.encode(), json=True)) == (
        "variable 'v' {default='${x} %{y} $${z}'}; output 'plain' {value=<${(. var v)}>}; "
        "output 'key' {value={<'a' ${(+ 1 1)}>='${b}\\n\\t\"\u00e9\\\\n'}}; output 'number' {value=<${(+ 1 1)}>}"
    )
