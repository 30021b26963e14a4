"""Says in Terraform's JSON syntax what is written in its native one, so that a mend is written once for both."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pipewarden.fix.source import Source
from pipewarden.hcl import ast, parse

_PLAIN_NAMES = frozenset({"depends_on", "provider"})
"""Arguments that hold names where the native syntax has references (*JSON Configuration Syntax*)."""

_REPEATED = frozenset({"statement"})
"""Blocks that are written as a list even where there is one, because others will follow."""

Members = dict[str, Any]


def members(lines: Sequence[str]) -> Members:
    """The arguments and blocks of these lines as members of a JSON object; labels are nested objects."""
    text = "\n".join(lines)
    return _body(text, parse(text.encode()).body)


def value(written: str) -> Any:
    """One value."""
    return members([f"value = {written}"])["value"]


def _body(text: str, body: ast.Body) -> Members:
    found: Members = {}
    for item in body.items:
        if isinstance(item, ast.Attribute):
            plain = item.name in _PLAIN_NAMES
            found[item.name] = _name(text, item.expression) if plain else _value(text, item.expression)
        else:
            _put(found, [item.type, *(label.text for label in item.labels)], _body(text, item.body))
    return found


def _put(into: Members, names: list[str], body: Members) -> None:
    name, *rest = names
    if rest:
        _put(into.setdefault(name, {}), rest, body)
    elif name not in into:
        into[name] = [body] if name in _REPEATED else body
    else:
        there = into[name]
        into[name] = [*(there if isinstance(there, list) else [there]), body]


def _name(text: str, expression: ast.Expression) -> Any:
    if isinstance(expression, ast.TupleExpression):
        return [_name(text, item) for item in expression.items]
    if isinstance(expression, ast.Text):
        return expression.value
    return text[expression.span.start : expression.span.end]


def _value(text: str, expression: ast.Expression) -> Any:
    match expression:
        case ast.Boolean(value=value):
            return value
        case ast.Number(text=number) if number.isdecimal():
            return int(number)
        case ast.Text() | ast.Template():
            return "".join(_parts(text, expression))
        case ast.TupleExpression(items=items):
            return [_value(text, item) for item in items]
        case ast.ObjectExpression(entries=entries) if all(isinstance(entry.key, ast.Text) for entry in entries):
            return {entry.key.value: _value(text, entry.value) for entry in entries if isinstance(entry.key, ast.Text)}
        case _:
            return f"${{{text[expression.span.start : expression.span.end]}}}"


def _parts(text: str, expression: ast.Text | ast.Template) -> Iterator[str]:
    for part in (expression,) if isinstance(expression, ast.Text) else expression.parts:
        if isinstance(part, ast.Text):
            yield part.value.replace("${", "$${").replace("%{", "%%{")
        else:
            yield text[part.span.start : part.span.end]


def native(source: Source, expression: ast.Expression) -> str:
    """An expression of a file of either syntax as the native one writes it."""
    written = source.of(expression.span)
    if not source.tree.json:
        return written
    match expression:
        case ast.ObjectExpression(entries=entries):
            members = (f"{source.of(entry.key.span)} = {native(source, entry.value)}" for entry in entries)
            return f"{{ {', '.join(members)} }}"
        case ast.TupleExpression(items=items):
            return f"[{', '.join(native(source, item) for item in items)}]"
        case ast.Text() | ast.Template():
            return _native_text(expression, str(json.loads(written)))
        case _:
            return written


def _native_text(expression: ast.Expression, template: str) -> str:
    match expression:
        case ast.Template(parts=(ast.Interpolation(),)):
            return template[2:-1].strip()
        case _:
            return f'"{quoted(template)}"'


def quoted(template: str) -> str:
    """A template as it stands between quotes in the native syntax, where `${…}` needs no backslash."""
    found, at = "", 0
    while at < len(template):
        if template.startswith(("$${", "%%{"), at):
            found, at = found + template[at : at + 3], at + 3
        elif template.startswith(("${", "%{"), at):
            end = behind_interpolation(template, at)
            found, at = found + template[at:end], end
        else:
            found, at = found + _ESCAPED.get(template[at], template[at]), at + 1
    return found


_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def behind_interpolation(text: str, at: int) -> int:
    """Where the `${…}` ends that begins at an offset."""
    depth, at = 1, at + 2
    while at < len(text) and depth:
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    return at
