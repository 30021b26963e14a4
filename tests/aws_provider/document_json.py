"""Policy documents as JSON, read and written the way the provider's Go model reads and writes them.

Go matches field names without regard to case, keeps the JSON forms of actions and resources as they are, drops a
condition value that is a number, and writes maps in key order with `<`, `>` and `&` escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from aws_provider.values import Object, Value

_FIELDS = ("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition")
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class DocumentError(Exception):
    """A document that the provider refuses, with the provider's reason."""


@dataclass(slots=True)
class Document:
    version: str = ""
    id: str = ""
    statements: list[Object] = field(default_factory=list)

    def merge(self, newer: Document) -> None:
        """Take over a newer document: its id, the later version, its statements in place of those with their Sid."""
        self.id = newer.id or self.id
        self.version = max(self.version, newer.version)
        for statement in newer.statements:
            sid = statement.get("Sid")
            places = [place for place, own in enumerate(self.statements) if sid and own.get("Sid") == sid]
            if places:
                self.statements[places[0]] = statement
            else:
                self.statements.append(statement)

    def to_json(self) -> Object:
        parts = {"Version": self.version, "Id": self.id, "Statement": self.statements}
        return {name: part for name, part in parts.items() if part}


def dump(value: Value, indent: int | None = None) -> str:
    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(value, indent=indent, separators=separators, ensure_ascii=False)
    return "".join(_ESCAPES.get(character, character) for character in text)


def parse(raw: Value) -> Document:
    if not isinstance(raw, dict):
        raise DocumentError(f"json: cannot unmarshal {_go_kind(raw)} into Go value of type iam.IAMPolicyDoc")
    fields = {name.lower(): value for name, value in raw.items()}
    statements = fields.get("statement") or []
    if not isinstance(statements, list):
        raise DocumentError(
            f"json: cannot unmarshal {_go_kind(statements)} into Go struct field IAMPolicyDoc.Statement"
        )
    return Document(fields.get("version") or "", fields.get("id") or "", [_statement(item) for item in statements])


def principals_to_json(pairs: Iterable[tuple[str, str | list[str]]]) -> Value:
    """The `Principal` element of (type, identifiers) pairs; None for none. Only `{"*": "*"}` becomes `"*"`."""
    pairs = list(pairs)
    if len(pairs) == 1 and pairs[0][0] == "*" and pairs[0][1] in ("*", ["*"]):
        return "*"
    merged: dict[str, str | list[str]] = {}
    for kind, identifiers in pairs:
        ordered = sorted(identifiers, reverse=True) if isinstance(identifiers, list) else identifiers
        if kind not in merged:
            merged[kind] = ordered
        else:
            merged[kind] = [*_as_list(merged[kind]), *_as_list(ordered)]
    return dict(sorted(merged.items())) or None


def conditions_to_json(triples: Iterable[tuple[str, str, list[str]]]) -> Value:
    """The `Condition` element of (test, variable, values) triples; None for none."""
    merged: dict[str, dict[str, list[str]]] = {}
    for test, variable, values in triples:
        merged.setdefault(test, {}).setdefault(variable, []).extend(values)
    return {
        test: {name: values[0] if len(values) == 1 else values for name, values in sorted(variables.items())}
        for test, variables in sorted(merged.items())
    } or None


def _statement(raw: Value) -> Object:
    if not isinstance(raw, dict):
        raise DocumentError(f"json: cannot unmarshal {_go_kind(raw)} into Go struct field IAMPolicyDoc.Statement")
    fields = {name.lower(): value for name, value in raw.items()}
    decoded: Object = {name: fields.get(name.lower()) for name in _FIELDS}
    for name in ("Principal", "NotPrincipal"):
        decoded[name] = _principals(decoded[name])
    decoded["Condition"] = _conditions(decoded["Condition"])
    return {
        name: value
        for name, value in decoded.items()
        if value is not None and not (value == "" and name in ("Sid", "Effect"))
    }


def _principals(raw: Value) -> Value:
    if raw is None:
        return None
    if isinstance(raw, str):
        return principals_to_json([("*", ["*"])])
    if not isinstance(raw, dict):
        raise DocumentError(f"Unsupported data type {_go_kind(raw)} for IAMPolicyStatementPrincipalSet")
    return principals_to_json(raw.items())


def _conditions(raw: Value) -> Value:
    triples: list[tuple[str, str, list[str]]] = []
    for test, variables in (raw or {}).items():
        for variable, value in variables.items():
            triples.extend((test, variable, values) for values in _condition_values(value))
    return conditions_to_json(triples)


def _condition_values(value: Any) -> list[list[str]]:
    """The values of one key; nothing for a number, which the provider's model silently leaves out."""
    if isinstance(value, bool):
        return [["true" if value else "false"]]
    if isinstance(value, str):
        return [[value]]
    if isinstance(value, list):
        if not all(isinstance(item, str) for item in value):
            raise DocumentError("a condition's list holds something other than a string")
        return [value]
    return []


def _as_list(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _go_kind(value: Value) -> str:
    kinds = {str: "string", list: "array", dict: "object", bool: "bool"}
    return kinds.get(type(value), "number")
