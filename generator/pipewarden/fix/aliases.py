"""Mends a store that names its key by something else than the key's ARN."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.fix.edit import Edit
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.source import inside
from pipewarden.hcl import ast

_ALIAS = re.compile(r"((?:data\.)?aws_kms_alias\.\w+(?:\[[^\]]+\])?)\.(?:arn|id|name)")
_KEY = re.compile(r"((?:data\.)?aws_kms_key\.\w+(?:\[[^\]]+\])?)\.(?:id|key_id)")


def mend(patient: Patient) -> Mend | Refusal | None:
    """Names the key by its ARN, where the key or an alias of it is referred to; None for other controls."""
    if patient.control != "pipeline-store-key-by-alias":
        return None
    for expression in _around(patient.block.body, patient.offset):
        span = expression.span
        written = patient.source.of(span)
        for pattern, attribute in ((_ALIAS, "target_key_arn"), (_KEY, "arn")):
            named = pattern.fullmatch(written)
            if named is not None:
                return Mend((Edit(patient.source.path, span.start, span.end, f"{named[1]}.{attribute}"),))
    return Refusal("which key the name belongs to is not written here; name the key by its ARN")


def _around(body: ast.Body, offset: int) -> Iterator[ast.Expression]:
    """The value of the argument that holds an offset."""
    for item in body.items:
        if inside(item.span, offset):
            if isinstance(item, ast.Attribute):
                yield item.expression
            else:
                yield from _around(item.body, offset)
