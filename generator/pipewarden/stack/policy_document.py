"""Computes `data.aws_iam_policy_document` as the AWS provider does, also where parts are symbols.

The rules are those of the provider's data source: defaults, single-element lists as strings, lists that come from
sets in reverse order, sources and overrides merged by `Sid`, `&{` for `${`. Members keep the origins of the
arguments that they come from.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from pipewarden.hcl.ast import Location
from pipewarden.stack import json_text
from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.policy_merge import Document, merged
from pipewarden.stack.policy_statement import statement
from pipewarden.stack.policy_text import indented
from pipewarden.stack.shape import is_null, plain, survey, unknown_because
from pipewarden.stack.values import Encoded, Known, Mapping, Origin, Sequence, Symbol, Unknown, Value

_VERSION = "2012-10-17"


def policy_document(values: Mapping, location: Location, *, minified: bool) -> Value:
    """The JSON of the data source; raises EvaluationError for what the provider refuses."""
    origin = Origin(location, "the policy document", None)
    documents = [*_documents(values, "source_policy_documents", unique=True)]
    documents.append(_own(values))
    overrides = _documents(values, "override_policy_documents", unique=False)
    documents.extend(replace(each, kind="override") for each in overrides)
    structure = merged(documents, origin)
    text = json_text.encode(structure).text if minified else indented(structure)
    return Encoded(structure, text, origin)


def _own(values: Mapping) -> Document:
    version = values.get("version") or Known(_VERSION)
    found = values.get("statement")
    blocks = found.items if isinstance(found, Sequence) else (found,) if isinstance(found, Symbol | Unknown) else ()
    document = Document(version, values.get("policy_id"), [], "own")
    sids: set[str] = set()
    for block in blocks:
        if not isinstance(block, Mapping):
            document.statements.append(block)
            continue
        made = statement(block, version)
        sid = made.get("Sid") if isinstance(made, Mapping) else None
        if isinstance(sid, Known) and isinstance(sid.value, str):
            if sid.value in sids:
                raise EvaluationError(f"two statements have the Sid `{sid.value}`", _place(sid))
            sids.add(sid.value)
        document.statements.append(made)
    return document


def _place(value: Value) -> Location | None:
    return value.origin.location if value.origin is not None else None


def _documents(values: Mapping, name: str, *, unique: bool) -> Iterable[Document]:
    """The documents of an argument; with `unique`, a Sid may stand in only one of them."""
    given = values.get(name)
    if given is None:
        return
    if isinstance(given, Symbol | Unknown):
        yield _hidden(given)
        return
    seen: set[str] = set()
    for item in given.items if isinstance(given, Sequence) else ():
        if is_null(item) or plain(item) == Known(""):
            continue
        document = _decoded(item)
        if unique:
            _require_unique(document, seen)
        yield document


def _hidden(value: Symbol | Unknown) -> Document:
    """A document, or any number of them, of which nothing is known."""
    why = unknown_because(value)
    return Document(why, None, [why])


def _decoded(item: Value) -> Document:
    if isinstance(item, Symbol | Unknown):
        return _hidden(item)
    structure = json_text.decode(item)
    if not isinstance(structure, Mapping):
        part = survey(structure).opaque
        if part is not None:
            return _hidden(part)
        raise EvaluationError("a policy document must be a JSON object", _place(item))
    members = {name.lower(): value for name, value in structure.members}
    found = members.get("statement")
    if found is not None and not isinstance(found, Sequence):
        if isinstance(found, Symbol | Unknown):
            raise undecided("the statements of a policy document are not known")
        raise EvaluationError("`Statement` of a policy document must be a list here", _place(item))
    return Document(members.get("version"), members.get("id"), list(found.items) if found is not None else [])


def _require_unique(document: Document, seen: set[str]) -> None:
    for item in document.statements:
        sid = item.get("Sid") if isinstance(item, Mapping) else None
        if isinstance(sid, Known) and isinstance(sid.value, str) and sid.value:
            if sid.value in seen:
                raise EvaluationError(f"two source documents have the Sid `{sid.value}`", _place(sid))
            seen.add(sid.value)
