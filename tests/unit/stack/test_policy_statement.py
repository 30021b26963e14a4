"""Statements of policy documents that Terraform would refuse all the same."""

from __future__ import annotations

from pathlib import Path

from pipewarden.stack import build
from pipewarden.stack.values import Encoded, Mapping, Sequence


def test_a_principal_without_identifiers_names_nobody(tmp_path: Path) -> None:
    text = 'data "aws_iam_policy_document" "x" {\n  statement {\n    principals {\n      type = "*"\n    }\n  }\n}\n'
    (tmp_path / "main.tf").write_text(
        text + 'output "x" {\n  value = data.aws_iam_policy_document.x.json\n}\n', "utf-8"
    )
    document = build(tmp_path).output("x")
    assert isinstance(document, Encoded)
    assert isinstance(document.structure, Mapping)
    statements = document.structure.get("Statement")
    statement = statements.items[0] if isinstance(statements, Sequence) else statements
    assert isinstance(statement, Mapping)
    assert statement.get("Principal") == Mapping((("*", Sequence(())),))
