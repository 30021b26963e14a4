"""Functions of the AWS provider that need no account."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.stack.values import Known, Mapping, Unknown, Value
from unit.stack.project import output_of

ROLE = "arn:aws:iam::111122223333:role/a/b/name"
PARTS = {"partition": "aws", "service": "iam", "region": "", "account_id": "111122223333", "resource": "role/a/b/name"}
CASES: list[tuple[str, Value]] = [
    (f'arn_parse("{ROLE}")', Mapping(tuple((name, Known(part)) for name, part in sorted(PARTS.items())))),
    ('arn_parse("arn:aws:s3:::b:c/d").resource', Known("b:c/d")),
    ('arn_build("aws", "iam", "", "111122223333", "role/a/b/name")', Known(ROLE)),
    (f'trim_iam_role_path("{ROLE}")', Known("arn:aws:iam::111122223333:role/name")),
    ('user_agent("p", "1.0", "c")', Known("p/1.0 (c)")),
    ('user_agent("p", "", "")', Known("p")),
    ("unheard_of(1)", Unknown("`provider::aws::unheard_of` belongs to a provider")),
]


@pytest.mark.parametrize(("call", "expected"), CASES, ids=[call for call, _ in CASES])
def test_a_function_of_the_provider_is_computed(tmp_path: Path, call: str, expected: Value) -> None:
    assert output_of(tmp_path, f'output "x" {{ value = provider::aws::{call} }}') == expected


@pytest.mark.parametrize("call", ['arn_parse("x")', 'trim_iam_role_path("arn:aws:s3:::b")'])
def test_what_is_no_arn_of_the_kind_is_refused(tmp_path: Path, call: str) -> None:
    assert isinstance(output_of(tmp_path, f'output "x" {{ value = provider::aws::{call} }}'), Unknown)
