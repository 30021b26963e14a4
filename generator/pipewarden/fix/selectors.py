"""Mends what a trail records: the selectors of its events."""

from __future__ import annotations

from pipewarden.fix import insert
from pipewarden.fix.edit import Edit
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.source import Source, inner_blocks
from pipewarden.hcl import ast

_MANAGEMENT, _ARTIFACTS = "trail-blind-to-management", "trail-blind-to-artifacts"
_SELECTORS = {
    _MANAGEMENT: ("Management events", (("eventCategory", "Management"),)),
    _ARTIFACTS: ("Objects of all buckets", (("eventCategory", "Data"), ("resources.type", "AWS::S3::Object"))),
}
_CLASSIC = (("read_write_type", '"All"'), ("include_management_events", "true"))


def mend(patient: Patient) -> Mend | Refusal | None:
    """A selector that covers the events; None for other controls."""
    if patient.control not in _SELECTORS:
        return None
    if patient.kind != "aws_cloudtrail":
        return Refusal("which trail should record the events is a choice; add the selector to one")
    inner = list(inner_blocks(patient.source, patient.block.body))
    kinds = {block.labels[0].text if block.type == "dynamic" else block.type for block in inner}
    if "event_selector" in kinds:
        return _classic(patient)
    lines = _selector(patient.control)
    if "advanced_event_selector" not in kinds and patient.control == _ARTIFACTS:
        # A trail without selectors records management events; with one, only what is selected.
        lines = [*_selector(_MANAGEMENT), "", *lines]
    return Mend(insert.nested_block(patient.source, patient.block, lines))


def _selector(control: str) -> list[str]:
    name, fields = _SELECTORS[control]
    lines = ["advanced_event_selector {", f'  name = "{name}"']
    for field, value in fields:
        lines += ["", "  field_selector {", f'    field  = "{field}"', f'    equals = ["{value}"]', "  }"]
    return [*lines, "}"]


def _classic(patient: Patient) -> Mend | Refusal:
    blocks = [block for block in inner_blocks(patient.source, patient.block.body) if block.type == "event_selector"]
    if len(blocks) != 1:
        return Refusal("the trail has several classic selectors; say in one of them what it records")
    source, (block,) = patient.source, blocks
    edits = [edit for name, value in _CLASSIC for edit in _argument(source, block, name, value)]
    excluded = block.body.attribute("exclude_management_event_sources")
    if excluded is not None and patient.control == _MANAGEMENT:
        edits.append(insert.without_line(source, excluded.span))
    if patient.control == _ARTIFACTS:
        lines = ["data_resource {", '  type   = "AWS::S3::Object"', '  values = ["arn:aws:s3"]', "}"]
        edits += insert.nested_block(source, block, lines)
    return Mend(tuple(edits))


def _argument(source: Source, block: ast.Block, name: str, value: str) -> list[Edit]:
    """Sets an argument that is written; the provider's default of both is right."""
    attribute = block.body.attribute(name)
    if attribute is None or source.of(attribute.expression.span) == value:
        return []
    span = attribute.expression.span
    return [Edit(source.path, span.start, span.end, value)]
