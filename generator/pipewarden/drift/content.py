"""What a value means, as plain data that is equal for every way to write it."""

from __future__ import annotations

import json
from typing import Any

from pipewarden.drift.unordered import UNORDERED
from pipewarden.iam import json_text
from pipewarden.stack.show import shown
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Template, Unknown, Value

JSON = "$json"
"""The key of the object that stands for a text which is the JSON of something."""
_ONE_OR_MANY = frozenset({"Action", "NotAction", "Resource", "NotResource", "Statement"})
_PRINCIPALS = frozenset({"Principal", "NotPrincipal"})


def content(value: Value, name: str = "") -> Any:
    """The value of the argument or block `name` as plain data."""
    match value:
        case Encoded():
            return {JSON: _document(value.structure)}
        case Known() | Template():
            structure = decoded(value)
            return shown(value) if structure is None else {JSON: _document(structure)}
        case Sequence():
            items = [content(item) for item in value.items]
            return _sorted(items) if name in UNORDERED or value.kind == "set" else items
        case Mapping():
            # An argument that is null is as good as one that is not written.
            members = ((key, content(member, key)) for key, member in value.members)
            return {key: member for key, member in members if member is not None or value.kind != "block"}
        case Symbol() | Unknown():
            return shown(value)


def decoded(value: Known | Template) -> Value | None:
    """The structure of a text that is a JSON object or array, None for any other."""
    first = value.value if isinstance(value, Known) else value.parts[0]
    if not isinstance(first, str) or not first.lstrip().startswith(("{", "[")):
        return None
    try:
        structure = json_text.read(value)
    except json_text.BadJsonError:
        return None
    return structure if isinstance(structure, Mapping | Sequence) else None


def ordered(document: Any) -> Any:
    """A policy that `content` gave, after its texts were changed, in order again."""
    return {JSON: _policy(document[JSON])} if is_policy(document) else document


def is_policy(document: Any) -> bool:
    """Whether what `content` gave is a policy."""
    return isinstance(document, dict) and JSON in document and _has_statement(document[JSON])


def _has_statement(document: Any) -> bool:
    return isinstance(document, dict) and "Statement" in document


def _document(structure: Value) -> Any:
    plain = content(structure)
    return _policy(plain) if _has_statement(plain) else plain


def _policy(document: dict[str, Any]) -> dict[str, Any]:
    """The policy with lists for what AWS takes as one or many, sorted, because their order says nothing."""
    statements = [_statement(item) if isinstance(item, dict) else item for item in _many(document["Statement"])]
    return {**document, "Statement": _sorted(statements)}


def _statement(statement: dict[str, Any]) -> dict[str, Any]:
    found = {key: _sorted(_many(item)) if key in _ONE_OR_MANY else item for key, item in statement.items()}
    for key in _PRINCIPALS & found.keys():
        found[key] = _principals(found[key])
    conditions = found.get("Condition")
    if isinstance(conditions, dict) and not _is_mark(conditions):
        found["Condition"] = {operator: _condition(keys) for operator, keys in conditions.items()}
    return {key: item for key, item in found.items() if (key, item) not in (("Sid", ""), ("Condition", {}))}


def _principals(entries: Any) -> Any:
    """In a resource policy `*` is every AWS principal (IAM User Guide, *AWS JSON policy elements: Principal*)."""
    if entries == "*":
        return {"AWS": ["*"]}
    if isinstance(entries, dict) and not _is_mark(entries):
        return {kind: _sorted(_many(item)) for kind, item in entries.items()}
    return entries


def _condition(keys: Any) -> Any:
    if not isinstance(keys, dict) or _is_mark(keys):
        return keys
    return {key: _sorted([_condition_value(item) for item in _many(values)]) for key, values in keys.items()}


def _condition_value(value: Any) -> Any:
    """AWS reads `true` and `"true"`, `5` and `"5"` alike."""
    return json.dumps(value) if isinstance(value, bool | int | float) else value


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_mark(value: dict[str, Any]) -> bool:
    return any(key.startswith("$") for key in value)


def _sorted(items: list[Any]) -> list[Any]:
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
