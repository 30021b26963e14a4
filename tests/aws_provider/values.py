"""Terraform's wire values: msgpack in and out, with unknowns kept exactly as they arrived.

Terraform sends an unknown as a msgpack extension, sometimes refined ("unknown, but not null"). An extension is
kept as the tuple that the decoder gives, so it survives copying and goes back with its refinement.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

import msgpack
from tf.gen import tfplugin_pb2 as pb

Value: TypeAlias = Any
"""None, bool, int, float, str, list, dict, or the extension that stands for an unknown."""

Object: TypeAlias = dict[str, Value]

UNKNOWN = msgpack.ExtType(0, b"\x00")


def is_unknown(value: Value) -> bool:
    return isinstance(value, msgpack.ExtType)


def is_wholly_known(value: Value) -> bool:
    if is_unknown(value):
        return False
    if isinstance(value, list):
        return all(is_wholly_known(item) for item in value)
    if isinstance(value, Mapping):
        return all(is_wholly_known(item) for item in value.values())
    return True


def decode(wire: pb.DynamicValue) -> Value:
    if wire.msgpack:
        return msgpack.unpackb(wire.msgpack, strict_map_key=False)
    return json.loads(wire.json) if wire.json else None


def encode(value: Value) -> pb.DynamicValue:
    return pb.DynamicValue(msgpack=msgpack.packb(value))
