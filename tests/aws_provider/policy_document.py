"""The `aws_iam_policy_document` data source, computed as the provider computes it, to the byte.

Source: internal/service/iam/policy_document_data_source.go and policy_model.go of the AWS provider. What is easy to
get wrong: lists come out in reverse order, a single element comes out as a string, a list of principals under one
type stays a list, `&{` becomes `${`, and a later statement replaces an earlier one of the same Sid where it stood.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable

from aws_provider import document_json
from aws_provider.document_json import Document, DocumentError
from aws_provider.schemas import Block
from aws_provider.set_order import in_sdk_order
from aws_provider.values import Object, Value

DEFAULT_VERSION = "2012-10-17"
_OLD_VERSION = "2008-10-17"


def read(block: Block, config: Object) -> Object:
    """The attributes `id`, `json` and `minified_json` of one data block, with the defaults that reading fills in.

    Raises DocumentError where the provider refuses the configuration.
    """
    version = config["version"] or DEFAULT_VERSION
    merged = Document()
    _refuse_twin_sources(config["source_policy_documents"])
    for index, text in enumerate(config["source_policy_documents"] or []):
        merged.merge(_parse(text, f"merging source document {index}"))
    merged.merge(_own(block, config, version))
    for index, text in enumerate(config["override_policy_documents"] or []):
        merged.merge(_parse(text, f"merging override document {index}"))
    text = document_json.dump(merged.to_json(), indent=2)
    return {
        "json": text,
        "minified_json": document_json.dump(merged.to_json()),
        "id": str(zlib.crc32(text.encode())),
        "version": version,
        "statement": [_as_read(statement) for statement in config["statement"] or []],
    }


def _own(block: Block, config: Object, version: str) -> Document:
    shape = block.blocks["statement"].block
    statements = [_statement(shape, raw, version) for raw in config["statement"] or []]
    sids = [statement["Sid"] for statement in statements if "Sid" in statement]
    for position, sid in enumerate(sids):
        if sid in sids[:position]:
            raise DocumentError(f"duplicate Sid ({sid}). Remove the Sid or ensure the Sid is unique.")
    return Document(version, config["policy_id"] or "", statements)


def _statement(shape: Block, raw: Object, version: str) -> Object:
    parts: Object = {
        "Sid": raw["sid"],
        "Effect": raw["effect"] or "Allow",
        "Action": _strings(raw["actions"]),
        "NotAction": _strings(raw["not_actions"]),
        "Resource": _with_variables(_strings(raw["resources"]), version),
        "NotResource": _with_variables(_strings(raw["not_resources"]), version),
        "Principal": _principals(shape.blocks["principals"].block, raw["principals"], version),
        "NotPrincipal": _principals(shape.blocks["not_principals"].block, raw["not_principals"], version),
        "Condition": _conditions(shape.blocks["condition"].block, raw["condition"], version),
    }
    return {name: part for name, part in parts.items() if part}


def _strings(values: list[str] | None) -> str | list[str] | None:
    if not values:
        return None
    return values[0] if len(values) == 1 else sorted(values, reverse=True)


def _with_variables(value: Value, version: str) -> Value:
    if isinstance(value, list):
        return [_with_variables(item, version) for item in value]
    if isinstance(value, str) and "&{" in value:
        if version == _OLD_VERSION:
            raise DocumentError(
                f"found &{{ sequence in ({value}), which is not supported in document version {_OLD_VERSION}"
            )
        return value.replace("&{", "${")
    return value


def _principals(block: Block, raw: list[Object] | None, version: str) -> Value:
    pairs = [
        (item["type"], _with_variables(_strings(item["identifiers"]) or [], version))
        for item in in_sdk_order(block, raw or [])
    ]
    return document_json.principals_to_json(pairs)


def _conditions(block: Block, raw: list[Object] | None, version: str) -> Value:
    triples = [
        (item["test"], item["variable"], _with_variables(["" if v is None else v for v in item["values"]], version))
        for item in in_sdk_order(block, raw or [])
    ]
    return document_json.conditions_to_json(triples)


def _as_read(statement: Object) -> Object:
    """A statement as the provider keeps it in state: defaults in place, what was left out empty."""
    lists: Iterable[str] = ("actions", "not_actions", "resources", "not_resources")
    return {
        **statement,
        "sid": statement["sid"] or "",
        "effect": statement["effect"] or "Allow",
        **{name: statement[name] or [] for name in lists},
    }


def _refuse_twin_sources(sources: list[str] | None) -> None:
    seen: set[str] = set()
    for index, text in enumerate(sources or []):
        for position, statement in enumerate(_parse(text, f"merging source document {index}").statements):
            sid = statement.get("Sid")
            if sid in seen:
                raise DocumentError(
                    f"merging source document {index}: duplicate Sid ({sid}) in source_policy_documents "
                    f"(statement {position}). Remove the Sid or ensure Sids are unique."
                )
            if sid:
                seen.add(sid)


def _parse(text: str | None, where: str) -> Document:
    if text is None:
        return Document()
    try:
        return document_json.parse(json.loads(text))
    except (json.JSONDecodeError, DocumentError) as error:
        raise DocumentError(f"{where}: {error}") from error
