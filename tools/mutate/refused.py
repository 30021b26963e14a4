"""Which mutants Terraform itself refuses, by the provider's schemas: nobody has to notice those.

A required argument or block that is missing, or a reference to a resource that is not there any more, stops `validate`.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from mutate.mutant import NO_INSTANCES, REMOVED, Key, Mutant
from mutate.trees import REPOSITORY, Files

_SCHEMAS = REPOSITORY / "tests" / "aws_provider" / "aws_provider_schema.json"
_DECLARATIONS = {"variable": "var", "locals": "local"}
Schema = Mapping[str, Any]


def is_refused(mutant: Mutant, files: Files) -> bool:
    """Whether `terraform validate` fails on the mutant."""
    key = mutant.key
    if key.change == NO_INSTANCES and not key.path:
        return _is_referred_to(key, mutant.path, files, attribute=r"\.\w")
    if key.change != REMOVED:
        return False
    if key.element.startswith("value.") or (key.element.startswith("module.") and key.path):
        return _is_demanded(mutant, files)
    if not key.path:
        return _is_referred_to(key, mutant.path, files)
    schema = _block(key.element)
    return schema is not None and _is_required(schema, list(_names(key.path)))


def _names(path: str) -> Iterator[str]:
    """The names of blocks and arguments on a path, without what tells repeated ones apart; an element is a `[`."""
    plain = re.sub(r"(?<=\w)\[[^\]]*\](?=\.)", "", path)
    yield from (part for part in plain.replace("[", ".[").split(".") if part)


def _is_required(block: Schema, names: list[str]) -> bool:
    name, *rest = names
    nested = block.get("block_types", {}).get(name)
    if nested is not None:
        return bool(nested.get("min_items")) if not rest else _is_required(nested["block"], rest)
    return not rest and bool(block.get("attributes", {}).get(name, {}).get("required"))


def _block(element: str) -> Schema | None:
    schemas = _schemas()
    kinds = ("data_source_schemas", element.split(".")[1]) if element.startswith("data.") else None
    kind, name = kinds or ("resource_schemas", element.split(".")[0])
    found: Schema | None = schemas[kind].get(name, {}).get("block")
    return found


@cache
def _schemas() -> Schema:
    document = json.loads(_SCHEMAS.read_text(encoding="utf-8"))
    (found,) = document["provider_schemas"].values()
    schemas: Schema = found
    return schemas


def _is_demanded(mutant: Mutant, files: Files) -> bool:
    """Whether a variable gets no value, and has no default."""
    folder = mutant.path.rpartition("/")[0]
    name = mutant.key.path or mutant.key.element.partition(".")[2]
    if mutant.key.element.startswith("module."):
        block = files[mutant.path].decode().partition(f'module "{mutant.key.element.partition(".")[2]}" {{')[2]
        source = re.search(r'source += "([^"]+)"', block)
        if name == "source" or source is None:
            return name == "source"
        folder = posixpath.normpath(posixpath.join(folder, source[1]))
    declared = re.compile(rf'^variable "{re.escape(name)}" {{\n(.*?)^}}', re.MULTILINE | re.DOTALL)
    found = (
        declared.search(data.decode())
        for path, data in files.items()
        if path.endswith(".tf") and path.rpartition("/")[0] == folder.strip(".")
    )
    return any(match and "  default " not in match[1] for match in found)


def _is_referred_to(key: Key, path: str, files: Files, attribute: str = "") -> bool:
    """Whether something else in the module names what is gone, or one of its attributes."""
    head, _, name = key.element.partition(".")
    reference = f"{_DECLARATIONS.get(head, head)}.{name}" if name else head
    folder = path.rpartition("/")[0]
    pattern = re.compile(rf"(?<![\w.-]){re.escape(reference)}(?![\w-]){attribute}")
    return any(
        pattern.search(data.decode())
        for other, data in files.items()
        if other.endswith(".tf") and other.rpartition("/")[0] == folder
    )
