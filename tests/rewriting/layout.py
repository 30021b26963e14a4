"""Rewritings of the layout: comments, blank lines, alignment, line ends, and the JSON syntax."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

from pipewarden.fix.edit import Edit
from pipewarden.hcl import ast
from rewriting import syntax
from rewriting.tree import Tree

_COMMENTS = (
    "# plain\n",
    "// slashes\n",
    "/* one */ ",
    "/* two\n lines */\n",
    "# aws:SecureTransport = false\n",
    "\n\n",
)


def commented(tree: Tree, random: Random) -> Tree | None:
    """Comments and blank lines before arguments and blocks."""
    path = random.choice(tree.native())
    items = [item for item in syntax.walk(tree.file(path)) if isinstance(item, ast.Attribute | ast.Block)]
    items = [item for item in items if not _on_one_line(tree.files[path], item)]
    if not items:
        return None
    chosen = random.sample(items, min(len(items), 5))
    return tree.edited(Edit(path, item.span.start, item.span.start, random.choice(_COMMENTS)) for item in chosen)


def _on_one_line(text: str, item: ast.Attribute | ast.Block) -> bool:
    before = text[: item.span.start].rpartition("\n")[2]
    return bool(before.strip())


def unformatted(tree: Tree, random: Random) -> Tree | None:
    """What `terraform fmt` does is undone; heredocs keep their text."""
    path = random.choice(tree.native())
    text = tree.files[path]
    if "<<" in text:
        return None
    change = random.choice([_unaligned, _flush, _tabs, _carriage_returns])
    return Tree({**tree.files, path: change(text)})


def _unaligned(text: str) -> str:
    return re.sub(r"(?m)^(\s*[\w-]+) +=( )", r"\1=\2", text)


def _flush(text: str) -> str:
    return re.sub(r"(?m)^[ \t]+", "", text)


def _tabs(text: str) -> str:
    return re.sub(r"(?m)^ +", lambda found: "\t" * (len(found[0]) // 2), text)


def _carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


def to_json(tree: Tree, random: Random) -> Tree | None:
    """A file in the JSON syntax."""
    if not tree.native():
        return None
    path = random.choice(tree.native())
    if path.endswith("override.tf") or tree.file(path).problem:
        return None
    document: dict[str, Any] = {}
    for block in tree.file(path).body.blocks:
        _put(document, [block.type, *(item.text for item in block.labels)], _body(tree, path, block))
    rest = {name: text for name, text in tree.files.items() if name != path}
    return Tree({**rest, f"{path}.json": json.dumps(document, indent=2, ensure_ascii=False)})


def _put(document: dict[str, Any], names: list[str], body: dict[str, Any]) -> None:
    for name in names[:-1]:
        inner = document.setdefault(name, {})
        if isinstance(inner, list):
            inner.append({})
            inner = inner[-1]
        document = inner
    document.setdefault(names[-1], []).append(body)


def _body(tree: Tree, path: str, block: ast.Block) -> dict[str, Any]:
    plain = block.type in ("variable", "terraform", "backend", "required_providers")
    members: dict[str, Any] = {}
    for item in block.body.attributes:
        as_name = item.name in _NAMES or (block.type == "variable" and item.name == "type")
        members[item.name] = (
            _names(tree, path, item.expression) if as_name else _value(tree, path, item.expression, plain)
        )
    for inner in block.body.blocks:
        _put(members, [inner.type, *(item.text for item in inner.labels)], _body(tree, path, inner))
    return members


_NAMES = frozenset({"depends_on", "provider", "providers", "ignore_changes", "replace_triggered_by", "iterator"})


def _names(tree: Tree, path: str, expression: ast.Expression) -> Any:
    match expression:
        case ast.TupleExpression(items=items):
            return [_names(tree, path, item) for item in items]
        case ast.ObjectExpression(entries=entries):
            return {_key(tree, path, entry.key): _names(tree, path, entry.value) for entry in entries}
    return tree.source(path, expression.span)


def _key(tree: Tree, path: str, key: ast.Expression) -> str:
    return key.value if isinstance(key, ast.Text) else f"${{{tree.source(path, key.span)}}}"


def _value(tree: Tree, path: str, expression: ast.Expression, plain: bool) -> Any:
    match expression:
        case ast.Null():
            return None
        case ast.Boolean(value=value):
            return value
        case ast.Number(text=text):
            return json.loads(text) if re.fullmatch(r"\d+", text) else f"${{{text}}}"
        case ast.Text(value=value):
            return value if plain else value.replace("${", "$${").replace("%{", "%%{")
        case ast.TupleExpression(items=items):
            return [_value(tree, path, item, plain) for item in items]
        case ast.ObjectExpression(entries=entries) if all(isinstance(entry.key, ast.Text) for entry in entries):
            return {_key(tree, path, entry.key): _value(tree, path, entry.value, plain) for entry in entries}
    text = tree.source(path, expression.span)
    return f"${{{text}\n}}" if "<<" in text else f"${{{text}}}"
