"""What becomes of a policy document that is merged with one of which nothing is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.stack import build
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Unknown, Value

_STATEMENT = """
  statement {{
    sid       = "{sid}"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["*"]
  }}
"""


def _output(folder: Path, body: str, value: str = "data.aws_iam_policy_document.x.json") -> Value:
    document = f'variable "extra" {{}}\ndata "aws_iam_policy_document" "x" {{\n{body}}}\n'
    text = f'{document}output "x" {{\n  value = {value}\n}}\n'
    (folder / "main.tf").write_text(text, "utf-8")
    found = build(folder).output("x")
    assert found is not None
    return found


def _sids(folder: Path, body: str) -> list[str]:
    """The Sids of the statements; `?` for any number of which nothing is known, `-` for one without a Sid."""
    document = _output(folder, body)
    assert isinstance(document, Encoded) and isinstance(document.structure, Mapping)
    assert document.structure.get("Version") == Known("2012-10-17")
    statements = document.structure.get("Statement")
    assert isinstance(statements, Sequence)
    return [_sid(each) for each in statements.items]


def _sid(statement: Value) -> str:
    if not isinstance(statement, Mapping):
        assert isinstance(statement, Unknown) and "var.extra" in statement.why
        return "?"
    sid = statement.get("Sid")
    return str(sid.value) if isinstance(sid, Known) else "-"


@pytest.mark.parametrize("extra", ["[var.extra]", "var.extra", '[var.extra, ""]', "[jsonencode(var.extra)]"])
def test_a_source_that_is_not_known_takes_no_statement_away(extra: str, tmp_path: Path) -> None:
    assert _sids(tmp_path, f"  source_policy_documents = {extra}\n{_STATEMENT.format(sid='A')}") == ["?", "A"]


def test_an_override_that_is_not_known_may_take_the_place_of_what_has_a_sid(tmp_path: Path) -> None:
    statements = _STATEMENT.format(sid="A") + _STATEMENT.format(sid="")
    assert _sids(tmp_path, f"  override_policy_documents = [var.extra]\n{statements}") == ["?", "-", "?"]


def test_an_override_after_one_that_is_not_known_stays(tmp_path: Path) -> None:
    last = 'jsonencode({ Statement = [{ Sid = "B", Effect = "Deny", Action = "*", Resource = "*" }] })'
    statements = _STATEMENT.format(sid="A") + _STATEMENT.format(sid="B")
    assert _sids(tmp_path, f"  override_policy_documents = [var.extra, {last}]\n{statements}") == ["?", "?", "?", "B"]


def test_the_version_is_not_known_where_the_document_has_the_old_one(tmp_path: Path) -> None:
    body = f'  version = "2008-10-17"\n  source_policy_documents = [var.extra]\n{_STATEMENT.format(sid="A")}'
    assert isinstance(_output(tmp_path, body), Unknown)


@pytest.mark.parametrize(
    "value",
    [
        "length(jsondecode(data.aws_iam_policy_document.x.json).Statement)",
        "jsondecode(data.aws_iam_policy_document.x.json).Statement[1].Sid",
        'length(jsondecode("${data.aws_iam_policy_document.x.json}").Statement)',
    ],
)
def test_how_many_statements_there_are_is_not_known(value: str, tmp_path: Path) -> None:
    body = f"  source_policy_documents = [var.extra]\n{_STATEMENT.format(sid='A')}"
    assert isinstance(_output(tmp_path, body, value), Unknown)


def test_own_statements_that_are_not_known_may_take_the_place_of_a_source_and_of_no_own_one(tmp_path: Path) -> None:
    source = 'jsonencode({ Statement = [{ Sid = "S", Effect = "Deny", Action = "*", Resource = "*" }] })'
    dynamic = (
        '  dynamic "statement" {\n    for_each = var.extra\n    content {\n      sid = statement.value\n    }\n  }\n'
    )
    body = f"  source_policy_documents = [{source}]\n{_STATEMENT.format(sid='A')}{dynamic}"
    assert _sids(tmp_path, body) == ["?", "A", "?"]
