"""The AWS provider's schemas: read from the data file, and put into Terraform's protocol form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tf.gen import tfplugin_pb2 as pb

DATA = Path(__file__).with_name("aws_provider_schema.json")
ADDRESS = "registry.terraform.io/hashicorp/aws"
VERSION = "6.62.0"

_NESTING = {
    "list": pb.Schema.NestedBlock.LIST,
    "set": pb.Schema.NestedBlock.SET,
    "single": pb.Schema.NestedBlock.SINGLE,
}


@dataclass(frozen=True, slots=True)
class Attribute:
    type: Any
    """A type constraint in Terraform's JSON form: `"string"`, `["map", "string"]`, `["set", ["object", {…}]]`."""
    required: bool = False
    optional: bool = False
    computed: bool = False
    sensitive: bool = False
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class NestedBlock:
    block: Block
    nesting: str
    min_items: int = 0
    max_items: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    attributes: Mapping[str, Attribute]
    blocks: Mapping[str, NestedBlock]
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    block: Block
    version: int = 0


@dataclass(frozen=True, slots=True)
class Schemas:
    provider: Schema
    resources: Mapping[str, Schema]
    data_sources: Mapping[str, Schema]


@cache
def load() -> Schemas:
    """Read the data file, in the format of `terraform providers schema -json`."""
    document = json.loads(DATA.read_text(encoding="utf-8"))["provider_schemas"][ADDRESS]
    return Schemas(
        provider=_schema(document["provider"], identified=False),
        resources={name: _schema(raw) for name, raw in document["resource_schemas"].items()},
        data_sources={name: _schema(raw) for name, raw in document["data_source_schemas"].items()},
    )


def to_protocol(schema: Schema) -> pb.Schema:
    return pb.Schema(version=schema.version, block=_block_to_protocol(schema.block))


def _schema(raw: Mapping[str, Any], identified: bool = True) -> Schema:
    block = _block(raw["block"])
    if identified and "id" in block.attributes:
        # The data file marks `id` as a plain argument for a few types; the provider computes it for every type.
        attributes = {**block.attributes, "id": Attribute("string", optional=True, computed=True)}
        block = Block(attributes, block.blocks, block.deprecated)
    return Schema(block, raw["version"])


def _block(raw: Mapping[str, Any]) -> Block:
    return Block(
        attributes={name: _attribute(item) for name, item in raw.get("attributes", {}).items()},
        blocks={
            name: NestedBlock(
                _block(item["block"]), item["nesting_mode"], item.get("min_items", 0), item.get("max_items", 0)
            )
            for name, item in raw.get("block_types", {}).items()
        },
        deprecated=raw.get("deprecated", False),
    )


def _attribute(raw: Mapping[str, Any]) -> Attribute:
    flags = ("required", "optional", "computed", "sensitive", "deprecated")
    return Attribute(raw["type"], **{flag: raw.get(flag, False) for flag in flags})


def _block_to_protocol(block: Block) -> pb.Schema.Block:
    return pb.Schema.Block(
        attributes=[
            pb.Schema.Attribute(
                name=name,
                type=json.dumps(attribute.type).encode(),
                required=attribute.required,
                optional=attribute.optional,
                computed=attribute.computed,
                sensitive=attribute.sensitive,
                deprecated=attribute.deprecated,
            )
            for name, attribute in block.attributes.items()
        ],
        block_types=[
            pb.Schema.NestedBlock(
                type_name=name,
                block=_block_to_protocol(nested.block),
                nesting=_NESTING[nested.nesting],
                min_items=nested.min_items,
                max_items=nested.max_items,
            )
            for name, nested in block.blocks.items()
        ],
        deprecated=block.deprecated,
    )
