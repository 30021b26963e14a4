"""Puts statements into a policy, where and as its own statements are written."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipewarden.fix import insert, json_insert, policy_text
from pipewarden.fix.cycles import uses
from pipewarden.fix.edit import Edit
from pipewarden.fix.json_syntax import native
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.source import Source
from pipewarden.fix.statement import Statement
from pipewarden.hcl import ast

_NESTING = 8
_DOCUMENT = "aws_iam_policy_document"
Statements = tuple[Statement, ...]
Found = Mend | Refusal


def put(patient: Patient, source: Source, block: ast.Block, statements: Statements) -> Found:
    """The edits that add statements to the policy in the argument `policy` of a block."""
    policy = block.body.attribute("policy")
    if policy is None:
        return Refusal("the policy is not written in the resource")
    found = into(patient, source, policy.expression, statements)
    if isinstance(found, Mend):
        return found
    return _around(patient, source, block, policy.expression, statements)


def into(patient: Patient, source: Source, policy: ast.Expression, statements: Statements) -> Found:
    """The edits that add statements where the policy that an expression gives is written."""
    return _text(patient, source, policy, statements, _NESTING)


def _text(patient: Patient, source: Source, written: ast.Expression, statements: Statements, depth: int) -> Found:
    """Into a policy as text: what encodes it, a heredoc, or what refers to one."""
    match written:
        case ast.Template(parts=(ast.Interpolation(expression=inner),)):
            return _text(patient, source, inner, statements, depth - 1)
        case ast.GetAttribute() | ast.Index():
            return _followed(patient, source, written, statements, depth, _text)
        case ast.Text() | ast.Template():
            edits = policy_text.into(source, written, statements)
            return Mend(tuple(edits)) if edits else Refusal("the policy's text has no `Statement` that is written here")
        case ast.Call() if source.tree.json:
            return Refusal("the policy is computed; add the statement where it is written")
        case ast.Call(name="jsonencode", arguments=(inner,)):
            return _object(patient, source, inner, statements, depth)
        case ast.Parentheses(expression=inner):
            return _text(patient, source, inner, statements, depth - 1)
        case _:
            return Refusal("the policy is computed; add the statement where it is written")


def _object(patient: Patient, source: Source, written: ast.Expression, statements: Statements, depth: int) -> Found:
    """Into a policy as an object."""
    match written:
        case ast.ObjectExpression():
            return _into_object(source, written, statements)
        case ast.Call(name="merge", arguments=arguments):
            tried = (_object(patient, source, argument, statements, depth) for argument in reversed(arguments))
            return next((one for one in tried if isinstance(one, Mend)), Refusal("the policy is merged from elsewhere"))
        case ast.GetAttribute() | ast.Index():
            return _followed(patient, source, written, statements, depth, _object)
        case _:
            return Refusal("the policy is computed; add the statement where it is written")


Step = Callable[[Patient, Source, ast.Expression, Statements, int], Found]


def _followed(
    patient: Patient, source: Source, written: ast.Expression, statements: Statements, depth: int, step: Step
) -> Found:
    """Into what a reference means, where that is written in the same module and nothing else uses it."""
    reference = source.of(written.span)
    if depth == 0:
        return Refusal("the policy is passed on too often to be followed")
    document = re.fullmatch(rf"data\.{_DOCUMENT}\.(\w+)(?:\[[^\]]+\])?\.(?:json|minified_json)", reference)
    local = re.fullmatch(r"local\.(\w+)", reference)
    named = (document and f"data.{_DOCUMENT}.{document[1]}") or reference
    if uses(patient.beside(source), named) > 1:
        return Refusal(f"`{named}` is used elsewhere too")
    for other in patient.beside(source):
        for block in other.tree.body.blocks:
            labels = tuple(label.text for label in block.labels)
            if document and block.type == "data" and labels == (_DOCUMENT, document[1]):
                return _into_document(other, block, statements)
            attribute = block.body.attribute(local[1]) if local and block.type == "locals" else None
            if attribute is not None:
                return step(patient, other, attribute.expression, statements, depth - 1)
    return Refusal(f"`{reference}` is not written in this module")


def _into_document(source: Source, block: ast.Block, statements: Statements) -> Found:
    there = source.of(block.span)
    new = [statement.beside(there) for statement in statements]
    if not source.tree.json:
        return Mend(tuple(edit for one in new for edit in insert.nested_block(source, block, one.block())))
    lines = [line for one in new for line in one.block()]
    return Mend(json_insert.nested_blocks(source, block, lines))


def _into_object(source: Source, document: ast.ObjectExpression, statements: Statements) -> Found:
    there = source.of(document.span)
    new = [statement.beside(there) for statement in statements]
    for entry in document.entries:
        if isinstance(entry.key, ast.Text) and entry.key.value == "Statement":
            if source.tree.json:
                added = [one.document() for one in new]
                return Mend((json_insert.beside(source, entry.value, added),))
            return Mend(_into_list(source, entry.value, [one.object() for one in new]))
    return Refusal("the policy has no `Statement` that is written here")


def _into_list(source: Source, value: ast.Expression, objects: list[list[str]]) -> tuple[Edit, ...]:
    if isinstance(value, ast.TupleExpression):
        return (_first_objects(source, value, objects),)
    start, end = value.span.start, value.span.end
    if isinstance(value, ast.Call) and value.name == "concat" and value.arguments:
        first = value.arguments[0]
        if isinstance(first, ast.TupleExpression):
            return (_first_objects(source, first, objects),)
        start = first.span.start
        return (Edit(source.path, start, start, f"[{_inline(source, start, objects, '], ')}"),)
    if isinstance(value, ast.ObjectExpression):
        before, middle, after = "[", ", ", "]"
    else:
        before, middle, after = "concat([", "], ", ")"
    text = f"{before}{_inline(source, start, objects, middle)}"
    return (Edit(source.path, start, start, text), Edit(source.path, end, end, after))


def _inline(source: Source, start: int, objects: list[list[str]], middle: str) -> str:
    """Objects that share their lines with what stands around them: `{` … `}, {` … `}` and `middle`."""
    indentation = source.indented(start)
    text = ""
    for index, lines in enumerate(objects):
        last = index == len(objects) - 1
        rest = f"{middle}{source.text[start : source.line_end(start)]}" if last else ", {"
        inner = [f"{indentation}{line}" for line in lines[1:-1]]
        text += source.lines("{", *inner, f"{indentation}{_deeper(rest)}}}{middle if last else ', '}")
    return text


def _deeper(rest: str) -> str:
    """How much deeper `terraform fmt` moves a line of `}` and `rest`, which it does where as much opens as closes."""
    opened = sum(letter in "([{" for letter in rest) - sum(letter in ")]}" for letter in rest)
    return "  " if opened >= 1 else ""


def _first_objects(source: Source, items: ast.TupleExpression, objects: list[list[str]]) -> Edit:
    start = items.span.start + 1
    indentation = source.indented(start)
    written = [f"{indentation}  {item}" for lines in objects for item in (*lines[:-1], "},")]
    rest = source.text[start : source.line_end(start)]
    if not rest.strip():
        return Edit(source.path, start, start, source.lines("", *written))
    if rest.lstrip().startswith("{"):
        return Edit(source.path, start, start, _inline(source, start, objects, ", "))
    blank = len(rest) - len(rest.lstrip())
    following = f"{indentation}  " if items.items else indentation
    return Edit(source.path, start, start + blank, source.lines("", *written, following))


def _around(
    patient: Patient, source: Source, block: ast.Block, policy: ast.Expression, statements: Statements
) -> Found:
    """A document beside the resource that takes in the policy, however that is computed, and adds the statements."""
    name = block.labels[1].text
    there = "".join(other.text for other in patient.beside(source))
    taken = {
        block.labels[1].text
        for other in patient.beside(source)
        for block in other.tree.body.blocks
        if block.type == "data" and [label.text for label in block.labels][:1] == [_DOCUMENT]
    }
    name = f"{name}_with_denials" if name in taken else name
    if name in taken:
        return Refusal("the policy is computed; add the statement where it is written")
    head, index = [], ""
    for argument, each in (("count", "[count.index]"), ("for_each", "[each.key]")):
        attribute = block.body.attribute(argument)
        if attribute is not None:
            head, index = [f"{argument} = {native(source, attribute.expression)}", ""], each
    written = native(source, policy)
    last = f"{source.newline}  ]" if written.startswith("<<") else "]"  # the mark of a heredoc ends its line
    lines = [*head, f"source_policy_documents = [{written}{last}"]
    for statement in statements:
        lines += ["", *statement.beside(there).block()]
    document = [f'data "{_DOCUMENT}" "{name}" {{', *(f"  {line}" if line else "" for line in lines), "}"]
    reference = f"data.{_DOCUMENT}.{name}{index}.json"
    if source.tree.json:
        reference = f'"${{{reference}}}"'
    return Mend(
        (
            Edit(source.path, policy.span.start, policy.span.end, reference),
            *insert.after_block(source, block, document),
        )
    )
