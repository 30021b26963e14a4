"""Mends what is missing because it was given no instances: takes `count = 0` out."""

from __future__ import annotations

from pipewarden.fix import insert
from pipewarden.fix.mend import Mend, Patient, Refusal

_TYPES = {
    "endpoint-missing": "aws_vpc_endpoint",
    "trail-missing": "aws_cloudtrail",
    "vpc-unlogged": "aws_flow_log",
}


def mend(patient: Patient) -> Mend | Refusal | None:
    """The edit that lets the one resource without instances live; None where nothing is missing in that way."""
    kind = _TYPES.get(patient.control)
    if kind is None:
        return None
    edits = [
        insert.without_line(source, count.span)
        for source in patient.everything.values()
        for block in source.tree.body.blocks
        if block.type == "resource" and block.labels and block.labels[0].text == kind
        if (count := block.body.attribute("count")) and source.of(count.expression.span) == "0"
    ]
    if len(edits) > 1:
        return Refusal(f"several `{kind}` have no instances; choose the one that is missing")
    return Mend(tuple(edits)) if edits else None
