"""The order in which the provider's SDK lists a set of blocks, which shows in documents that it writes.

The SDK keys each element by the CRC-32 of a serialisation and lists them by the key's decimal text
(terraform-plugin-sdk, helper/schema/serialize.go and set.go).
"""

from __future__ import annotations

import zlib

from aws_provider.schemas import Block
from aws_provider.values import Object, Value


def in_sdk_order(block: Block, elements: list[Object]) -> list[Object]:
    return sorted(elements, key=lambda element: _key(_serialize_object(block, element)))


def _key(text: str) -> str:
    return str(zlib.crc32(text.encode()))


def _serialize_object(block: Block, value: Object) -> str:
    return "".join(
        f"{name}:{_serialize(block.attributes[name].type, value.get(name))}" for name in sorted(block.attributes)
    )


def _serialize(type_: Value, value: Value) -> str:
    if value is None:
        return ";"
    if isinstance(type_, list):
        kind, inner = type_
        items = [_serialize(inner, item) for item in value]
        if kind == "set":
            items.sort(key=_key)
            return "{" + "".join(items) + "};"
        return "(" + "".join(items) + ");"
    return f"{value};"
