"""The text of strings, heredocs and templates is, byte for byte, what Terraform itself makes of it."""

from __future__ import annotations

import json
from pathlib import Path

from pipewarden import hcl
from pipewarden.hcl import ast
from terraform_fixtures import OfflineTerraform
from unit.hcl.shape import shape

LOCALS = {"a": "A", "blank": "  "}
TEMPLATES = [
    r'"x\n\t\"\\ \u00e9\U0001F600 $${a} %%{b} $ % $$ %% $$${local.a}"',
    '"a  ${~ local.a ~}  b"',
    '"  ${~ local.a}\\n ${~ local.blank ~} \\n z"',
    '"%{ if true ~}  y  %{~ else ~} n %{~ endif ~}  z"',
    '"%{ if false }y%{ else }  n%{ endif }"',
    '"%{ for v in [1, 2] ~} ${v}, %{ endfor ~} z"',
    "<<EOT\n  a\n b\n\n   \nEOT\n",
    "<<EOT\nEOT\n",
    "<<EOT\n\\n $${a} %%{b} ${local.a}EOT\nEOT\n",
    "<<EOT\r\na\r\n  ${local.a}\r\nEOT\r\n",
    "<<-EOT\n    a\n      b\n\n  \n   c\n  EOT\n",
    "<<-EOT\n    a\n  ${local.a}\n    EOT\n",
    "<<-EOT\n    a\n${local.a}\n    EOT\n",
    "<<-EOT\n\t\ta\n\t  b\n\tEOT\n",
    "<<-EOT\n    $5\n      ${local.a} b\n     %%{c\n  EOT\n",
    "<<-EOT\n    a ${~ local.a ~}   \n      b\n  EOT\n",
    "<<-EOT\n    %{~ if true ~}\n      b\n    %{~ endif ~}\n  c\n  EOT\n",
    "<<-EOT\n    ${local.blank}\n   \u00a0 b\n  EOT\n",
    "<<EOT\na\n   ${~ local.a ~}   \n   c\nEOT\n",
    "<<EOT\n%{ for v in [1, 2] ~}\n- ${v}\n%{ endfor ~}\nz\nEOT\n",
    "<<EOT\n%{ for v in [1, 2] }\n- ${v}\n%{ endfor }\nz\nEOT\n",
    "<<EOT\n%{ if true }\n  %{~ if false }x%{ else ~}\n   y %{ endif ~}\n\n z\n%{ endif }\nEOT\n",
]


def test_text_is_what_terraform_makes_of_it(tmp_path: Path, terraform: OfflineTerraform) -> None:
    config = f"locals {{\n  a = {json.dumps(LOCALS['a'])}\n  blank = {json.dumps(LOCALS['blank'])}\n}}\n"
    config += "".join(f"output o{number} {{\n  value = {text}\n}}\n" for number, text in enumerate(TEMPLATES))
    (tmp_path / "main.tf").write_text(config, encoding="utf-8", newline="")
    terraform.ok(tmp_path, "plan", "-out=plan", "-no-color")
    outputs = json.loads(terraform.ok(tmp_path, "show", "-json", "plan"))["planned_values"]["outputs"]
    assert {text: _text(text) for text in TEMPLATES} == {
        text: outputs[f"o{number}"]["value"] for number, text in enumerate(TEMPLATES)
    }


def test_text_behind_a_lone_carriage_return_is_literal(tmp_path: Path, terraform: OfflineTerraform) -> None:
    text = "a${1}\r\nb\rc${1} $${d}"
    config = {"output": {"o": {"value": text}}}
    (tmp_path / "main.tf.json").write_text(json.dumps(config), encoding="utf-8")
    terraform.ok(tmp_path, "plan", "-out=plan", "-no-color")
    output = json.loads(terraform.ok(tmp_path, "show", "-json", "plan"))["planned_values"]["outputs"]["o"]["value"]
    template = hcl.parse_template(text)
    assert isinstance(template, ast.Template)
    assert (output, shape(template)) == ("a1\r\nb\rc${1} ${d}", "<'a' ${1} '\\r\\nb\\rc${1} ${d}'>")


def _text(written: str) -> str:
    attribute = hcl.parse(f"x = {written}".encode()).body.attributes[0]
    match attribute.expression:
        case ast.Text(value=value):
            return value
        case ast.Template(parts=parts):
            return _join(parts, {})
    raise AssertionError(written)


def _join(parts: tuple[ast.TemplatePart, ...], names: dict[str, str]) -> str:
    """A template's text, for the few forms of expression that stand in the templates above."""
    result = ""
    for part in parts:
        match part:
            case ast.Text(value=value):
                result += value
            case ast.Interpolation(expression=ast.Name(name=name)):
                result += names[name]
            case ast.Interpolation(expression=ast.GetAttribute(name=name)):
                result += LOCALS[name]
            case ast.TemplateIf(condition=ast.Boolean(value=holds), then=then, otherwise=otherwise):
                result += _join(then if holds else otherwise, names)
            case ast.TemplateFor(value=name, collection=ast.TupleExpression(items=items), body=body):
                result += "".join(_join(body, {name: item.text}) for item in items if isinstance(item, ast.Number))
            case _:
                raise AssertionError(part)
    return result
