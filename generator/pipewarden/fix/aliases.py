"""Mends a store that names its key by something else than the key's ARN."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.fix.edit import Edit
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.source import Source, bare, inner_blocks, inside
from pipewarden.hcl import ast

_ALIAS = re.compile(r"((?:data\.)?aws_kms_alias\.\w+(?:\[[^\]]+\])?)\.(?:arn|id|name)")
_KEY = re.compile(r"((?:data\.)?aws_kms_key\.\w+(?:\[[^\]]+\])?)\.(?:id|key_id)")


def mend(patient: Patient) -> Mend | Refusal | None:
    """Names the key by its ARN, where the key or an alias of it is referred to; None for other controls."""
    if patient.control != "pipeline-store-key-by-alias":
        return None
    for expression in _around(patient.source, patient.block.body, patient.offset):
        span = bare(expression).span
        written = patient.source.of(span)
        for pattern, attribute in ((_ALIAS, "target_key_arn"), (_KEY, "arn")):
            named = pattern.fullmatch(written)
            if named is not None:
                return Mend((Edit(patient.source.path, span.start, span.end, f"{named[1]}.{attribute}"),))
    return Refusal("which key the name belongs to is not written here; name the key by its ARN")


def _around(source: Source, body: ast.Body, offset: int) -> Iterator[ast.Expression]:
    """The value of the argument that holds an offset."""
    for block in inner_blocks(source, body):
        if inside(block.span, offset):
            yield from _around(source, block.body, offset)
    yield from (item.expression for item in body.attributes if inside(item.span, offset))
