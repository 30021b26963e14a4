"""What a text holds in Base64."""

from __future__ import annotations

import pytest

from pipewarden.aws.encoded import decoded


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("amFuZS5kb2VAZXhhbXBsZS5jb20=", ["jane.doe@example.com"]),
        ("owner amFuZS5kb2VAZXhhbXBsZS5jb20 of it", ["jane.doe@example.com"]),
        ("short", []),
        ("aws_codepipeline_role", []),
        ("//////////////////////8=", []),
    ],
)
def test_decoded(text: str, inner: list[str]) -> None:
    assert list(decoded(text)) == inner
