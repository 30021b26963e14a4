"""Merges policy documents by `Sid`, as the AWS provider does."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from pipewarden.stack.errors import undecided
from pipewarden.stack.policy_statement import normalised
from pipewarden.stack.values import Known, Mapping, Origin, Sequence, Symbol, Unknown, Value

_LATEST = Known("2012-10-17")


class Document(Struct):
    """A policy document before the merge; a statement that is no mapping stands for any number of them.

    No two sources, and no two statements of the `own` document, have a Sid in common; the provider refuses it.
    """

    version: Value | None
    id: Value | None
    statements: list[Value]
    kind: Literal["source", "own", "override"] = "source"


def merged(documents: list[Document], origin: Origin) -> Mapping:
    """One document: a later statement with a Sid takes the place of an earlier one with the same."""
    version: Value | None = None
    identifier: Value | None = None
    statements: list[Value] = []
    for document in documents:
        if document.id is not None and document.id != Known(""):
            identifier = document.id
        version = _later(version, document.version)
        before = len(statements)
        for item in document.statements:
            if document.kind != "source" and isinstance(item, Symbol | Unknown):
                reach = before if document.kind == "own" else len(statements)
                statements[:reach] = [_perhaps_replaced(each, item) for each in statements[:reach]]
            _place(statements, normalised(item))
    members: list[tuple[str, Value]] = []
    if version is not None:
        members.append(("Version", version))
    if identifier is not None:
        members.append(("Id", identifier))
    if statements:
        members.append(("Statement", Sequence(tuple(statements), "tuple", origin)))
    return Mapping(tuple(members), "object", origin)


def _perhaps_replaced(statement: Value, by: Value) -> Value:
    """A statement before a later one that is not known: with a Sid it may be gone, and another stand in its place."""
    sid = statement.get("Sid") if isinstance(statement, Mapping) else None
    return statement if sid is None or sid == Known("") else by


def _later(old: Value | None, new: Value | None) -> Value | None:
    if old is None or new is None:
        return new if old is None else old
    if _LATEST in (old, new):
        return _LATEST
    if isinstance(old, Known) and isinstance(new, Known):
        return new if str(new.value) > str(old.value) else old
    if old == new:
        return old
    raise undecided("the version of a policy document is not known")


def _place(statements: list[Value], new: Value) -> None:
    sid = new.get("Sid") if isinstance(new, Mapping) else None
    if sid is None or sid == Known(""):
        statements.append(new)
        return
    for index, old in enumerate(statements):
        other = old.get("Sid") if isinstance(old, Mapping) else None
        if other is not None and other == sid:
            statements[index] = new
            return
        if other is not None and not (isinstance(other, Known) and isinstance(sid, Known)):
            raise undecided("whether two statements have the same Sid is not known")
    statements.append(new)
