"""Mends a statement by which a service acts in the name of any account: confines it to the stack's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from pipewarden.fix import insert
from pipewarden.fix.edit import Edit
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.source import Source, inner_blocks, inside, overrides
from pipewarden.hcl import ast

_SAID = {
    "bucket-open-to-world": "in the name of another account",
    "pipeline-role-shared": "no condition names the source",
    "role-trust-open": "no condition names the source",
}
"""By control: what the finding says of such a statement."""
_KEY = "aws:SourceAccount"
_SERVICE = re.compile(r"[\w.-]+\.amazonaws\.com(?:\.cn)?")
_BY_HAND = f"the statement is written in a way that cannot be mended safely; give it a condition on `{_KEY}`"


def mend(patient: Patient) -> Mend | Refusal | None:
    """The condition on the account; None where the finding is about no such statement."""
    if patient.control not in _SAID or _SAID[patient.control] not in patient.verdict.message:
        return None
    source = patient.source
    found = list(_statements(source, patient.block.body, patient.offset))
    if not found:
        return Refusal(_BY_HAND)
    statement = found[-1]
    services = set(_SERVICE.findall(source.of(statement.span)))
    if not services:
        return Refusal(_BY_HAND)
    if len(services) > 1:
        return Refusal(f"the statement is about several services; give each its own, with a condition on `{_KEY}`")
    found_account = _account(patient)
    if isinstance(found_account, Refusal):
        return found_account
    account, more = found_account
    if isinstance(statement, ast.Block):
        lines = [
            "condition {",
            '  test     = "StringEquals"',
            f'  variable = "{_KEY}"',
            f"  values   = [{account}]",
            "}",
        ]
        return Mend((*insert.nested_block(source, statement, lines), *more))
    edit = _confined(source, statement, account)
    return Mend((edit, *more)) if edit else Refusal(_BY_HAND)


def _statements(source: Source, body: ast.Body, offset: int) -> Iterator[ast.Block | ast.ObjectExpression]:
    """The statements around an offset, the innermost last."""
    for block in inner_blocks(source, body):
        if inside(block.span, offset):
            is_dynamic = block.type == "dynamic" and [label.text for label in block.labels] == ["statement"]
            contents = (one for one in inner_blocks(source, block.body) if one.type == "content")
            yield from contents if is_dynamic else (block,) if block.type == "statement" else ()
            yield from _statements(source, block.body, offset)
    for item in body.attributes:
        if inside(item.span, offset) and not source.tree.json:
            yield from _objects(item.expression, offset)


def _objects(node: Any, offset: int) -> Iterator[ast.ObjectExpression]:
    """The statements in an expression, whatever stands around them."""
    if isinstance(node, tuple):
        for item in node:
            yield from _objects(item, offset)
    elif isinstance(node, Struct) and not isinstance(node, ast.Span):
        if not inside(node.span, offset):  # type: ignore[attr-defined]
            return
        if isinstance(node, ast.ObjectExpression) and _member(node, "Effect") and _member(node, "Principal"):
            yield node
        for name in node.__struct_fields__:
            yield from _objects(getattr(node, name), offset)


def _confined(source: Source, statement: ast.ObjectExpression, account: str) -> Edit | None:
    """The condition in a statement that is an object, beside those that it has."""
    text = f'"{_KEY}" = {account}'
    for name, around in (("Condition", "{{ StringEquals = {{ {} }} }}"), ("StringEquals", "{{ {} }}")):
        value = _member(statement, name)
        if value is None:
            return _entry(source, statement, f"{name} = {around.format(text)}")
        if not isinstance(value, ast.ObjectExpression):
            return None
        statement = value
    return _entry(source, statement, text) if _member(statement, _KEY) is None else None


def _member(value: ast.ObjectExpression, name: str) -> ast.Expression | None:
    named = (entry for entry in value.entries if isinstance(entry.key, ast.Text) and entry.key.value == name)
    return next((entry.value for entry in named), None)


def _entry(source: Source, value: ast.ObjectExpression, text: str) -> Edit | None:
    """One more entry behind the last: on a line of its own where that has one."""
    if not value.entries:
        return None
    last = value.entries[-1]
    start = last.span.start
    if value.span.line == value.span.end_line or source.text[source.line_start(start) : start].strip():
        return Edit(source.path, last.span.end, last.span.end, f", {text}")
    key, _, rest = text.partition(" = ")
    width = source.text.index("=", last.key.span.end) - last.key.span.start - 1
    end = source.line_end(last.span.end)
    written = f"{source.newline}{source.indented(start)}{key:<{width}} = {rest}"
    return Edit(source.path, end, end, written)


def _account(patient: Patient) -> tuple[str, tuple[Edit, ...]] | Refusal:
    """The stack's own account as an expression, and what has to be written for it."""
    looked_up = "aws_caller_identity"
    names = [
        block.labels[1].text
        for source in patient.beside(patient.source)
        for block in source.tree.body.blocks
        if block.type == "data" and block.labels[0].text == looked_up and not block.body.attribute("provider")
    ]
    if names:
        return f"data.{looked_up}.{names[0]}.account_id", ()
    variables = (
        block.labels[0].text
        for source in patient.beside(patient.source)
        for block in source.tree.body.blocks
        if block.type == "variable"
    )
    if "account_id" in variables:
        return "var.account_id", ()
    if overrides(patient.source.path):
        return Refusal('the module does not look its account up; add `data "aws_caller_identity" "current" {}` to it')
    lines = [f'data "{looked_up}" "current" {{}}']
    return f"data.{looked_up}.current.account_id", insert.after_block(patient.source, patient.block, lines)
