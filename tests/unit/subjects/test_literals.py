"""Where a secret is written."""

from __future__ import annotations

import pytest

from pipewarden.hcl.ast import Location, Span
from pipewarden.stack.values import Known, Origin, Symbol, Template, Unknown, Value
from pipewarden.subjects.literals import Writing, writing

PLACE = Location("main.tf", Span(0, 1, 1, 1, 1, 2))
FROM_FLAG = Origin(PLACE, "`secret` is set", Origin(PLACE, "`var.secret`", Origin(None, "`--var secret`")))
GIVEN = Unknown("`var.secret` has no value")
REMOTE = Unknown("`module.secret` was not read")
MADE = Symbol("random_password.this", ("result",))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(Known("x", Origin(PLACE, "`x`")), Writing.LITERAL, id="in the code"),
        pytest.param(Known("x", FROM_FLAG), Writing.ELSEWHERE, id="from a flag"),
        pytest.param(Known("x"), Writing.UNDECIDED, id="of a plan"),
        pytest.param(MADE, Writing.ELSEWHERE, id="made by a provider"),
        pytest.param(GIVEN, Writing.ELSEWHERE, id="given at deployment"),
        pytest.param(REMOTE, Writing.UNDECIDED, id="a remote module's"),
        pytest.param(Template(("prefix-", GIVEN)), Writing.ELSEWHERE, id="with a part given at deployment"),
        pytest.param(Template(("prefix-", REMOTE)), Writing.UNDECIDED, id="with a part that is not known"),
    ],
)
def test_writing(value: Value, expected: Writing) -> None:
    assert writing(value) is expected
