"""What AWS has against the text of a `Resource`, where a part of it is not known."""

from __future__ import annotations

import pytest

from pipewarden.iam import arn_form
from pipewarden.iam.names import Names
from pipewarden.iam.questions.intents import words
from pipewarden.stack.values import Template, Unknown

_LATER = Unknown("`var.bucket` has no value")


@pytest.mark.parametrize("parts", [(_LATER, "/*"), ("arn:aws:s3:::", _LATER, "/*"), ("arn:", _LATER, ":x")])
def test_what_is_not_known_may_be_the_beginning_of_an_arn(parts: tuple[str | Unknown, ...]) -> None:
    assert arn_form.problem(words(Template(parts), Names())) is None


@pytest.mark.parametrize("parts", [("bucket-", _LATER), ("arn:amazon:s3:::", _LATER)])
def test_what_is_known_is_no_arn(parts: tuple[str | Unknown, ...]) -> None:
    assert arn_form.problem(words(Template(parts), Names())) is not None
