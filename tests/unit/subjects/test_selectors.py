"""What a trail's selectors record, in both languages that they are written in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.stack.values import Known, Unknown
from pipewarden.subjects.selectors import Category, recordings
from unit.subjects.network_stacks import resource, stack_of


def _recorded(tmp_path: Path, body: str) -> list[tuple[Category, bool, bool] | str]:
    text = f'variable "x" {{}}\nresource "aws_cloudtrail" "this" {{\n  name = "t"\n{body}\n}}\n'
    stack = stack_of(tmp_path, text)
    found = recordings(resource(stack, "aws_cloudtrail.this"))
    return [item.why if isinstance(item, Unknown) else (item.category, item.reads, item.writes) for item in found]


def _advanced(*fields: str) -> str:
    selectors = "".join(f"field_selector {{\n{field}\n}}\n" for field in fields)
    return f"advanced_event_selector {{\n{selectors}\n}}"


DATA = 'field = "eventCategory"\nequals = ["Data"]'
MANAGEMENT = 'field = "eventCategory"\nequals = ["Management"]'
OBJECTS = 'field = "resources.type"\nequals = ["AWS::S3::Object"]'
OBJECT_EVENTS = 'data_resource {\n type = "AWS::S3::Object"\n values = ["arn:aws:s3"]\n}'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("", [(Category.MANAGEMENT, True, True)], id="none"),
        pytest.param(_advanced(MANAGEMENT), [(Category.MANAGEMENT, True, True)], id="management"),
        pytest.param(_advanced(DATA, OBJECTS), [(Category.DATA, True, True)], id="objects"),
        pytest.param(_advanced(OBJECTS), [(Category.OTHER, True, True)], id="no category"),
        pytest.param(
            _advanced(MANAGEMENT, 'field = "readOnly"\nequals = ["true"]'),
            [(Category.MANAGEMENT, True, False)],
            id="reads",
        ),
        pytest.param(
            _advanced(MANAGEMENT, 'field = "readOnly"\nnot_equals = ["true"]'),
            [(Category.MANAGEMENT, False, True)],
            id="no reads",
        ),
        pytest.param(
            f"event_selector {{\n{OBJECT_EVENTS}\n}}",
            [(Category.MANAGEMENT, True, True), (Category.DATA, True, True)],
            id="classic",
        ),
        pytest.param(
            f'event_selector {{\nread_write_type = "ReadOnly"\ninclude_management_events = false\n{OBJECT_EVENTS}\n}}',
            [(Category.MANAGEMENT, False, False), (Category.DATA, True, False)],
            id="classic reads",
        ),
        pytest.param("event_selector {\nread_write_type = var.x\n}", ["`var.x` has no value"], id="unknown access"),
        pytest.param(
            _advanced("field = var.x\nequals = [1]"),
            ["the `field` of a `field_selector` is not known"],
            id="unknown field",
        ),
    ],
)
def test_recordings(tmp_path: Path, body: str, expected: list[object]) -> None:
    assert _recorded(tmp_path, body) == expected


def test_conditions_on_the_arn_are_taken_apart(tmp_path: Path) -> None:
    fields = 'field = "resources.ARN"\nstarts_with = ["a"]\nnot_starts_with = ["b"]\nends_with = ["c"]'
    stack = stack_of(tmp_path, f'resource "aws_cloudtrail" "this" {{\n{_advanced(DATA, OBJECTS, fields)}\n}}\n')
    (recording,) = recordings(resource(stack, "aws_cloudtrail.this"))
    assert not isinstance(recording, Unknown)
    assert recording.prefixes == (Known("a"),)
    assert recording.left_out == (Known("b"),)
    assert [(condition.operator, condition.values) for condition in recording.narrowing] == [
        ("ends_with", (Known("c"),))
    ]


def test_a_field_without_values_leaves_everything_out(tmp_path: Path) -> None:
    fields = 'field = "resources.ARN"\nstarts_with = []'
    stack = stack_of(tmp_path, f'resource "aws_cloudtrail" "this" {{\n{_advanced(DATA, OBJECTS, fields)}\n}}\n')
    (recording,) = recordings(resource(stack, "aws_cloudtrail.this"))
    assert not isinstance(recording, Unknown)
    assert [condition.field for condition in recording.narrowing] == ["resources.ARN"]
