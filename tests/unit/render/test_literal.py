"""Texts as literals: Terraform reads back what was written, whatever it was."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path

from pipewarden.render.layout import lay_out
from pipewarden.render.literal import key, listed, quote, value
from terraform_fixtures import OfflineTerraform

PIECES = (
    *("${", "%{", "$${", "%%{", "$", "%", "{", "}", '"', "\\", "\n", "\t", "~}", "<<EOT", "EOT", "#", "//", "/*"),
    *(
        "'",
        "`",
        "${var.x}",
        "%{if true}x%{endif}",
        '"}',
        "\\u0041",
        "\\n",
        "é",
        "日本",
        "\U0001f600",
        "\u202e",
        "\u200b",
    ),
    *("\u2028", "\ufeff", "{{", "}}", "{% raw %}", "{#", "$$$${", "%%%{", " ", "a", "=", "=>", "&", "<b>", "\u0661"),
)


def hostile_texts() -> list[str]:
    chosen = random.Random(7)
    texts = ["".join(chosen.choice(PIECES) for _ in range(chosen.randint(1, 6))) for _ in range(300)]
    return sorted({unicodedata.normalize("NFC", text) for text in (*PIECES, "", *texts)})


def test_terraform_reads_back_every_text(terraform: OfflineTerraform, tmp_path: Path) -> None:
    texts = hostile_texts()
    by_key = {text: str(number) for number, text in enumerate(texts)}
    body = 'variable "texts" {\ntype = list(string)\n}\nvariable "keys" {\ntype = map(string)\n}\n'
    body += f'output "texts" {{\nvalue = {value(texts)}\n}}\noutput "keys" {{\nvalue = {value(by_key)}\n}}\n'
    body += 'output "given_texts" {\nvalue = var.texts\n}\noutput "given_keys" {\nvalue = var.keys\n}\n'
    (tmp_path / "main.tf").write_text(lay_out(body), encoding="utf-8")
    tfvars = lay_out(f"texts = {value(texts)}\nkeys = {value(by_key)}\n")
    (tmp_path / "terraform.tfvars").write_text(tfvars, encoding="utf-8")
    assert terraform.ok(tmp_path, "fmt", "-check", "-diff") == ""
    terraform.ok(tmp_path, "init")
    terraform.ok(tmp_path, "apply", "-auto-approve")
    found = {name: item["value"] for name, item in json.loads(terraform.ok(tmp_path, "output", "-json")).items()}
    assert found == {"texts": texts, "given_texts": texts, "keys": by_key, "given_keys": by_key}


def test_quote() -> None:
    assert quote('a"b\\c\n${d}%{e}$f%g') == '"a\\"b\\\\c\\n$${d}%%{e}$f%g"'
    assert quote("\u202eé") == '"\\u202eé"'


def test_keys_are_ascii() -> None:
    assert key("é\U0001f600") == '"\\u00e9\\U0001f600"'


def test_values() -> None:
    assert value(True) == "true"
    assert value(None) == "null"
    assert value(7) == "7"
    assert value({}) == "{}"
    assert value({"b": 1, "a": [True]}) == '{\n"a" = [true]\n"b" = 1\n}'


def test_a_long_list_takes_a_line_for_each_item() -> None:
    assert listed(["1", "2"]) == "[1, 2]"
    assert listed(["x" * 50, "y" * 50]) == f"[\n{'x' * 50},\n{'y' * 50},\n]"
