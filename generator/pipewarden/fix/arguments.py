"""Mends arguments that have one right value."""

from __future__ import annotations

import json
import re

from pipewarden.fix import insert, json_syntax
from pipewarden.fix.edit import Edit
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.source import Source, block_of, inner_blocks, inside, nested
from pipewarden.fix.wanted import Wanted, wanted
from pipewarden.hcl import ast


def mend(patient: Patient) -> Mend | Refusal | None:
    """The edits that set the argument which the finding is about; None where it is about no such argument."""
    choices = [
        choice
        for choice in wanted(patient.control, patient.config)
        if choice.block == patient.kind and _is_about(choice, patient.verdict.message)
    ]
    edits = tuple(edit for choice in choices for edit in setting(patient, choice))
    if edits:
        return Mend(edits)
    return Refusal("the argument is written in a way that cannot be mended safely") if choices else None


def _is_about(choice: Wanted, message: str) -> bool:
    """Whether a message is about an argument, named alone or with the block that it stands in."""
    if choice.said is not None:
        return choice.said in message
    return re.search(rf"`(\w+\.)*{choice.path[-1]}(`| =)", message) is not None


def setting(patient: Patient, choice: Wanted) -> list[Edit]:
    """The edits that give an argument of the finding's block its right value, none where it has that."""
    source = patient.source
    outer = _outer(patient)
    if outer is None:
        return []
    bodies = list(nested(source, outer.body, choice.path[:-1]))
    here = [body for body in bodies if inside(body.span, patient.offset)] or bodies
    edits: list[Edit] = []
    for body in here:
        attribute = body.attribute(choice.path[-1])
        if attribute is not None:
            edits += _replaced(source, attribute.expression, choice.value)
        elif choice.needed:
            edits.append(insert.argument(source, block_of(source, outer, body), choice.path[-1], choice.value))
    if not bodies and choice.needed:
        edits += insert.nested_block(source, outer, _chain(choice))
    return edits


def _outer(patient: Patient) -> ast.Block | None:
    if patient.kind != "backend":
        return patient.block
    blocks = (block for block in inner_blocks(patient.source, patient.block.body) if block.type == "backend")
    if not patient.source.tree.json:
        return next(blocks, None)
    return next((block for outer in blocks for block in inner_blocks(patient.source, outer.body)), None)


def _replaced(source: Source, expression: ast.Expression, value: str) -> list[Edit]:
    span = expression.span
    value = json.dumps(json_syntax.value(value), ensure_ascii=False) if source.tree.json else value
    if source.of(span) == value:
        return []
    spaces = _before_comment(source, span)
    padding = " " * max(spaces + span.end - span.start - len(value), 1) if spaces else ""
    return [Edit(source.path, span.start, span.end + spaces, f"{value}{padding}")]


def _before_comment(source: Source, span: ast.Span) -> int:
    """How many spaces stand before a comment that is aligned with one on the line above or below."""
    line = source.text[span.end : source.line_end(span.end)]
    spaces = len(line) - len(line.lstrip(" "))
    if not line[spaces:].startswith(("#", "//", "/*")):
        return 0
    column = span.end + spaces - source.line_start(span.end)
    lines = source.text.splitlines()
    beside = (lines[number] for number in (span.end_line - 2, span.end_line) if 0 <= number < len(lines))
    return spaces if any(other[column : column + 1] in ("#", "/") and other[column:] for other in beside) else 0


def _chain(choice: Wanted) -> list[str]:
    """The nested blocks around an argument, when none of them is there."""
    lines = [f"{choice.path[-1]} = {choice.value}"]
    for name in reversed(choice.path[:-1]):
        lines = [f"{name} {{", *(f"  {line}" for line in lines), "}"]
    return lines
